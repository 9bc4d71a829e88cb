import type { Actor, Context } from '../../context.ts'
import { keyHash } from './firm-tokens.ts'

/** Which firm holds this session token; null when it is unknown or over, or the account has ended. */
export async function findFirmSession(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { token }: { token: string },
): Promise<Extract<Actor, { kind: 'firm' }> | null> {
  const found = await db
    .selectFrom('firm_session as s')
    .innerJoin('firm_account as a', 'a.id', 's.account_id')
    .where('s.token_hash', '=', keyHash(token))
    .where('s.expires_at', '>', now)
    .where('a.ended_at', 'is', null)
    .select(['a.id', 'a.enterprise_id'])
    .executeTakeFirst()
  return found ? { kind: 'firm', accountId: found.id, enterpriseId: found.enterprise_id } : null
}
