import type { Context } from '../context.ts'
import { jobTerms } from '../jobs/job-kinds.ts'
import { postWebhook } from './post-webhook.ts'
import { signingKeys, webhookHeaders } from './webhook-keys.ts'

/** An endpoint that has failed for so long is told nothing more until a person looks after it. */
const failingMax_days = 5
/** The receiver says that it wants nothing more, ever (Standard Webhooks). */
const gone = 410

/**
 * Sends one owed message, signed anew, and records what came of it; one that arrived before, or whose endpoint is disabled, is left
 * alone. Throws when the receiver did not take it, so that the queue tries again later; after the last try it is marked failed.
 */
export async function deliverWebhook(
  context: Context & { anyAddress: boolean },
  { deliveryId }: { deliveryId: number },
): Promise<void> {
  const delivery = await findDelivery(context, deliveryId)
  if (!delivery) return
  const { answer, error } = await attempt(context, delivery)
  const arrived = answer !== null && answer >= 200 && answer < 300
  if (arrived) return recordArrival(context, delivery, answer)
  const ended = await recordFailure(context, delivery, { answer, error })
  if (!ended) throw new Error(`webhook delivery ${deliveryId} was not taken, attempt ${delivery.attempts + 1}`)
}

type Delivery = NonNullable<Awaited<ReturnType<typeof findDelivery>>>

function findDelivery({ db }: Context, deliveryId: number) {
  return db
    .selectFrom('webhook_delivery as d')
    .innerJoin('webhook_endpoint as e', 'e.id', 'd.endpoint_id')
    .where('d.id', '=', deliveryId)
    .where('d.status', '=', 'owed')
    .where('e.disabled_at', 'is', null)
    .select(['d.id', 'd.endpoint_id', 'd.message_id', 'd.body', 'd.attempts'])
    .select(['e.url', 'e.key_id', 'e.previous_key_id', 'e.previous_until', 'e.failing_since'])
    .executeTakeFirst()
}

type Tried = { answer: number | null; error: string | null }

async function attempt(
  { secret, now, anyAddress }: Context & { anyAddress: boolean },
  delivery: Delivery,
): Promise<Tried> {
  const { url, body, message_id } = delivery
  const headers = webhookHeaders(message_id, now, body, signingKeys(secret, delivery, now))
  try {
    const answer = await postWebhook({ url, headers, body, anyAddress })
    return { answer, error: null }
  } catch (error) {
    return { answer: null, error: (error instanceof Error ? error.message : String(error)).slice(0, 300) }
  }
}

async function recordArrival(
  { db, now }: Context,
  { id, endpoint_id, attempts }: Delivery,
  answer: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('webhook_delivery')
      .set({ status: 'delivered', attempts: attempts + 1, last_answer: answer, last_error: null, delivered_at: now })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('webhook_endpoint')
      .set({ failing_since: null })
      .where('id', '=', endpoint_id)
      .where('failing_since', 'is not', null)
      .execute()
  })
}

/** Answers whether this was the last try. */
async function recordFailure({ db, now }: Context, delivery: Delivery, { answer, error }: Tried): Promise<boolean> {
  const { id, endpoint_id, failing_since } = delivery
  const attempts = delivery.attempts + 1
  const failingDays = failing_since === null ? 0 : (now.getTime() - failing_since.getTime()) / 86_400_000
  const because = answer === gone ? 'gone' : failingDays >= failingMax_days ? 'failing' : null
  const ended = because !== null || attempts > jobTerms['deliver-webhook'].retryLimit
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('webhook_delivery')
      .set({ attempts, last_answer: answer, last_error: error, ...(ended ? { status: 'failed', failed_at: now } : {}) })
      .where('id', '=', id)
      .execute()
    await tx
      .updateTable('webhook_endpoint')
      .set({
        failing_since: failing_since ?? now,
        ...(because === null ? {} : { disabled_at: now, disabled_because: because }),
      })
      .where('id', '=', endpoint_id)
      .where('disabled_at', 'is', null)
      .execute()
  })
  return ended
}
