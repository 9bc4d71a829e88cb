import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { lapsedLink } from './confirm-subscription.ts'
import { confirmWithin_days, type SubscriptionChoice } from './subscription-choice.ts'
import { readSubscriptionToken, type SubscriptionPurpose } from './subscription-token.ts'

export type SubscriptionShown = SubscriptionChoice & { state: 'open' | 'active' | 'ended' }

/** What a link in a letter is about, for its holder; the address is not told. Throws NotFound for a link that is not ours or has lapsed. */
export async function readSubscription(
  { db, now, secret }: Context,
  { token, purpose }: { token: string; purpose: SubscriptionPurpose },
): Promise<SubscriptionShown> {
  const id = readSubscriptionToken(secret, token, purpose)
  const row =
    id === null ? undefined : await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound(lapsedLink)
  const lapsed = row.created_at.getTime() < now.getTime() - confirmWithin_days * 86_400_000
  if (row.confirmed_at === null && row.ended_at === null && lapsed) throw new NotFound(lapsedLink)
  const state = row.ended_at !== null ? 'ended' : row.confirmed_at !== null ? 'active' : 'open'
  return { state, sectors: row.leaves, markets: row.markets, levelMin: row.level_min }
}
