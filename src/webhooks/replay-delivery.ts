import type { Context } from '../context.ts'
import { Conflict, NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'

/**
 * Owes a message once more under the same id, whether it arrived or not; the receiver knows it by that id. Answers its endpoint.
 * Throws Forbidden, NotFound, and Conflict while the endpoint is disabled.
 */
export async function replayDelivery(
  { db, queue, actor }: Context,
  { deliveryId }: { deliveryId: number },
): Promise<{ endpointId: number }> {
  keeperOfWebhooks(actor)
  const found = await db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as e', 'e.id', 'd.endpoint_id')
    .where('d.id', '=', deliveryId)
    .select(['d.endpoint_id', 'e.disabled_at'])
    .executeTakeFirst()
  if (!found) throw new NotFound({ zh: '没有这条推送。', en: 'There is no such delivery.' })
  if (found.disabled_at !== null) throw new Conflict(disabled)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('webhook_delivery')
      .set({ status: 'owed', attempts: 0, failed_at: null })
      .where('id', '=', deliveryId)
      .execute()
    await queue.owe(tx, 'deliver-webhook', [{ deliveryId }])
  })
  return { endpointId: found.endpoint_id }
}

const disabled = {
  zh: '这个推送地址已停用，请先启用再重发。',
  en: 'This endpoint is disabled; enable it before you send again.',
}
