import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { dateOfDay, dayNumber } from './civil-days.ts'
import type { SightingKind } from './sighted.ts'

/** How many events of a sector began on a day (as a number) in a street, or somewhere in a district. */
export type PlacedCount = { day: number; district: string; street: string | null; events: number }

/** The events of a sector that named a place, with the number of the sector's series. */
export type PlacedSector = { seriesId: number; sector: string; counts: PlacedCount[] }

/** Events of a kind between two days by sector and place: an incident once, where and when it was first told of; a repeat of one person not at all. */
export async function gatherPlaced(
  db: Db,
  { kind, from, to }: { kind: SightingKind; from: number; to: number },
): Promise<PlacedSector[]> {
  const { rows } = await sql<Omit<PlacedCount, 'day'> & { id: number; sector: string; day: string }>`
    select id, sector, day, district, street, count(*)::int as events from (
      select distinct on (s.id, coalesce(g.incident_id, -g.id)) s.id, s.key as sector, g.day, g.district, g.street
        from series s join series_sighting p on p.series_id = s.id join sighting g on g.id = p.sighting_id
       where s.kind = ${kind} and s.level = 'sector' and p.day between ${dateOfDay(from)} and ${dateOfDay(to)}
         and g.people > 0 and g.district is not null
       order by s.id, coalesce(g.incident_id, -g.id), g.day, g.id) as firsts
     group by id, sector, day, district, street order by id, day, district, street`.execute(db)
  return [...Map.groupBy(rows, ({ id }) => id)].map(([seriesId, own]) => ({
    seriesId,
    sector: own[0]?.sector ?? '',
    counts: own.map(({ day, district, street, events }) => ({ day: dayNumber(day), district, street, events })),
  }))
}

/** The sightings of a series between two days that were in one of these places. */
export async function sightingsAt(
  db: Db,
  { seriesId, from, to, places }: { seriesId: number; from: number; to: number; places: readonly Place[] },
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select g.id from series_sighting p join sighting g on g.id = p.sighting_id
     where p.series_id = ${seriesId} and p.day between ${dateOfDay(from)} and ${dateOfDay(to)}
       and exists (select from json_to_recordset(${JSON.stringify(places)}::json) as t (district text, street text)
                    where t.district = g.district and t.street is not distinct from g.street)
     order by g.day desc, g.id desc limit 5000`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** A street, or a district of which no street was named. */
export type Place = { district: string; street: string | null }
