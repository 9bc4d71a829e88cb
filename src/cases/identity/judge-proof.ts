import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { gatherCase } from '../gather-case.ts'

/**
 * A custodian who opened a proof of identity says whether it holds; the bureau and the reporter learn the result. Throws Forbidden for
 * anybody else, Conflict when it was not opened by them or there is nothing (left) to check, Invalid without a reason against it.
 */
export async function judgeProof(
  context: Context,
  { checkId, confirmed, reason }: { checkId: number; confirmed: boolean; reason: string },
): Promise<void> {
  const { db, actor } = context
  if (actor.kind !== 'staff' || !may(actor, 'keep_identities')) throw new Forbidden(custodiansOnly)
  const check = await db
    .selectFrom('identity_check')
    .where('id', '=', checkId)
    .where('outcome', 'is', null)
    .select(['case_id', 'given_at'])
    .executeTakeFirst()
  const found = check && (await gatherCase(context, check.case_id))
  if (!found || check.given_at === null) throw new Conflict(nothingToCheck)
  const look = await db
    .selectFrom('look')
    .where('report_id', '=', found.id)
    .where('account_id', '=', actor.accountId)
    .where('at', '>=', check.given_at)
    .where('request_id', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (!look) throw new Conflict(openFirst)
  const decided = decideMove(context, found, confirmed ? 'confirm_identity' : 'deny_identity', { reason })
  await db.transaction().execute((tx) => recordMove(tx, context, decided))
}

const custodiansOnly = { zh: '只有身份保管员可以核对。', en: 'Only a custodian checks it.' }
const openFirst = { zh: '请先打开看过，再作结论。', en: 'Open it before you judge it.' }
const nothingToCheck = {
  zh: '没有待核对的身份证明：已经核对过，或诉求人已清除。',
  en: 'There is nothing to check: it was checked already, or the reporter had it erased.',
}
