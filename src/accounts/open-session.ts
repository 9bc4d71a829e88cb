import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { recordAudit } from './record-audit.ts'
import { newSessionToken, sessionLength_ms, sessionTokenHash } from './session-token.ts'

export type SignedIn = { token: string; expiresAt: Date }

/** How somebody proved who they are: here with password and code, with a passkey, or at the city's own directory. */
export type SignInWay = 'password' | 'passkey' | 'directory'

/** Opens a session in the caller's transaction, forgets failures and old sessions, and writes the sign-in into the record. */
export async function openSession(
  tx: Db,
  context: Pick<Context, 'actor' | 'now'>,
  { accountId, way }: { accountId: number; way: SignInWay },
): Promise<SignedIn> {
  const { now } = context
  const token = newSessionToken()
  const expires_at = new Date(now.getTime() + sessionLength_ms)
  const session = { token_hash: sessionTokenHash(token), account_id: accountId, created_at: now, seen_at: now, way }
  await tx.deleteFrom('session').where('expires_at', '<', now).execute()
  await tx
    .insertInto('session')
    .values({ ...session, expires_at })
    .execute()
  await tx.updateTable('account').set({ failures: 0, locked_until: null }).where('id', '=', accountId).execute()
  await recordAudit(tx, context, { act: 'sign_in', subject: `account:${accountId}`, detail: { way } })
  return { token, expiresAt: expires_at }
}
