import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PairCount } from '../signals/disproportionality.ts'
import { dateOfDay } from './civil-days.ts'
import { placeOf } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'

/** A year of events makes the table, so that seasons even out. */
const PAIR_DAYS = 365
/** With less than twelve weeks known, everything would be new. */
const PAIR_KNOWN_DAYS = 84
/** What stood out so long ago is no news. */
const NEW_DAYS = 14

/** The tables of a night and of a fortnight before, and the first day of tonight's. */
export type NightPairs = { tonight: CountedPair[]; before: CountedPair[]; from: number }

/** A product and a hazard that were told of together, as a series, and how often within some days. */
export type CountedPair = { seriesId: number; product: string; hazard: string; count: PairCount }

/**
 * Every pair of a product and a hazard of a kind between two days. Counted are events: an incident once, a repeat of one person not at all;
 * all of them are those that name a product, so that a product is weighed against products.
 */
export async function gatherPairs(
  db: Db,
  { kind, from, to }: { kind: SightingKind; from: number; to: number },
): Promise<CountedPair[]> {
  const { rows } = await sql<PairCount & { id: number; key: string }>`
    with seen as materialized (
      select distinct s.id, s.level, s.key, coalesce(g.incident_id, -g.id) as event
        from series s join series_sighting p on p.series_id = s.id join sighting g on g.id = p.sighting_id
       where s.kind = ${kind} and s.level in ('product', 'product_hazard')
         and p.day between ${dateOfDay(from)} and ${dateOfDay(to)} and g.people > 0),
    products as (select key, count(*)::int as n from seen where level = 'product' group by key),
    hazards as (
      select split_part(key, '|', 2) as key, count(distinct event)::int as n from seen where level = 'product_hazard' group by 1),
    pairs as (select id, key, count(*)::int as n from seen where level = 'product_hazard' group by id, key)
    select pairs.id, pairs.key, pairs.n as both, products.n as product, hazards.n as hazard,
           (select count(distinct event)::int from seen where level = 'product') as all
      from pairs join products on products.key = split_part(pairs.key, '|', 1) join hazards on hazards.key = split_part(pairs.key, '|', 2)
     order by pairs.id`.execute(db)
  return rows.map(({ id, key, ...count }) => {
    const { product = '', hazard = '' } = placeOf({ level: 'product_hazard', key })
    return { seriesId: id, product, hazard, count }
  })
}

/** The tables of the year up to a night and up to a fortnight before it; null while too little is known to tell what is new. */
export async function gatherNightPairs(
  db: Db,
  { kind, night, firstDay }: { kind: SightingKind; night: number; firstDay: number },
): Promise<NightPairs | null> {
  if (night - firstDay + 1 < PAIR_KNOWN_DAYS) return null
  const upTo = (to: number) => gatherPairs(db, { kind, from: to - PAIR_DAYS + 1, to })
  const from = Math.max(firstDay, night - PAIR_DAYS + 1)
  return { tonight: await upTo(night), before: await upTo(night - NEW_DAYS), from }
}
