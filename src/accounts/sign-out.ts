import type { Context } from '../context.ts'
import { sessionTokenHash } from './session-token.ts'

/** Ends a session for good. A token that is no session is no error. */
export async function signOut({ db }: Pick<Context, 'db'>, { token }: { token: string }): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', sessionTokenHash(token)).execute()
}
