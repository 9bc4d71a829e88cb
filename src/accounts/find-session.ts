import type { Actor, Context } from '../context.ts'
import { sessionIdleMax_ms, sessionSeenStep_ms, sessionTokenHash } from './session-token.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>

/**
 * Who holds this session token; null when it is unknown, has ended, was idle too long, or its account is disabled. Notes the
 * use, at most once in a few minutes.
 */
export async function findSession(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { token }: { token: string },
): Promise<Staff | null> {
  const tokenHash = sessionTokenHash(token)
  const found = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', new Date(now.getTime() - sessionIdleMax_ms))
    .where('a.disabled_at', 'is', null)
    .select(['a.id', 'a.name', 'a.role', 'a.bureau', 's.seen_at'])
    .executeTakeFirst()
  if (!found) return null
  if (now.getTime() - found.seen_at.getTime() >= sessionSeenStep_ms) {
    await db.updateTable('session').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  return { kind: 'staff', accountId: found.id, name: found.name, role: found.role, bureau: found.bureau }
}
