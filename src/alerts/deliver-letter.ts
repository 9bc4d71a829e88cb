import type { Context } from '../context.ts'
import { jobTerms } from '../jobs/job-kinds.ts'
import type { Mailer } from './mailer.ts'

/**
 * Sends one owed letter and marks it sent; a letter already sent is left alone, so the job may run twice.
 * Throws when the mail system refuses, so that the queue tries again later; after the last try the letter is marked failed.
 */
export async function deliverLetter(
  context: Context & { mailer: Mailer },
  { letterId }: { letterId: number },
): Promise<void> {
  const { db, mailer, now } = context
  const letter = await db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', letterId)
    .where('sent_at', 'is', null)
    .executeTakeFirst()
  if (!letter) return
  try {
    await mailer.send({ ...letter, unsubscribeUrl: letter.unsubscribe_url })
  } catch (error) {
    const attempts = letter.attempts + 1
    const failed = attempts > jobTerms['deliver-letter'].retryLimit
    await db
      .updateTable('letter')
      .set({ attempts, last_error: reasonOf(error), failed_at: failed ? now : null })
      .where('id', '=', letterId)
      .execute()
    throw new Error(`letter ${letterId} was not accepted, attempt ${attempts}`)
  }
  await db
    .updateTable('letter')
    .set({ sent_at: now, attempts: letter.attempts + 1, last_error: null, failed_at: null })
    .where('id', '=', letterId)
    .where('sent_at', 'is', null)
    .execute()
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
