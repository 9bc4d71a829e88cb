import type { Context } from '../context.ts'
import { Invalid } from '../errors.ts'
import { passwordMatches } from './password.ts'
import { newSessionToken, sessionLength_ms, sessionTokenHash } from './session-token.ts'

export type SignedIn = { token: string; expiresAt: Date }

/**
 * Opens a session for a member of staff. Throws Invalid, in the same words and after the same work, for an unknown name, a
 * wrong password and a disabled account.
 */
export async function signIn({ db, now }: Context, input: { username: string; password: string }): Promise<SignedIn> {
  const account = await db
    .selectFrom('account')
    .where('username', '=', input.username.trim().toLowerCase())
    .where('disabled_at', 'is', null)
    .select(['id', 'password_hash'])
    .executeTakeFirst()
  const matches = await passwordMatches(input.password, account?.password_hash ?? null)
  if (!account || !matches) throw new Invalid(notSignedIn)
  const token = newSessionToken()
  const expiresAt = new Date(now.getTime() + sessionLength_ms)
  const session = { token_hash: sessionTokenHash(token), account_id: account.id, created_at: now, seen_at: now }
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('session').where('expires_at', '<', now).execute()
    await tx
      .insertInto('session')
      .values({ ...session, expires_at: expiresAt })
      .execute()
  })
  return { token, expiresAt }
}

const notSignedIn = {
  zh: '用户名或密码不对，请核对后再试；忘记密码请找系统管理员。',
  en: 'The username or password is wrong. Check both and try again; if you forgot it, ask the administrator.',
}
