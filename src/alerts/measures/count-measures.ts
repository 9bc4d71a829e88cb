import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'

/** What the trade desk shows at a glance. The lists hold those open for comments, the most first. */
export type MeasureCounts = {
  new: number
  closing: number
  byLeaf: { key: string; count: number }[]
  byMarket: { key: string; count: number }[]
}

export const glance_days = 7
const shown = 8

/** How many measures are new this week, how many close to comments within it, and where those still open fall. */
export async function countMeasures({ db, now }: Pick<Context, 'db' | 'now'>): Promise<MeasureCounts> {
  const today = toShanghaiDate(now)
  const { rows } = await sql<MeasureCounts>`
    with open as materialized (
      select leaves, market, comment_until from measure where comment_until >= ${today} and not withdrawn)
    select (select count(*)::int from measure where newest_on >= ${addDays(today, -glance_days)}::date) as new,
           (select count(*)::int from open where comment_until <= ${addDays(today, glance_days)}::date) as closing,
           (select coalesce(json_agg(l), '[]') from (select leaf as key, count(*)::int as count from open, unnest(leaves) leaf
             group by leaf order by 2 desc, 1 limit ${shown}) l) as "byLeaf",
           (select coalesce(json_agg(m), '[]') from (select market as key, count(*)::int as count from open
             where market is not null group by market order by 2 desc, 1 limit ${shown}) m) as "byMarket"`.execute(db)
  return rows[0] ?? { new: 0, closing: 0, byLeaf: [], byMarket: [] }
}
