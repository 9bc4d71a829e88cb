import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SightingKind } from './sighted.ts'

/** An event that is known by now: the sightings that belong to it, its first day, and the day on which the watch told of it, if it did. */
export type KnownEvent = {
  name: string
  planted: boolean
  sightings: Set<number>
  firstDay: string
  toldOn: string | null
}

/** How the letters of an event planted by the demo month are numbered, before the seed. */
export const PLANTED_REF = 'DEMO-EVENT-'

/** Events of a kind with an entry between two days: planted ones, and signals that people judged to be events. */
export async function findKnownEvents(db: Db, kind: SightingKind, from: string, to: string): Promise<KnownEvent[]> {
  const { rows } = await sql<Omit<KnownEvent, 'sightings'> & { sightings: number[] }>`
    with entries as (
      select '#' || g.id as name, false as planted, s.id, s.day, (g.found_at at time zone 'UTC' + interval '8 hours')::date as told
        from signal g join signal_report b on b.signal_id = g.id join sighting s on s.report_id = b.report_id
       where g.state in ('event', 'linked') and s.kind = ${kind}
      union
      select '#' || g.id, false, s.id, s.day, (g.found_at at time zone 'UTC' + interval '8 hours')::date
        from signal g join series_sighting p on p.series_id = g.series_id and p.day between g.period_from and g.period_to
        join sighting s on s.id = p.sighting_id
       where g.state in ('event', 'linked') and s.kind = ${kind}
      union
      select substring(r.channel_ref from ${`^${PLANTED_REF}[0-9]+`}), true, s.id, s.day, null
        from report r join sighting s on s.report_id = r.id
       where r.channel_ref like ${`${PLANTED_REF}%`} and s.kind = ${kind})
    select name, planted, array_agg(id) as sightings, min(day) as "firstDay", min(told) as "toldOn" from entries
     group by name, planted having min(day) <= ${to} and max(day) >= ${from} order by name`.execute(db)
  return rows.map((row) => ({ ...row, sightings: new Set(row.sightings) }))
}
