import { randomUUID } from 'node:crypto'
import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { bothKeys_hours, keyIdOf, keyText, webhookKey } from './webhook-keys.ts'

/**
 * Gives an endpoint a new key, shown this once; for a day both sign. The same `submissionKey` again changes nothing and answers the same key:
 * a second change would silence the key that the receiver knows. Throws Forbidden and NotFound.
 */
export async function rotateWebhookKey(
  context: Context,
  { endpointId, submissionKey = randomUUID() }: { endpointId: number; submissionKey?: string },
): Promise<{ key: string }> {
  const { db, now, secret } = context
  keeperOfWebhooks(context.actor)
  const keyId = keyIdOf(submissionKey, endpointId)
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('webhook_endpoint')
      .set((eb) => ({
        previous_key_id: eb.ref('key_id'),
        previous_until: new Date(now.getTime() + bothKeys_hours * 3_600_000),
        key_id: keyId,
      }))
      .where('id', '=', endpointId)
      .where('key_id', '!=', keyId)
      .returning('id')
      .executeTakeFirst()
    if (changed) return recordAudit(tx, context, { act: 'webhook_key_changed', subject: `webhook:${endpointId}` })
    const known = await tx.selectFrom('webhook_endpoint').where('id', '=', endpointId).select('id').executeTakeFirst()
    if (!known) throw new NotFound(noSuchWebhook)
  })
  return { key: keyText(webhookKey(secret, keyId)) }
}

export const noSuchWebhook = { zh: '没有这个推送地址。', en: 'There is no such endpoint.' }
