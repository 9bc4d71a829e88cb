import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { findCase } from '../find-case.ts'
import { dispatcherOf } from './dispatcher.ts'
import { readHistory } from './read-history.ts'
import { CLAIM_MINUTES } from './take-next.ts'

const UNDO_MINUTES = 30

/**
 * Takes a dispatch of one's own back, if nothing happened to the case since, and puts the text before oneself again. Throws
 * Conflict when the bureau has acted, another dispatched it or half an hour has gone; then it is withdrawn on the case page,
 * with a reason.
 */
export async function undoDispatch(context: Context, { caseId }: { caseId: number }): Promise<void> {
  const { db, now, actor } = context
  const account_id = dispatcherOf(actor)
  const found = await findCase(context, caseId)
  const last = (await readHistory(db, caseId)).at(-1)
  const own = last?.actor === actorName(actor) && (last.act === 'dispatch' || last.act === 'refer')
  if (!own || now.getTime() - last.at.getTime() > UNDO_MINUTES * 60_000) throw new Conflict(tooLate)
  const withdrawn = decideMove(context, found, 'withdraw', { note: '分拨人员撤销了刚才的派单 undone at the desk' })
  const until_at = new Date(now.getTime() + CLAIM_MINUTES * 60_000)
  await db.transaction().execute(async (tx) => {
    await recordMove(tx, context, withdrawn)
    await tx.deleteFrom('dispatch_claim').where('account_id', '=', account_id).execute()
    await tx
      .insertInto('dispatch_claim')
      .values({ case_id: caseId, account_id, until_at })
      .onConflict((conflict) => conflict.column('case_id').doUpdateSet({ account_id, until_at }))
      .execute()
  })
}

const tooLate = {
  zh: '这次派单已不能撤销：承办单位已经处理，或不是您刚才所派。请到案件页“撤回派单”并写明理由。',
  en: 'This dispatch can no longer be undone: the bureau has acted, or it was not yours. Withdraw it on the case page, with a reason.',
}
