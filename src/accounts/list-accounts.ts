import type { Context, Role } from '../context.ts'
import { notKeeper } from './open-account.ts'
import { may } from './permissions.ts'

export type AccountShown = {
  id: number
  username: string
  name: string
  role: Role
  bureau: string
  disabledAt: Date | null
  secondFactor: boolean
  passkeys: number
  email: string | null
  /** Their number in the directory `issuer`; null where they are not linked. */
  subject: string | null
}

/** Every account, the open ones first. At most a thousand: a city's staff is listed whole. */
export async function listAccounts(
  { db, actor }: Context,
  { issuer }: { issuer: string | null } = { issuer: null },
): Promise<AccountShown[]> {
  if (!may(actor, 'keep_accounts')) throw notKeeper()
  const rows = await db
    .selectFrom('account')
    .leftJoin('directory_identity as d', (join) =>
      join.onRef('d.account_id', '=', 'account.id').on('d.issuer', '=', issuer),
    )
    .select(['id', 'username', 'name', 'role', 'bureau', 'disabled_at', 'totp_since', 'email', 'd.subject'])
    .select((eb) =>
      eb
        .selectFrom('passkey')
        .whereRef('passkey.account_id', '=', 'account.id')
        .select((count) => count.fn.countAll<number>().as('held'))
        .as('passkeys'),
    )
    .orderBy('disabled_at', (order) => order.nullsFirst())
    .orderBy('bureau')
    .orderBy('username')
    .limit(1000)
    .execute()
  return rows.map(({ disabled_at, totp_since, passkeys, ...account }) => ({
    ...account,
    disabledAt: disabled_at,
    secondFactor: totp_since !== null,
    passkeys: Number(passkeys),
  }))
}
