import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import { glance_days } from './count-measures.ts'

/** How many measures of a market can still be commented on, and how many of these close within the week. */
export type MarketCount = { market: string; open: number; closing: number }

/** Every market that has measures open for comments, the most first. */
export async function countMarkets({ db, now }: Pick<Context, 'db' | 'now'>): Promise<MarketCount[]> {
  const today = toShanghaiDate(now)
  const { rows } = await sql<MarketCount>`
    select market, count(*)::int as open,
           count(*) filter (where comment_until <= ${addDays(today, glance_days)}::date)::int as closing
      from measure where comment_until >= ${today} and not withdrawn and market is not null
     group by market order by 2 desc, 1`.execute(db)
  return rows
}
