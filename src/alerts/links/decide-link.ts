import { seesCase } from '../../accounts/permissions.ts'
import { noSuchCase } from '../../cases/find-case.ts'
import { actorName, type Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { checkDecision, type LinkDecision, stateAfter } from './link-decisions.ts'

type Deciding = {
  caseId: number
  noticeId: number
  decision: LinkDecision
  reason: string
  /** From the desk: only what nobody decided yet. */
  onlyOpen?: boolean
}

/**
 * A person says whether a case is about a recalled product or one that failed; whoever sees the case may, and may change it later. The machine
 * never sets it aside. Throws NotFound, Invalid for too long a reason, Conflict when it stands so already.
 */
export async function decideLink(context: Context, deciding: Deciding): Promise<void> {
  const { caseId, noticeId, decision, reason, onlyOpen = false } = deciding
  const { db, actor, now } = context
  const seen = await db.selectFrom('case_file').select(['lead', 'support']).where('id', '=', caseId).executeTakeFirst()
  if (!seen || !seesCase(actor, seen)) throw noSuchCase()
  const by = actorName(actor)
  const decided = decision === 'reopen' ? { at: null, by: null } : { at: now, by }
  await db.transaction().execute(async (tx) => {
    const link = tx.selectFrom('recall_link').where('report_id', '=', caseId).where('notice_id', '=', noticeId)
    const found = await link.select(['tier', 'score', 'state', 'decided_by']).forUpdate().executeTakeFirst()
    if (!found) throw new NotFound(noLink)
    checkDecision(found, decision, reason, onlyOpen)
    await tx
      .updateTable('recall_link')
      .set({ state: stateAfter[decision], decided_at: decided.at, decided_by: decided.by, reason })
      .where('report_id', '=', caseId)
      .where('notice_id', '=', noticeId)
      .execute()
    const { tier, score } = found
    await tx
      .insertInto('recall_link_event')
      .values({ report_id: caseId, notice_id: noticeId, at: now, actor: by, act: decision, tier, score, reason })
      .execute()
  })
}

const noLink = { zh: '这件案件没有与该通报的关联。', en: 'This case has no link to that notice.' }
