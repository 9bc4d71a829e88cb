import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { keysOf, type SeriesLevel } from './series-keys.ts'
import type { Sighted, SightingKind } from './sighted.ts'

/** A series in which something was counted. */
export type TouchedSeries = { id: number; kind: SightingKind; level: SeriesLevel; key: string }

/**
 * Writes sightings, the series that they belong to and the counts of every day they touch, in one transaction; a sighting written
 * before is replaced. The same again changes nothing. Answers the series touched.
 */
export async function countSightings(db: Db, sighted: Sighted[]): Promise<TouchedSeries[]> {
  if (sighted.length === 0) return []
  return db.transaction().execute(async (tx) => {
    const written = await writeSightings(tx, sighted)
    const series = await openSeries(tx, sighted)
    const touched = await replaceMembership(tx, written, series)
    await recount(
      tx,
      touched,
      [...written.values()].flatMap(({ incidents }) => incidents),
    )
    return [...series.values()]
  })
}

/** `again`: it had been written before. */
type Written = { id: number; sighted: Sighted; incidents: number[]; again: boolean }

const originOf = ({ origin }: Sighted): string => JSON.stringify(origin)

/** Each sighting with its number and the incidents it is, or was, part of. */
async function writeSightings(tx: Db, sighted: Sighted[]): Promise<Map<string, Written>> {
  const rows = sighted.map(({ kind, origin, day, arrivedAt, people, incidentId, leaf, district, street, danger }) => ({
    kind,
    report_id: null,
    observation_id: null,
    notice_id: null,
    ...origin,
    day,
    arrived_at: arrivedAt,
    people,
    incident_id: incidentId,
    leaf,
    district,
    street,
    danger,
  }))
  const told = JSON.stringify(rows)
  const { rows: before } = await sql<{ report_id: number; incident_id: number | null }>`
    select report_id, incident_id from sighting
     where report_id in (select report_id from json_to_recordset(${told}::json) as t (report_id int8))`.execute(tx)
  const { rows: stored } = await sql<{
    id: number
    report_id: number | null
    observation_id: number | null
    notice_id: number | null
  }>`
    insert into sighting (kind, report_id, observation_id, notice_id, day, arrived_at, people, incident_id, leaf, district, street, danger)
    select * from json_to_recordset(${told}::json) as t (kind text, report_id int8, observation_id int8, notice_id int8, day date,
      arrived_at timestamptz, people int4, incident_id int8, leaf text, district text, street text, danger int2)
    on conflict (report_id) do update set people = excluded.people, incident_id = excluded.incident_id, leaf = excluded.leaf,
      district = excluded.district, street = excluded.street, danger = excluded.danger
    returning id, report_id, observation_id, notice_id`.execute(tx)
  const ids = new Map(
    stored.map(({ id, report_id, observation_id, notice_id }) => [`${report_id}/${observation_id}/${notice_id}`, id]),
  )
  const left = new Map(before.map(({ report_id, incident_id }) => [report_id, incident_id]))
  return new Map(
    sighted.map((one) => {
      const {
        report_id = null,
        observation_id = null,
        notice_id = null,
      } = one.origin as Record<string, number | null | undefined>
      const id = ids.get(`${report_id}/${observation_id}/${notice_id}`) as number
      const incidents = [one.incidentId, left.get(report_id ?? -1) ?? null].filter((incident) => incident !== null)
      return [originOf(one), { id, sighted: one, incidents, again: left.has(report_id ?? -1) }]
    }),
  )
}

const seriesName = (kind: string, level: string, key: string): string => `${kind}/${level}/${key}`

async function openSeries(tx: Db, sighted: Sighted[]): Promise<Map<string, TouchedSeries>> {
  const named = new Map<string, Omit<TouchedSeries, 'id'>>()
  for (const one of sighted)
    for (const { level, key } of keysOf(one))
      named.set(seriesName(one.kind, level, key), { kind: one.kind, level, key })
  const found = await seriesNamed(tx, [...named.values()])
  const missing = [...named].flatMap(([name, one]) => (found.has(name) ? [] : [one]))
  if (missing.length === 0) return found
  await makeSeries(tx, missing)
  return seriesNamed(tx, [...named.values()])
}

type Named = Omit<TouchedSeries, 'id'>

