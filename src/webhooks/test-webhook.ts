import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'

/** Owes an endpoint a message that means nothing, so that its keeper sees whether it arrives. Throws Forbidden and NotFound. */
export async function testWebhook(
  { db, queue, actor, now }: Context,
  { endpointId }: { endpointId: number },
): Promise<void> {
  keeperOfWebhooks(actor)
  const endpoint = await db.selectFrom('webhook_endpoint').where('id', '=', endpointId).select('id').executeTakeFirst()
  if (!endpoint) throw new NotFound(noSuchWebhook)
  const kind = 'webhook.test'
  const body = JSON.stringify({ type: kind, timestamp: now.toISOString(), data: { endpoint_id: endpointId } })
  await db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('webhook_delivery')
      .values({
        endpoint_id: endpointId,
        message_id: `test-${randomUUID()}`,
        kind,
        body,
        happened_at: now,
        status: 'owed',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await queue.owe(tx, 'deliver-webhook', [{ deliveryId: id }])
  })
}
