import { seesCase } from '../../accounts/permissions.ts'
import { noSuchCase } from '../../cases/find-case.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Invalid, NotFound } from '../../errors.ts'

export const LINK_REASON_UNITS_MAX = 300
export type LinkDecision = 'confirm' | 'reject'

const stateAfter = { confirm: 'confirmed', reject: 'rejected' } as const

/**
 * A person says whether a case is about a recalled product; whoever sees the case may, and may change it later. The machine never sets it
 * aside. Throws NotFound, Invalid for too long a reason, Conflict when it stands so already.
 */
export async function decideLink(
  context: Context,
  { caseId, noticeId, decision, reason }: { caseId: number; noticeId: number; decision: LinkDecision; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  const seen = await db.selectFrom('case_file').select(['lead', 'support']).where('id', '=', caseId).executeTakeFirst()
  if (!seen || !seesCase(actor, seen)) throw noSuchCase()
  if (reason.length > LINK_REASON_UNITS_MAX) throw new Invalid(tooLong, { reason: tooLong })
  const state = stateAfter[decision]
  const by = actorName(actor)
  await db.transaction().execute(async (tx) => {
    const link = tx.selectFrom('recall_link').where('report_id', '=', caseId).where('notice_id', '=', noticeId)
    const found = await link.select(['tier', 'score', 'state', 'decided_by']).forUpdate().executeTakeFirst()
    if (!found) throw new NotFound(noLink)
    if (found.state === state && found.decided_by?.startsWith('staff:')) throw new Conflict(decidedSo)
    await tx
      .updateTable('recall_link')
      .set({ state, decided_at: now, decided_by: by, reason })
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

const tooLong = {
  zh: `理由请不超过 ${LINK_REASON_UNITS_MAX} 个字。`,
  en: `Keep the reason to ${LINK_REASON_UNITS_MAX} characters.`,
}
const noLink = { zh: '这件案件没有与该召回的关联。', en: 'This case has no link to that recall.' }
const decidedSo = { zh: '这项关联已经这样决定过。', en: 'The link stands so already.' }
