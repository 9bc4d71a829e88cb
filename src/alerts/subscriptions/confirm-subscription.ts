import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { purgeUnconfirmed } from './purge-unconfirmed.ts'
import { readSubscriptionToken } from './subscription-token.ts'

/**
 * Begins a subscription, by the link in its letter. An earlier one of the same address ends with it — one address, one
 * subscription — and keeps the address, so that the links in its letters still end whatever runs. Doing it again changes nothing. Throws NotFound for a link that is not ours, has lapsed or has ended.
 */
export async function confirmSubscription(context: Context, { token }: { token: string }): Promise<void> {
  const { db, now, secret } = context
  const id = readSubscriptionToken(secret, token, 'confirm')
  if (id === null) throw new NotFound(lapsedLink)
  await db.transaction().execute(async (tx) => {
    await purgeUnconfirmed(tx, now)
    const confirmed = await tx
      .updateTable('subscription')
      .set((eb) => ({ confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(now)) }))
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('email')
      .executeTakeFirst()
    if (!confirmed) throw new NotFound(lapsedLink)
    await tx
      .updateTable('subscription')
      .set({ ended_at: now })
      .where('email', '=', confirmed.email)
      .where('id', '!=', id)
      .where('ended_at', 'is', null)
      .execute()
  })
}

export const lapsedLink = {
  zh: '这个链接已经失效，请重新订阅。',
  en: 'This link no longer works. Please subscribe again.',
}
