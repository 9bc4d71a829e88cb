import { newSessionToken, sessionTokenHash } from '../src/accounts/session-token.ts'
import type { Role } from '../src/context.ts'
import type { Db } from '../src/db/open.ts'

/** Makes an account of that role and signs it in for an hour; the token of its session. */
export async function signedIn(db: Db, person: { name: string; role: Role; bureau: string }): Promise<string> {
  const now = new Date()
  const token = newSessionToken()
  const { id } = await db
    .insertInto('account')
    .values({ ...person, username: `bench-${person.name}`, password_hash: 'none', created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('session')
    .values({
      token_hash: sessionTokenHash(token),
      account_id: id,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + 3_600_000),
    })
    .execute()
  return token
}
