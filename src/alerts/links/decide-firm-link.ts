import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { notYours } from '../../enterprises/own/invite-firm.ts'
import { recordEnterpriseEvents } from '../../enterprises/record-event.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { checkDecision, type LinkDecision, stateAfter } from './link-decisions.ts'

type Deciding = {
  noticeId: number
  enterpriseId: number
  decision: LinkDecision
  reason: string
  /** From the desk: only what nobody decided yet. */
  onlyOpen?: boolean
}

/**
 * A person who keeps the register says whether a recall or failed sample is about this firm. A no is remembered for the same words, so that
 * the machine never proposes the firm for them again. Throws Forbidden, NotFound, Invalid for too long a reason, Conflict when it stands so already.
 */
export async function decideFirmLink(context: Context, deciding: Deciding): Promise<void> {
  const { noticeId, enterpriseId, decision, reason, onlyOpen = false } = deciding
  const { db, actor, now } = context
  if (!may(actor, 'keep_firms')) throw new Forbidden(notYours)
  const decided = decision === 'reopen' ? { at: null, by: null } : { at: now, by: actorName(actor) }
  await db.transaction().execute(async (tx) => {
    const link = tx.selectFrom('notice_firm').where('notice_id', '=', noticeId)
    const found = await link
      .where('enterprise_id', '=', enterpriseId)
      .select(['state', 'decided_by', 'said', 'because'])
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new NotFound(noLink)
    checkDecision(found, decision, reason, onlyOpen)
    await tx
      .updateTable('notice_firm')
      .set({ state: stateAfter[decision], decided_at: decided.at, decided_by: decided.by, reason })
      .where('notice_id', '=', noticeId)
      .where('enterprise_id', '=', enterpriseId)
      .execute()
    if (found.said !== '')
      await rememberWords(tx, context, { enterpriseId, said: found.said, apart: decision === 'reject' })
    const why = reason === '' ? found.because.join('；') : reason
    const act = decision === 'confirm' ? ('match' as const) : ('refuse_match' as const)
    const said = decision === 'reopen' ? `重新核对 open again：${why}` : why
    await recordEnterpriseEvents(tx, context, [{ enterpriseId, act, subject: `notice:${noticeId}`, reason: said }])
  })
}

async function rememberWords(
  tx: Db,
  { actor, now }: Context,
  { enterpriseId, said, apart }: { enterpriseId: number; said: string; apart: boolean },
): Promise<void> {
  if (!apart) {
    await tx.deleteFrom('enterprise_apart').where('said', '=', said).where('enterprise_id', '=', enterpriseId).execute()
    return
  }
  await tx
    .insertInto('enterprise_apart')
    .values({ said, enterprise_id: enterpriseId, decided_at: now, actor: actorName(actor) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const noLink = { zh: '这份通报没有与该企业的关联。', en: 'This notice has no link to that firm.' }
