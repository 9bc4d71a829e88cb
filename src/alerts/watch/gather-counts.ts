import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { dateOfDay, dayNumber } from './civil-days.ts'
import type { DayCount, SeriesCounts } from './counts.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'

/** Five years, the weeks compared with around them and the ten weeks of a slow rise. */
const HISTORY_DAYS = (5 * 52 + 20) * 7
const RECENT_DAYS = 14
const SERIES_AT_ONCE = 2000

/** What the whole of a kind is like: since when it is counted, its series by level, its people by danger. */
export type KindCounts = {
  firstDay: number
  nodesOf: Partial<Record<SeriesLevel, number>>
  dangers: [number, number, number, number]
}

/** Null while nothing of the kind is counted. */
export async function gatherKind(db: Db, kind: SightingKind, night: string): Promise<KindCounts | null> {
  const { rows } = await sql<{
    first: string | null
    people: number
    danger1: number
    danger2: number
    danger3: number
    nodesOf: KindCounts['nodesOf'] | null
  }>`
    select min(d.day) as first, sum(people)::int as people, sum(danger1)::int as danger1, sum(danger2)::int as danger2, sum(danger3)::int as danger3,
           (select json_object_agg(level, nodes) from series_level where kind = ${kind}) as "nodesOf"
      from series s join series_day d on d.series_id = s.id where s.kind = ${kind} and s.level = 'city' and d.day <= ${night}`.execute(
    db,
  )
  const all = rows[0]
  if (!all?.first) return null
  const { people, danger1, danger2, danger3 } = all
  return {
    firstDay: dayNumber(all.first),
    nodesOf: all.nodesOf ?? {},
    dangers: [people - danger1 - danger2 - danger3, danger1, danger2, danger3],
  }
}

/** Which series: those of a kind with so many people in the fortnight up to a night; only these numbers or levels where said. */
type Asked = { kind: SightingKind; night: string; peopleMin: number; ids?: number[]; levels?: readonly SeriesLevel[] }

/** The series asked for, each with its days, all at once. */
export async function gatherActive(db: Db, asked: Asked): Promise<SeriesCounts[]> {
  const all: SeriesCounts[] = []
  for await (const some of gatherInParts(db, asked)) all.push(...some)
  return all
}

/** The same in parts of two thousand, so that a night over any number of series needs no more memory than one part. */
export async function* gatherInParts(db: Db, asked: Asked): AsyncGenerator<SeriesCounts[]> {
  const { kind, night, peopleMin } = asked
  const since = dateOfDay(dayNumber(night) - RECENT_DAYS + 1)
  const among = asked.ids ? sql`and d.series_id = any(${asked.ids}::int4[])` : sql``
  const levels = asked.levels ? sql`and s.level = any(${asked.levels}::text[])` : sql``
  const { rows } = await sql<{ id: number; level: SeriesLevel; key: string }>`
    select s.id, s.level, s.key from series s join (
      select d.series_id from series_day d where d.day between ${since} and ${night} ${among}
       group by d.series_id having sum(d.people) >= ${peopleMin}) as a on a.series_id = s.id
     where s.kind = ${kind} ${levels} order by s.id`.execute(db)
  for (let at = 0; at < rows.length; at += SERIES_AT_ONCE) {
    const some = rows.slice(at, at + SERIES_AT_ONCE)
    const ids = some.map(({ id }) => id)
    const days = await daysOf(db, ids, night)
    yield some.map((one) => ({ ...one, kind, days: days.get(one.id) ?? [] }))
  }
}

/** One row a series, its days as numbers one after another: small rows cost more to read than to count, and JSON more to write. */
async function daysOf(db: Db, ids: number[], night: string): Promise<Map<number, DayCount[]>> {
  const from = dateOfDay(dayNumber(night) - HISTORY_DAYS)
  const { rows } = await sql<{ id: number; days: string }>`
    select series_id as id, string_agg(concat_ws(' ', day - date '1970-01-01', incidents, people, danger1, danger2, danger3), ' ') as days
      from (select * from series_day where series_id = any(${ids}::int4[]) and day between ${from} and ${night}
             order by series_id, day) as d group by series_id`.execute(db)
  return new Map(rows.map(({ id, days }) => [id, daysIn(days.split(' ').map(Number))]))
}

const NUMBERS_A_DAY = 6

function daysIn(numbers: number[]): DayCount[] {
  return Array.from({ length: numbers.length / NUMBERS_A_DAY }, (_, nth) => {
    const [day = 0, incidents = 0, people = 0, d1 = 0, d2 = 0, d3 = 0] = numbers.slice(
      nth * NUMBERS_A_DAY,
      (nth + 1) * NUMBERS_A_DAY,
    )
    return { day, incidents, people, dangers: [people - d1 - d2 - d3, d1, d2, d3] }
  })
}

/** The sightings of a series between two days, the newest few thousand. */
export async function sightingsOf(db: Db, seriesId: number, from: number, to: number): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select sighting_id as id from series_sighting
     where series_id = ${seriesId} and day between ${dateOfDay(from)} and ${dateOfDay(to)} order by day desc, sighting_id desc limit 5000`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
