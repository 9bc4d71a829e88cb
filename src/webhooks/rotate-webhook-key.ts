import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { bothKeys_hours, keyText, webhookKey } from './webhook-keys.ts'

/** Gives an endpoint a new key, shown this once; for a day both sign. Throws Forbidden and NotFound. */
export async function rotateWebhookKey(
  { db, actor, now, secret }: Context,
  { endpointId }: { endpointId: number },
): Promise<{ key: string }> {
  keeperOfWebhooks(actor)
  const keyId = randomUUID()
  const changed = await db
    .updateTable('webhook_endpoint')
    .set((eb) => ({
      previous_key_id: eb.ref('key_id'),
      previous_until: new Date(now.getTime() + bothKeys_hours * 3_600_000),
      key_id: keyId,
    }))
    .where('id', '=', endpointId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new NotFound(noSuchWebhook)
  return { key: keyText(webhookKey(secret, keyId)) }
}

export const noSuchWebhook = { zh: '没有这个推送地址。', en: 'There is no such endpoint.' }
