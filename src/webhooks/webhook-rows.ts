import { sql } from 'kysely'
import type { Db } from '../db/open.ts'

/** An endpoint as its keeper sees it. */
export type WebhookShown = {
  id: number
  url: string
  /** Null for the whole city. */
  bureau: string | null
  events: string[]
  createdAt: Date
  bothKeysUntil: Date | null
  failingSince: Date | null
  disabledAt: Date | null
  disabledBecause: string | null
  owed: number
  failed: number
}

/** Endpoints with what is owed to each and what failed. */
export function webhookRows(db: Db) {
  const counted = (status: string) =>
    sql<number>`(select count(*)::int from webhook_delivery where endpoint_id = webhook_endpoint.id and status = ${status})`
  return db
    .selectFrom('webhook_endpoint')
    .select(['id', 'url', 'bureau', 'events', 'created_at', 'previous_until', 'failing_since', 'disabled_at'])
    .select(['disabled_because', counted('owed').as('owed'), counted('failed').as('failed')])
}

type Row = Awaited<ReturnType<ReturnType<typeof webhookRows>['execute']>>[number]

/** A row in the words of the page. */
export function shownWebhook(row: Row, now: Date): WebhookShown {
  const { id, url, bureau, events, previous_until, owed, failed } = row
  return {
    ...{ id, url, bureau, events, owed, failed },
    createdAt: row.created_at,
    bothKeysUntil: previous_until !== null && previous_until > now ? previous_until : null,
    failingSince: row.failing_since,
    disabledAt: row.disabled_at,
    disabledBecause: row.disabled_because,
  }
}
