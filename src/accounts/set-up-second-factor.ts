import type { Context } from '../context.ts'
import { Conflict, Forbidden } from '../errors.ts'
import { lockSecret } from './identity-vault.ts'
import { newSecret, secretUri } from './second-factor.ts'

/**
 * Draws a new secret for one's own account; it is asked for at sign-in only once it was proved. Answers what the app reads, shown
 * this once. Throws Conflict while one is in use.
 */
export async function setUpSecondFactor({ db, actor, vault }: Context): Promise<{ secret: string; uri: string }> {
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const secret = newSecret()
  const account = await db
    .updateTable('account')
    .set({ totp_secret: lockSecret(vault, actor.accountId, secret), totp_step: null })
    .where('id', '=', actor.accountId)
    .where('totp_since', 'is', null)
    .returning('username')
    .executeTakeFirst()
  if (!account) throw new Conflict({ zh: '动态验证码已经启用。', en: 'The second factor is in use already.' })
  return { secret, uri: secretUri(secret, account.username) }
}
