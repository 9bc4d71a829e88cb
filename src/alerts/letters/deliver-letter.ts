import { openHitContact, openKept } from '../../accounts/identity-vault.ts'
import type { Context } from '../../context.ts'
import { jobTerms } from '../../jobs/job-kinds.ts'
import { hitOfRecipient, reportOfRecipient } from '../../jobs/owe-letters.ts'
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
    const recipient = await addressOf(context, letter.recipient)
    if (recipient !== null) await mailer.send({ ...letter, recipient, unsubscribeUrl: letter.unsubscribe_url })
    else return await giveUp(context, letterId)
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

/** The address behind a recipient; a reporter's or a firm's is taken from the vault only here. Null when it was erased. */
async function addressOf(context: Context, recipient: string): Promise<string | null> {
  const reportId = reportOfRecipient(recipient)
  if (reportId !== null) return reporterAddress(context, reportId)
  const hitId = hitOfRecipient(recipient)
  return hitId === null ? recipient : firmAddress(context, hitId)
}

async function firmAddress({ db, vault }: Context, hitId: number): Promise<string | null> {
  const kept = await db
    .selectFrom('measure_hit')
    .where('id', '=', hitId)
    .select(['key_id', 'wrapped_key', 'sealed'])
    .executeTakeFirst()
  return (kept && openHitContact(vault, hitId, kept)?.email) ?? null
}

async function reporterAddress({ db, vault }: Context, reportId: number): Promise<string | null> {
  const kept = await db
    .selectFrom('reporter_identity')
    .where('report_id', '=', reportId)
    .select(['key_id', 'wrapped_key', 'sealed'])
    .executeTakeFirst()
  return (kept && openKept(vault, reportId, kept)?.email) ?? null
}

async function giveUp({ db, now }: Context, letterId: number): Promise<void> {
  await db
    .updateTable('letter')
    .set({ failed_at: now, last_error: 'the address was erased' })
    .where('id', '=', letterId)
    .execute()
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
