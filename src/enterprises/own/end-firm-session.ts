import type { Context } from '../../context.ts'
import { keyHash } from './firm-tokens.ts'

/** Ends a firm's session. Doing it again changes nothing. */
export async function endFirmSession({ db }: Pick<Context, 'db'>, { token }: { token: string }): Promise<void> {
  await db.deleteFrom('firm_session').where('token_hash', '=', keyHash(token)).execute()
}
