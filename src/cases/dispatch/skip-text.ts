import type { Context } from '../../context.ts'
import { dispatcherOf } from './dispatcher.ts'
import { SKIP_MINUTES } from './take-next.ts'

/**
 * Puts a waiting text aside for this dispatcher; colleagues may take it at once, and it comes back by itself. Null brings
 * back everything put aside. Throws Forbidden for those who do not dispatch.
 */
export async function skipText(context: Context, { caseId }: { caseId: number | null }): Promise<void> {
  const { db, now, actor } = context
  const accountId = dispatcherOf(actor)
  const until_at = new Date(now.getTime() + SKIP_MINUTES * 60_000)
  await db.transaction().execute(async (tx) => {
    if (caseId === null) {
      await tx.deleteFrom('dispatch_skip').where('account_id', '=', accountId).execute()
      return
    }
    const waiting = tx.selectFrom('case_file').where('id', '=', caseId).where('state', '=', 'to_dispatch')
    await tx
      .insertInto('dispatch_skip')
      .columns(['case_id', 'account_id', 'until_at'])
      .expression(waiting.select((eb) => ['id', eb.val(accountId).as('account_id'), eb.val(until_at).as('until_at')]))
      .onConflict((conflict) => conflict.columns(['account_id', 'case_id']).doUpdateSet({ until_at }))
      .execute()
    await tx.deleteFrom('dispatch_claim').where('case_id', '=', caseId).where('account_id', '=', accountId).execute()
  })
}
