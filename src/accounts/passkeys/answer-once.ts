import type { Db } from '../../db/open.ts'
import type { Answered } from './challenge.ts'

/** Notes in the caller's transaction that a challenge was answered; false when it was before. Forgets those that are too old to count. */
export async function answerOnce(tx: Db, answered: Answered, now: Date): Promise<boolean> {
  await tx.deleteFrom('answered_challenge').where('expires_at', '<', now).execute()
  const first = await tx
    .insertInto('answered_challenge')
    .values(answered)
    .onConflict((conflict) => conflict.column('challenge').doNothing())
    .returning('challenge')
    .executeTakeFirst()
  return first !== undefined
}
