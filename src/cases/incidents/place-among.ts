import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { prepared } from '../../db/preparing-client.ts'
import { type BlockKey, CANDIDATES_MAX, HOLDERS_MAX } from '../../triage/incidents/block-keys.ts'
import {
  type Group,
  MEMBERS_COMPARED_MAX,
  measureOf,
  type Placing,
  placeReport,
} from '../../triage/incidents/grouping.ts'
import type { IncidentModel } from '../../triage/incidents/incident-model.ts'
import { type Portrait, portraitOf } from '../../triage/incidents/portrait.ts'
import { type Sketch, unpackGrams } from '../../triage/incidents/sketch.ts'

type FoundRow = Pick<Sketch, 'id' | 'leaf' | 'respondent' | 'names' | 'areas' | 'numbers'> & {
  incident_id: number | null
  received_at: Date
  grams: Uint8Array
}
type ApartRow = { one: number; other: number }

/**
 * Where a report belongs among all that came before: one call for the sketches of those that share most with it and of their
 * incidents, and what people keep apart only where there is something to join.
 */
export async function placeAmong(db: Db, report: Portrait, keys: BlockKey[], model: IncidentModel): Promise<Placing> {
  const { rows } = await neighbours(report.sketch.id, keys).execute(db)
  const groups = groupsOf(rows, model)
  const placing = placeReport(report, groups, measureOf(model))
  if (placing.kind === 'alone') return placing
  const pairs = await apartAmong(db, [...rows.map(({ id }) => id), report.sketch.id])
  if (pairs.size === 0) return placing
  return placeReport(report, groups, measureOf(model), (one, other) => pairs.has(pairOf(one.id, other.id)))
}

/** Incidents by their id, reports on their own by their id below zero. */
function groupsOf(rows: FoundRow[], model: IncidentModel): Group[] {
  const members = new Map<number, Portrait[]>()
  for (const { incident_id, received_at, grams, ...row } of rows.sort((a, b) => a.id - b.id)) {
    const group = incident_id ?? -row.id
    const portrait = portraitOf({ ...row, receivedAt: received_at, ...unpackGrams(grams) }, model)
    members.set(group, [...(members.get(group) ?? []), portrait])
  }
  return [...members].map(([id, found]) => ({ id, members: found }))
}

const pairOf = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

const neighbours = (reportId: number, keys: BlockKey[]) => sql<FoundRow>`${sql.raw(prepared)}
  select * from incident_neighbours(${reportId}::int8, ${keys.map(({ key }) => key)}::int8[],
    ${keys.map(({ weight }) => weight)}::float4[], ${HOLDERS_MAX}::int4, ${CANDIDATES_MAX}::int4, ${MEMBERS_COMPARED_MAX / 2}::int4)`

/** Pairs of groups between which people keep two reports apart. Looks at all members, not only at those compared. */
async function apartAmong(db: Db, reportIds: number[]): Promise<Set<string>> {
  const { rows } = await sql<ApartRow>`
    with near as (
      select report_id from incident_member where incident_id in (
        select incident_id from incident_member where report_id = any(${reportIds}::int8[]))
      union select unnest(${reportIds}::int8[])
    ), kept as (
      select one_id, other_id from incident_apart where one_id in (select report_id from near)
         and other_id in (select report_id from near)
    )
    select coalesce(a.incident_id, -kept.one_id) as one, coalesce(b.incident_id, -kept.other_id) as other
      from kept left join incident_member a on a.report_id = kept.one_id
      left join incident_member b on b.report_id = kept.other_id`.execute(db)
  return new Set(rows.map(({ one, other }) => pairOf(one, other)))
}
