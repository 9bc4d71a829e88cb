import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { addDays } from '../../reference/calendar.ts'
import type { LeafCode } from '../../reference/city.ts'

/** What happened before on a measure, its member and its goods (tbt.md §5.4 E). */
export type MeasureHistory = {
  /** The city's trade concern on it is on the agenda of a committee, or was. */
  concernOnMeasure: boolean
  /** Leaves of other measures of that member with such a concern in five years. */
  concernLeaves: LeafCode[]
  /** Recalls in that market in twelve months, by leaf. */
  recalls: Record<LeafCode, number>
}

const recallsBack_days = 365
const concernsBack_days = 5 * 365

/** Gathers it for the family of these notices. `today` is an ISO date in Shanghai. */
export async function gatherHistory(
  db: Db,
  { noticeIds, market, today }: { noticeIds: number[]; market: string | null; today: string },
): Promise<MeasureHistory> {
  const { rows } = await sql<MeasureHistory>`
    with own as (select distinct family from notice_reading where notice_id = any(${noticeIds}::bigint[])),
    concern as (select c.family, m.leaves from trade_concern c join measure m using (family)
      where m.market = ${market} and c.state in ('tabled', 'discussed', 'resolved') and c.meeting_on >= ${addDays(today, -concernsBack_days)}::date)
    select exists (select from concern where family in (select family from own)) as "concernOnMeasure",
           array(select distinct leaf from concern, unnest(leaves) leaf where family not in (select family from own)) as "concernLeaves",
           (select coalesce(json_object_agg(leaf, count), '{}') from (
             select leaf, count(*)::int as count from notice n join notice_reading r on r.notice_id = n.id, unnest(r.leaves) leaf
              where n.kind = 'recall' and n.jurisdiction = ${market} and not r.withdrawn and n.published_on >= ${addDays(today, -recallsBack_days)}::date
              group by leaf) met) as recalls`.execute(db)
  return rows[0] ?? { concernOnMeasure: false, concernLeaves: [], recalls: {} }
}
