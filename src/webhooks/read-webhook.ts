import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'
import { shownWebhook, type WebhookShown, webhookRows } from './webhook-rows.ts'

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
  const row = await webhookRows(db).where('id', '=', endpointId).executeTakeFirst()
  if (!row) throw new NotFound(noSuchWebhook)
  const deliveries = await db
    .selectFrom('webhook_delivery')
    .where('endpoint_id', '=', endpointId)
    .select(['id', 'message_id', 'kind', 'happened_at', 'status', 'attempts', 'last_answer', 'last_error'])
    .orderBy('id', 'desc')
    .limit(deliveriesShown)
    .execute()
  return {
    webhook: shownWebhook(row, now),
    deliveries: deliveries.map(({ message_id, happened_at, last_answer, last_error, ...delivery }) => ({
      ...delivery,
      messageId: message_id,
      happenedAt: happened_at,
      lastAnswer: last_answer,
      lastError: last_error,
    })),
  }
}
