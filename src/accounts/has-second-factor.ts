import type { Context } from '../context.ts'

/** Whether one's own account asks for a code at sign-in. */
export async function hasSecondFactor({ db, actor }: Context): Promise<boolean> {
  if (actor.kind !== 'staff') return false
  const account = await db
    .selectFrom('account')
    .where('id', '=', actor.accountId)
    .where('totp_since', 'is not', null)
    .select('id')
    .executeTakeFirst()
  return account !== undefined
}
