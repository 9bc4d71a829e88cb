import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { addDays, toShanghaiDate } from '../../reference/calendar.ts'
import type { SightingKind } from './sighted.ts'

/** Days after which a day of a kind is taken as complete until enough is known of how late its entries come. */
const LAG_UNTIL_KNOWN: Record<SightingKind, number> = { complaint: 0, recall: 2, failed_sample: 7, injury: 2 }
const KNOWN_FROM = 20
const LAG_MAX = 28
/** A whole history brought in later says nothing about how late entries usually come. */
const LATE_MAX = 60
/** What came in just before midnight is counted by one in the morning. */
const CLOSES_AT_HOUR = 1

export type Closing = { kind: SightingKind; lag: number; closedTo: string }

/**
 * The last closed day of each kind: only closed periods are tested. A day closes an hour after midnight, plus as many days as 95 % of a
 * year's entries of that kind took to arrive.
 */
export async function closings(db: Db, now: Date): Promise<Closing[]> {
  const { rows } = await sql<{ kind: SightingKind; entries: number; lag: number }>`
    select kind, count(*)::int as entries, percentile_disc(0.95) within group (order by late)::int as lag
      from (select kind, (arrived_at at time zone 'UTC' + interval '8 hours')::date - day as late
              from sighting where day > ${addDays(toShanghaiDate(now), -365)}) as t
     where late between 0 and ${LATE_MAX} group by kind`.execute(db)
  const known = new Map(rows.map((row) => [row.kind, row]))
  const over = addDays(toShanghaiDate(new Date(now.getTime() - CLOSES_AT_HOUR * 3_600_000)), -1)
  return (Object.keys(LAG_UNTIL_KNOWN) as SightingKind[]).map((kind) => {
    const seen = known.get(kind)
    const lag = seen && seen.entries >= KNOWN_FROM ? Math.min(LAG_MAX, seen.lag) : LAG_UNTIL_KNOWN[kind]
    return { kind, lag, closedTo: addDays(over, -lag) }
  })
}
