import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { sessionTokenHash } from '../session-token.ts'

export type PasskeyShown = {
  id: number
  name: string
  synced: boolean
  createdAt: Date
  usedAt: Date | null
  /** When its count came back too low; null while nothing speaks for a copy. */
  doubtedAt: Date | null
}

/** How long after signing in a passkey may be added: a session left open on a desk must not make itself a key to the account. */
const freshFor_ms = 15 * 60_000

/** The passkeys of one's own account, the newest first, and whether this session is fresh enough to add one. */
export async function listPasskeys(
  { db, actor, now }: Context,
  { token }: { token: string },
): Promise<{ passkeys: PasskeyShown[]; fresh: boolean }> {
  if (actor.kind !== 'staff') throw new Forbidden({ zh: '请先登录。', en: 'Please sign in first.' })
  const passkeys = await db
    .selectFrom('passkey')
    .where('account_id', '=', actor.accountId)
    .select(['id', 'name', 'synced', 'created_at as createdAt', 'used_at as usedAt', 'doubted_at as doubtedAt'])
    .orderBy('id', 'desc')
    .execute()
  const session = await db
    .selectFrom('session')
    .where('token_hash', '=', sessionTokenHash(token))
    .where('account_id', '=', actor.accountId)
    .where('created_at', '>', new Date(now.getTime() - freshFor_ms))
    .select('token_hash')
    .executeTakeFirst()
  return { passkeys, fresh: session !== undefined }
}
