import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { keyHash } from './firm-tokens.ts'

export type InvitationRead = {
  accountId: number
  enterpriseId: number
  firm: string
  code: string
  how: 'mail' | 'letter'
  email: string | null
}

/** The invitation that a key opens. Throws NotFound, in the same words for one that is not ours, was used or has lapsed. */
export async function readInvitation(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { key }: { key: string },
): Promise<InvitationRead> {
  const row = await db
    .selectFrom('firm_account as a')
    .innerJoin('enterprise as e', 'e.id', 'a.enterprise_id')
    .where('a.invited_hash', '=', keyHash(key))
    .where('a.lapses_at', '>', now)
    .where('a.ended_at', 'is', null)
    .select(['a.id', 'a.enterprise_id', 'a.how', 'a.email', 'e.name', 'e.code'])
    .executeTakeFirst()
  if (!row) throw new NotFound(lapsedKey)
  return {
    accountId: row.id,
    enterpriseId: row.enterprise_id,
    firm: row.name,
    code: row.code,
    how: row.how,
    email: row.email,
  }
}

export const lapsedKey = {
  zh: '这个邀请码或链接无效、已用过或已过期，请联系发出邀请的单位。',
  en: 'This code or link is wrong, used or has lapsed. Ask the bureau that invited you.',
}
