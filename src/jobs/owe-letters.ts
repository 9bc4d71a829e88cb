import type { Db } from '../db/open.ts'
import type { Queue } from './queue.ts'

/** The reporter of a case as a recipient: the address itself stays in the vault until the letter leaves. */
export const reporterOf = (caseId: number): string => `reporter:${caseId}`

/** The case whose reporter is meant; null for an address. */
export function reportOfRecipient(recipient: string): number | null {
  const id = /^reporter:(\d+)$/.exec(recipient)?.[1]
  return id === undefined ? null : Number(id)
}

/** A firm that said a measure hits it as a recipient; its address stays in the vault too. */
export const firmOfHit = (hitId: number): `hit:${number}` => `hit:${hitId}`

/** What the firm said that is meant; null for an address. */
export function hitOfRecipient(recipient: string): number | null {
  const id = /^hit:(\d+)$/.exec(recipient)?.[1]
  return id === undefined ? null : Number(id)
}

/** A letter to owe: one per (what, to whom, why) for ever. `unsubscribeUrl` where the recipient asked for it and may end it. */
export type NewLetter = {
  /** What it is about, e.g. `case:17` or `warning:4`. */
  what: string
  /** An address, `reporterOf` a case or `firmOfHit`. */
  recipient: string
  /** Why this person gets it, in a word: `acknowledged`, `rapid_response`, `subscribed` … */
  reason: string
  subject: string
  body: string
  /** The same as HTML. */
  html?: string
  unsubscribeUrl?: string
}

/** Writes letters and the jobs that deliver them, in the caller's transaction. A letter owed before is left alone. */
export async function oweLetters(tx: Db, queue: Queue, letters: NewLetter[], now: Date): Promise<void> {
  if (letters.length === 0) return
  const owed = await tx
    .insertInto('letter')
    .values(
      letters.map(({ unsubscribeUrl, html, ...letter }) => ({
        ...letter,
        html: html ?? null,
        unsubscribe_url: unsubscribeUrl ?? null,
        created_at: now,
        queued: true,
      })),
    )
    .onConflict((conflict) => conflict.columns(['what', 'recipient', 'reason']).doNothing())
    .returning('id')
    .execute()
  await queue.owe(
    tx,
    'deliver-letter',
    owed.map(({ id }) => ({ letterId: id })),
  )
}
