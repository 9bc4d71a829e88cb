import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'

/** What the trade desk shows at a glance. The lists hold those open for comments, the most first. */
export type MeasureCounts = {
  new: number
  closing: number
  byLeaf: Counted[]
  byMarket: Counted[]
  /** Of those that close this week. */
  closingByLeaf: Counted[]
  closingByMarket: Counted[]
  /** How many firms say that measures of a sector hit them; null for the public. An empty key is no sector. */
  hitsByLeaf: Counted[] | null
}
export type Counted = { key: string; count: number }

export const glance_days = 7
const shown = 8

/** How many measures are new this week, how many close to comments within it, and where those fall; for the trade desk also whom it hits. */
export async function countMeasures(context: Pick<Context, 'db' | 'now' | 'actor'>): Promise<MeasureCounts> {
  const { db, now, actor } = context
  const today = toShanghaiDate(now)
  const hitsByLeaf = may(actor, 'review_measures') ? await countHitsByLeaf(db) : null
  const { rows } = await sql<Omit<MeasureCounts, 'hitsByLeaf'>>`
    with open as materialized (
      select leaves, market, comment_until from measure where comment_until >= ${today} and not withdrawn),
    closing as (select leaves, market from open where comment_until <= ${addDays(today, glance_days)}::date)
    select (select count(*)::int from measure where newest_on >= ${addDays(today, -glance_days)}::date) as new,
           (select count(*)::int from closing) as closing,
           (select coalesce(json_agg(l), '[]') from (select leaf as key, count(*)::int as count from closing, unnest(leaves) leaf
             group by leaf order by 2 desc, 1 limit ${shown}) l) as "closingByLeaf",
           (select coalesce(json_agg(m), '[]') from (select market as key, count(*)::int as count from closing
             where market is not null group by market order by 2 desc, 1 limit ${shown}) m) as "closingByMarket",
           (select coalesce(json_agg(l), '[]') from (select leaf as key, count(*)::int as count from open, unnest(leaves) leaf
             group by leaf order by 2 desc, 1 limit ${shown}) l) as "byLeaf",
           (select coalesce(json_agg(m), '[]') from (select market as key, count(*)::int as count from open
             where market is not null group by market order by 2 desc, 1 limit ${shown}) m) as "byMarket"`.execute(db)
  return { ...(rows[0] ?? nothing), hitsByLeaf }
}

const nothing = { new: 0, closing: 0, byLeaf: [], byMarket: [], closingByLeaf: [], closingByMarket: [] }

/** Firms count once a sector, however many measures hit them. */
async function countHitsByLeaf(db: Db): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select leaf as key, count(distinct h.code)::int as count
      from measure_hit h join measure m using (family), unnest(case when m.leaves = '{}' then array[''] else m.leaves end) leaf
     where h.state = 'stands' group by leaf order by 2 desc, 1 limit ${shown}`.execute(db)
  return rows
}
