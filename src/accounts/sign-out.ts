import type { Context } from '../context.ts'
import type { SignInWay } from './open-session.ts'
import { sessionTokenHash } from './session-token.ts'

/** Ends a session for good and answers how it had been opened. A token that is no session is no error: null. */
export async function signOut({ db }: Pick<Context, 'db'>, { token }: { token: string }): Promise<SignInWay | null> {
  const ended = await db
    .deleteFrom('session')
    .where('token_hash', '=', sessionTokenHash(token))
    .returning('way')
    .executeTakeFirst()
  return ended?.way ?? null
}
