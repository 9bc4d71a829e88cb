import { recordAudit } from '../accounts/record-audit.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks, readFromHereOn } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'

/** Tells a disabled endpoint again what happens from now on. Throws Forbidden, NotFound, and Conflict beyond the limit. */
export async function enableWebhook(context: Context, { endpointId }: { endpointId: number }): Promise<void> {
  keeperOfWebhooks(context.actor)
  await context.db.transaction().execute(async (tx) => {
    await readFromHereOn(tx)
    const found = await tx
      .updateTable('webhook_endpoint')
      .set({ disabled_at: null, disabled_because: null, failing_since: null, created_at: context.now })
      .where('id', '=', endpointId)
      .returning('id')
      .executeTakeFirst()
    if (!found) throw new NotFound(noSuchWebhook)
    await recordAudit(tx, context, { act: 'webhook_enabled', subject: `webhook:${endpointId}` })
  })
}
