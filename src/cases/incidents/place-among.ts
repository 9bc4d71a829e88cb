import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { type BlockKey, CANDIDATES_MAX, HOLDERS_MAX } from '../../triage/incidents/block-keys.ts'
import {
  type Group,
  MEMBERS_COMPARED_MAX,
  measureOf,
  type Placing,
  placeReport,
} from '../../triage/incidents/grouping.ts'
import type { IncidentModel } from '../../triage/incidents/incident-model.ts'
import { type ComparedReport, type Portrait, portraitOf } from '../../triage/incidents/portrait.ts'

/** The columns of a report that are compared. */
export type ComparedRow = {
  id: number
  title: string
  text: string
  respondent: string | null
  place: string | null
  leaf: string
  district: string | null
  received_at: Date
}
type FoundRow = ComparedRow & { incident_id: number | null }
type ApartRow = { one: number; other: number }

/**
 * Where a report belongs among all that came before: two short index scans for the newest holders of its keys and the members of their
 * incidents, and what people keep apart only where there is something to join.
 */
export async function placeAmong(db: Db, report: Portrait, keys: BlockKey[], model: IncidentModel): Promise<Placing> {
  const { rows } = await alikeQuery(report.report.id, keys).execute(db)
  const groups = groupsOf(rows, model)
  const placing = placeReport(report, groups, measureOf(model))
  if (placing.kind === 'alone') return placing
  const pairs = await apartAmong(db, [...rows.map(({ id }) => id), report.report.id])
  if (pairs.size === 0) return placing
  return placeReport(report, groups, measureOf(model), (one, other) => pairs.has(pairOf(one.id, other.id)))
}

/** Incidents by their id, reports on their own by their id below zero. */
function groupsOf(rows: FoundRow[], model: IncidentModel): Group[] {
  const members = new Map<number, Portrait[]>()
  for (const row of rows) {
    const group = row.incident_id ?? -row.id
    members.set(group, [...(members.get(group) ?? []), portraitOf(comparedOf(row), model)])
  }
  return [...members].map(([id, found]) => ({ id, members: found }))
}

export const comparedOf = ({ received_at, ...row }: ComparedRow): ComparedReport => ({
  ...row,
  receivedAt: received_at,
})

const pairOf = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

const half = MEMBERS_COMPARED_MAX / 2

const alikeQuery = (reportId: number, keys: BlockKey[]) => sql<FoundRow>`
  with near as (
    select held.report_id, sum(wanted.weight / held.holders) as worth
      from unnest(${keys.map(({ key }) => key)}::int8[], ${keys.map(({ weight }) => weight)}::float4[]) as wanted (key, weight)
     cross join lateral (
       select report_id, count(*) over () as holders from (
         select report_id from incident_key
          where key = wanted.key and report_id <> ${reportId}
          order by report_id desc limit ${HOLDERS_MAX}) as newest) as held
     group by held.report_id order by worth desc, held.report_id desc limit ${CANDIDATES_MAX}
  ), placed as (
    select near.report_id, m.incident_id from near left join incident_member m using (report_id)
  ), compared as (
    select report_id, incident_id from placed where incident_id is null
    union all
    select m.report_id, i.incident_id
      from (select distinct incident_id from placed where incident_id is not null) as i
     cross join lateral (
       (select report_id from incident_member where incident_id = i.incident_id order by report_id limit ${half})
       union
       (select report_id from incident_member where incident_id = i.incident_id order by report_id desc limit ${half})) as m
  )
  select r.id, compared.incident_id, r.title, r.text, r.respondent, r.place, c.leaf, c.district, r.received_at
    from compared join report r on r.id = compared.report_id join case_file c on c.id = r.id
   order by r.id`

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
