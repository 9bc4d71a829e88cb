import type { Context } from '../context.ts'
import type { Said } from '../errors.ts'

/**
 * Whether this is the oldest administrator's account that is open: where the directory is required, that one alone still gets in with
 * its password or passkey, when the directory is down.
 */
export async function isFirstAdministrator(
  { db }: Pick<Context, 'db'>,
  { accountId }: { accountId: number | null },
): Promise<boolean> {
  const first = await db
    .selectFrom('account')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first !== undefined && first.id === accountId
}

/** What everybody else is told. */
export const useDirectory: Said = {
  zh: '本系统只接受统一身份认证登录，请用页面上方的按钮。',
  en: 'Staff sign in at the directory only: use the button at the top of the page.',
}
