import type { Context } from '../../context.ts'

export type LetterShown = {
  id: number
  recipient: string
  reason: string
  subject: string
  body: string
  createdAt: Date
  sentAt: Date | null
  attempts: number
  lastError: string | null
}

/** The newest letters, for the page that shows them while no mail system is configured. */
export async function listLetters({ db }: Context, { limit }: { limit: number }): Promise<LetterShown[]> {
  const rows = await db.selectFrom('letter').selectAll().orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    reason: row.reason,
    subject: row.subject,
    body: row.unsubscribe_url ? `${row.body}\n\n退订 Unsubscribe: ${row.unsubscribe_url}` : row.body,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    attempts: row.attempts,
    lastError: row.last_error,
  }))
}
