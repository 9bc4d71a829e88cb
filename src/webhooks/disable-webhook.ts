import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'

/** Tells an endpoint nothing more; what is owed to it stays owed and can be sent again by hand. Throws Forbidden and NotFound. */
export async function disableWebhook(context: Context, { endpointId }: { endpointId: number }): Promise<void> {
  keeperOfWebhooks(context.actor)
  await context.db.transaction().execute(async (tx) => {
    const found = await tx
      .updateTable('webhook_endpoint')
      .set((eb) => ({
        disabled_at: eb.fn.coalesce('disabled_at', eb.val(context.now)),
        disabled_because: eb.fn.coalesce('disabled_because', eb.val('by_hand')),
      }))
      .where('id', '=', endpointId)
      .returning('id')
      .executeTakeFirst()
    if (!found) throw new NotFound(noSuchWebhook)
    await recordAudit(tx, context, { act: 'webhook_disabled', subject: `webhook:${endpointId}` })
  })
}
