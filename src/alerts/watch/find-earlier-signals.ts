import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { dateOfDay, dayNumber } from './civil-days.ts'
import type { Earlier } from './distinct.ts'
import { sightingsOf } from './gather-counts.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'

/** As long as sums of evidence reach back. */
const DAYS_BACK = 56

/** Signals of a kind told of in the weeks before a night, with all that their series has seen since their period began. */
export async function findEarlierSignals(
  db: Db,
  kind: SightingKind,
  night: string,
  sameDays: number,
): Promise<Earlier<number>[]> {
  const { rows } = await sql<{
    id: number
    series_id: number
    level: SeriesLevel
    key: string
    from: string
    to: string
  }>`
    select g.id, g.series_id, s.level, s.key, g.period_from as from, g.period_to as to
      from signal g join series s on s.id = g.series_id
     where s.kind = ${kind} and g.period_to > ${dateOfDay(dayNumber(night) - DAYS_BACK)} and g.period_to <= ${dateOfDay(dayNumber(night) + sameDays)}
     order by g.id desc`.execute(db)
  const earlier: Earlier<number>[] = []
  for (const { series_id, from, to, ...one } of rows) {
    const recent = dayNumber(night) - dayNumber(to) <= sameDays
    const sightings = recent
      ? await grown(db, one.id, await sightingsOf(db, series_id, dayNumber(from), dayNumber(night)))
      : new Set<number>()
    earlier.push({ ...one, kind, to: dayNumber(to), sightings })
  }
  return earlier
}

/** A signal also stands for the reports that later candidates brought to it. */
async function grown(db: Db, id: number, sightings: Set<number>): Promise<Set<number>> {
  const rows = await db
    .selectFrom('signal_report as b')
    .innerJoin('sighting as s', 's.report_id', 'b.report_id')
    .where('b.signal_id', '=', id)
    .select('s.id')
    .execute()
  return new Set([...sightings, ...rows.map((row) => row.id)])
}
