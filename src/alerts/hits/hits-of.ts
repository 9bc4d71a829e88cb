import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { HitBand } from './hit-words.ts'

/** A firm that a measure hits, as the trade desk sees it. */
export type HitListed = {
  id: number
  code: string
  name: string
  product: string
  band: HitBand
  how: 'mail' | 'session' | 'invitation'
  standsAt: Date
  /** What the register calls it; null when it is not there. */
  registered: string | null
  contact: boolean
}

const shown = 200

/** How many firms say that a measure hits them; whom, the trade desk alone is told. */
export async function hitsOf(
  { db, actor }: Context,
  family: string,
): Promise<{ count: number; firms: HitListed[] | null }> {
  const { count } = await db
    .selectFrom('measure_hit')
    .where('family', '=', family)
    .where('state', '=', 'stands')
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (!may(actor, 'review_measures')) return { count, firms: null }
  const rows = await db
    .selectFrom('measure_hit as h')
    .leftJoin('enterprise as e', 'e.code', 'h.code')
    .where('h.family', '=', family)
    .where('h.state', '=', 'stands')
    .select(['h.id', 'h.code', 'h.name', 'h.product', 'h.band', 'h.how', 'h.stands_at', 'e.name as registered'])
    .select(sql<boolean>`h.sealed is not null`.as('contact'))
    .orderBy('h.stands_at', 'desc')
    .limit(shown)
    .execute()
  return { count, firms: rows.map(({ stands_at, ...row }) => ({ ...row, standsAt: stands_at ?? new Date(0) })) }
}
