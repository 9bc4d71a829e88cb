import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import type { Announced, AnnouncedTo } from '../announced.ts'
import { hitLink } from '../hits/letter-link.ts'
import { subscriberLetter } from './subscription-letters.ts'
import { subscriptionPaths } from './subscription-paths.ts'
import { subscriptionToken } from './subscription-token.ts'

const subscribersPerRound = 200
const itemsMax = 100

/** Owes one letter to each subscriber for whom something has come due: a digest, or what waited for quiet hours to end. Answers how many. */
export async function sendDigests(context: Context): Promise<number> {
  const { db, now } = context
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('subscription')
      .select(['id', 'email'])
      .where('ended_at', 'is', null)
      .where('confirmed_at', 'is not', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('subscription_item')
            .whereRef('subscription_id', '=', 'subscription.id')
            .where('told_at', 'is', null)
            .where('due_at', '<=', now),
        ),
      )
      .orderBy('id')
      .limit(subscribersPerRound)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const subscriber of due) await sendOne(tx, context, subscriber)
    return due.length
  })
}

async function sendOne(tx: Db, context: Context, { id, email }: { id: number; email: string }): Promise<void> {
  const { queue, now, publicUrl, secret } = context
  const items = await tx
    .selectFrom('subscription_item')
    .select(['id', 'told', 'because_zh', 'because_en'])
    .where('subscription_id', '=', id)
    .where('told_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('id')
    .limit(itemsMax)
    .execute()
  // `told` was written by tell-subscribers.
  const told = items.map((item): AnnouncedTo => {
    const announced = item.told as Announced
    const because = { zh: item.because_zh, en: item.because_en }
    return { ...announced, because, hitUrl: hitLink(context, id, announced) }
  })
  const end = `${publicUrl}${subscriptionPaths.end(subscriptionToken(secret, id, 'end'))}`
  await oweLetters(tx, queue, [subscriberLetter(email, `digest:${items.at(-1)?.id}`, told, end)], now)
  const ids = items.map((item) => item.id)
  await tx.updateTable('subscription_item').set({ told_at: now }).where('id', 'in', ids).execute()
}
