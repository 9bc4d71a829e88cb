import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { keeperOfWebhooks, readFromHereOn } from './register-webhook.ts'
import { noSuchWebhook } from './rotate-webhook-key.ts'

/** Tells a disabled endpoint again what happens from now on. Throws Forbidden, NotFound, and Conflict beyond the limit. */
export async function enableWebhook(
  { db, actor, now }: Context,
  { endpointId }: { endpointId: number },
): Promise<void> {
  keeperOfWebhooks(actor)
  await db.transaction().execute(async (tx) => {
    await readFromHereOn(tx)
    const found = await tx
      .updateTable('webhook_endpoint')
      .set({ disabled_at: null, disabled_because: null, failing_since: null, created_at: now })
      .where('id', '=', endpointId)
      .returning('id')
      .executeTakeFirst()
    if (!found) throw new NotFound(noSuchWebhook)
  })
}
