import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'

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

/** Every endpoint, those in use first, with what is owed to it and what failed. Throws Forbidden. */
export async function listWebhooks({ db, actor, now }: Context): Promise<WebhookShown[]> {
  keeperOfWebhooks(actor)
  const rows = await endpoints(db).orderBy(sql`disabled_at is not null`).orderBy('id').execute()
  return rows.map((row) => shown(row, now))
}

export type DeliveryShown = {
  id: number
  messageId: string
  kind: string
  happenedAt: Date
  status: 'owed' | 'delivered' | 'failed'
  attempts: number
  lastAnswer: number | null
  lastError: string | null
}

const deliveriesShown = 50

/** One endpoint with its newest messages. Throws Forbidden and NotFound. */
export async function readWebhook(
  { db, actor, now }: Context,
  { endpointId }: { endpointId: number },
): Promise<{ webhook: WebhookShown; deliveries: DeliveryShown[] }> {
  keeperOfWebhooks(actor)
  const row = await endpoints(db).where('id', '=', endpointId).executeTakeFirst()
  if (!row) throw new NotFound(noSuchWebhook)
  const deliveries = await db
    .selectFrom('webhook_delivery')
    .where('endpoint_id', '=', endpointId)
    .select(['id', 'message_id', 'kind', 'happened_at', 'status', 'attempts', 'last_answer', 'last_error'])
    .orderBy('id', 'desc')
    .limit(deliveriesShown)
    .execute()
  return {
    webhook: shown(row, now),
    deliveries: deliveries.map(({ message_id, happened_at, last_answer, last_error, ...delivery }) => ({
      ...delivery,
      messageId: message_id,
      happenedAt: happened_at,
      lastAnswer: last_answer,
      lastError: last_error,
    })),
  }
}

function endpoints(db: Context['db']) {
  const counted = (status: string) =>
    sql<number>`(select count(*)::int from webhook_delivery where endpoint_id = webhook_endpoint.id and status = ${status})`
  return db
    .selectFrom('webhook_endpoint')
    .select(['id', 'url', 'bureau', 'events', 'created_at', 'previous_until', 'failing_since', 'disabled_at'])
    .select(['disabled_because', counted('owed').as('owed'), counted('failed').as('failed')])
}

type Row = Awaited<ReturnType<ReturnType<typeof endpoints>['execute']>>[number]

function shown(row: Row, now: Date): WebhookShown {
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
