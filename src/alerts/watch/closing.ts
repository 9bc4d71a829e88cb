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
/** A day is worth a first look when the sources of so much of a kind are complete. */
const FIRST_LOOK_SHARE = 0.5

/** `whole`: the entries of the kind are complete; else those of the sources of most of them are. */
export type Closing = { kind: SightingKind; lag: number; closedTo: string; whole: boolean }

/**
 * The last closed day of each kind: only closed periods are tested. A day closes an hour after midnight, plus as many days as 95 % of a
 * year's entries of that kind took to arrive. Where one source is later than those of half of the entries, these close before it, for a
 * first look that can only see too few; where all are equally late there is none.
 */
export async function closings(db: Db, now: Date): Promise<Closing[]> {
  const since = addDays(toShanghaiDate(now), -365)
  const known = new Map((await lagsOfKinds(db, since)).map((row) => [row.kind, row]))
  const sources = await lagsOfSources(db, since)
  const over = addDays(toShanghaiDate(new Date(now.getTime() - CLOSES_AT_HOUR * 3_600_000)), -1)
  return (Object.keys(LAG_UNTIL_KNOWN) as SightingKind[]).flatMap((kind) => {
    const seen = known.get(kind)
    const lag = seen && isKnown(seen) ? Math.min(LAG_MAX, seen.lag) : LAG_UNTIL_KNOWN[kind]
    const first = seen ? firstLook(sources, seen) : null
    const whole = { kind, lag, closedTo: addDays(over, -lag), whole: true }
    if (first === null || first >= lag) return [whole]
    return [whole, { kind, lag: first, closedTo: addDays(over, -first), whole: false }]
  })
}

type Lag = { kind: SightingKind; entries: number; lag: number }

const isKnown = ({ entries }: Lag): boolean => entries >= KNOWN_FROM

/** After how many days the sources of half of a kind's entries are complete; null while too little is known of them. */
function firstLook(sources: readonly Lag[], { kind, entries }: Lag): number | null {
  let complete = 0
  for (const source of sources) {
    if (source.kind !== kind || !isKnown(source)) continue
    complete += source.entries
    if (complete >= FIRST_LOOK_SHARE * entries) return source.lag
  }
  return null
}

const late = sql`(arrived_at at time zone 'UTC' + interval '8 hours')::date - day`

async function lagsOfKinds(db: Db, since: string): Promise<Lag[]> {
  const { rows } = await sql<Lag>`
    select kind, count(*)::int as entries, percentile_disc(0.95) within group (order by late)::int as lag
      from (select kind, ${late} as late from sighting where day > ${since}) as t
     where late between 0 and ${LATE_MAX} group by kind`.execute(db)
  return rows
}

/** The soonest complete first. Complaints are left out: a day of them is complete when it is over. */
async function lagsOfSources(db: Db, since: string): Promise<Lag[]> {
  const { rows } = await sql<Lag>`
    select kind, count(*)::int as entries, percentile_disc(0.95) within group (order by late)::int as lag
      from (select s.kind, coalesce(o.source, n.source) as source, ${late} as late
              from (select * from sighting where kind <> 'complaint' and report_id is null and sighting.day > ${since}) as s
              left join (select id, source from observation) as o on o.id = s.observation_id
              left join (select id, source from notice) as n on n.id = s.notice_id) as t
     where late between 0 and ${LATE_MAX} group by kind, source order by kind, lag, entries desc`.execute(db)
  return rows
}
