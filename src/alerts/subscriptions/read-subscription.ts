import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { lapsedLink } from './confirm-subscription.ts'
import { confirmWithin_days, type SubscriptionChoice } from './subscription-choice.ts'
import { readSubscriptionToken, type SubscriptionPurpose } from './subscription-token.ts'

export type SubscriptionShown = SubscriptionChoice & { state: 'open' | 'active' | 'ended' }

/**
 * What a link in a letter is about, for its holder; the address is not told. The link of a subscription that a newer one of the
 * same address replaced is about the newer. Throws NotFound for a link that is not ours or has lapsed.
 */
export async function readSubscription(
  { db, now, secret }: Context,
  { token, purpose }: { token: string; purpose: SubscriptionPurpose },
): Promise<SubscriptionShown> {
  const id = readSubscriptionToken(secret, token, purpose)
  if (id === null) throw new NotFound(lapsedLink)
  const row = await db
    .selectFrom('subscription as linked')
    .innerJoin('subscription', 'subscription.email', 'linked.email')
    .selectAll('subscription')
    .where('linked.id', '=', id)
    .where((eb) => (purpose === 'end' ? eb.val(true) : eb('subscription.id', '=', id)))
    .orderBy(sql`subscription.ended_at is null and subscription.confirmed_at is not null`, 'desc')
    .orderBy(sql`subscription.id = ${id}`, 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new NotFound(lapsedLink)
  const state = row.ended_at !== null ? 'ended' : row.confirmed_at !== null ? 'active' : 'open'
  const lapsed = row.created_at.getTime() < now.getTime() - confirmWithin_days * 86_400_000
  if (state === 'open' && lapsed) throw new NotFound(lapsedLink)
  const { leaves: sectors, markets, districts, trade, level_min: levelMin, hs, ics, words, objectives, rhythm } = row
  const quiet = row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to }
  return { state, sectors, markets, districts, trade, levelMin, hs, ics, words, objectives, rhythm, quiet }
}
