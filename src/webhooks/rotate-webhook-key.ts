import { randomUUID } from 'node:crypto'
import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { bothKeys_hours, keyText, webhookKey } from './webhook-keys.ts'

/** Gives an endpoint a new key, shown this once; for a day both sign. Throws Forbidden and NotFound. */
export async function rotateWebhookKey(
  context: Context,
  { endpointId }: { endpointId: number },
): Promise<{ key: string }> {
  const { db, now, secret } = context
  keeperOfWebhooks(context.actor)
  const keyId = randomUUID()
  await db.transaction().execute(async (tx) => {
    const changed = await tx
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
    await recordAudit(tx, context, { act: 'webhook_key_changed', subject: `webhook:${endpointId}` })
  })
  return { key: keyText(webhookKey(secret, keyId)) }
}

export const noSuchWebhook = { zh: '没有这个推送地址。', en: 'There is no such endpoint.' }