async function seriesNamed(tx: Db, named: Named[]): Promise<Map<string, TouchedSeries>> {
  const { rows } = await sql<TouchedSeries>`
    select s.id, s.kind, s.level, s.key from json_to_recordset(${JSON.stringify(named)}::json) as w (kind text, level text, key text)
      join series s on s.kind = w.kind and s.level = w.level and s.key = w.key`.execute(tx)
  return new Map(rows.map((row) => [seriesName(row.kind, row.level, row.key), row]))
}

/** Another worker may have made one in the meantime: it counts once. */
async function makeSeries(tx: Db, named: Named[]): Promise<void> {
  await sql`
    with made as (
      insert into series (kind, level, key)
      select kind, level, key from json_to_recordset(${JSON.stringify(named)}::json) as w (kind text, level text, key text)
      on conflict do nothing returning kind, level)
    insert into series_level (kind, level, nodes) select kind, level, count(*) from made group by kind, level
    on conflict (kind, level) do update set nodes = series_level.nodes + excluded.nodes`.execute(tx)
}

type SeriesDay = { series_id: number; day: string }

/** The days of series that lose or gain a sighting. */
async function replaceMembership(
  tx: Db,
  written: Map<string, Written>,
  series: Map<string, TouchedSeries>,
): Promise<SeriesDay[]> {
  const lost = await loseMembership(tx, [...written.values()])
  const gained = [...written.values()].flatMap(({ id, sighted }) =>
    keysOf(sighted).map(({ level, key }) => ({
      series_id: (series.get(seriesName(sighted.kind, level, key)) as TouchedSeries).id,
      day: sighted.day,
      sighting_id: id,
    })),
  )
  await sql`
    insert into series_sighting (series_id, day, sighting_id)
    select * from json_to_recordset(${JSON.stringify(gained)}::json) as t (series_id int4, day date, sighting_id int8)`.execute(
    tx,
  )
  return [...lost, ...gained]
}

async function loseMembership(tx: Db, written: Written[]): Promise<SeriesDay[]> {
  const ids = written.flatMap(({ id, again }) => (again ? [id] : []))
  if (ids.length === 0) return []
  const { rows } = await sql<SeriesDay>`
    delete from series_sighting where sighting_id = any(${ids}::int8[]) returning series_id, day`.execute(tx)
  return rows
}

/**
 * Counts days of series anew. An incident counts on the day of its first sighting in the series, so where one was joined or left its first two
 * days there are counted, too.
 */
async function recount(tx: Db, touched: SeriesDay[], incidents: number[]): Promise<void> {
  const asked = JSON.stringify([
    ...new Map(touched.map(({ series_id, day }) => [`${series_id} ${day}`, { series_id, day }])).values(),
  ])
  await sql`
    with asked as (select * from json_to_recordset(${asked}::json) as t (series_id int4, day date)),
    firsts as (
      select first.series_id, first.day
        from (select distinct series_id from asked) as a
       cross join (select distinct unnest(${[...new Set(incidents)]}::int8[]) as incident_id) as i
       cross join lateral (
         select p.series_id, p.day from sighting s join series_sighting p on p.sighting_id = s.id and p.series_id = a.series_id
          where s.incident_id = i.incident_id order by s.day, s.id limit 2) as first),
    days as (select series_id, day from asked union select series_id, day from firsts),
    gone as (
      delete from series_day d using days where d.series_id = days.series_id and d.day = days.day
        and not exists (select from series_sighting p where p.series_id = days.series_id and p.day = days.day)),
    counted as (
      select p.series_id, p.day,
             count(*) filter (where s.incident_id is null or not exists (
               select from sighting e join series_sighting q on q.sighting_id = e.id and q.series_id = p.series_id
                where e.incident_id = s.incident_id and (e.day, e.id) < (s.day, s.id))) as incidents,
             sum(s.people) as people,
             coalesce(sum(s.people) filter (where s.danger = 1), 0) as danger1,
             coalesce(sum(s.people) filter (where s.danger = 2), 0) as danger2,
             coalesce(sum(s.people) filter (where s.danger = 3), 0) as danger3
        from days join series_sighting p on p.series_id = days.series_id and p.day = days.day
        join sighting s on s.id = p.sighting_id
       group by p.series_id, p.day)
    insert into series_day (series_id, day, incidents, people, danger1, danger2, danger3)
    select series_id, day, incidents, people, danger1, danger2, danger3 from counted
    on conflict (series_id, day) do update set incidents = excluded.incidents, people = excluded.people,
      danger1 = excluded.danger1, danger2 = excluded.danger2, danger3 = excluded.danger3`.execute(tx)
}
