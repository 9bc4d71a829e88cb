import { type RawBuilder, sql } from 'kysely'
import type { Joint } from './joint.ts'

type Row = {
  id: number
  settlement: string | null
  answer_until: string | null
  members: { case: number; represents: boolean; consents: boolean | null }[]
}

/** The joint complaint of the case `c` of an outer query; null when it is in none, or has left it. */
export const jointRow: RawBuilder<Row | null> = sql<Row | null>`(
  select json_build_object('id', j.id, 'settlement', j.settlement, 'answer_until', j.answer_until, 'members', (
           select json_agg(json_build_object('case', o.case_id, 'represents', o.represents, 'consents', o.consents) order by o.case_id)
             from joint_member o where o.joint_id = j.id and o.left_at is null))
    from joint_member m join joint_complaint j on j.id = m.joint_id
   where m.case_id = c.id and m.left_at is null)`

export const readJoint = (row: Row | null): Joint | null =>
  row && {
    id: row.id,
    members: row.members,
    settlement: row.settlement,
    answerUntil: row.answer_until === null ? null : new Date(row.answer_until),
  }

/** Complaints of the same incident that may be mediated with the case `c` of an outer query. */
export const joinableRows: RawBuilder<{ id: number; title: string }[]> = sql<{ id: number; title: string }[]>`(
  select coalesce(json_agg(o order by o.id), '[]') from (
    select f.id, f.title from incident_member m join incident_member n on n.incident_id = m.incident_id
      join case_file f on f.id = n.report_id
     where m.report_id = c.id and f.id <> c.id and f.lead = c.lead and f.state = 'handling' and f.kind = 'complaint'
       and not exists (select from joint_member j where j.case_id = f.id)
     order by f.id limit 99) o)`
