import { sql } from 'kysely'
import type { World } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import {
  type NoticeRow,
  type ObservationRow,
  type ReportRow,
  type Sighted,
  sightedNotice,
  sightedObservation,
  sightedReport,
} from './sighted.ts'

/** Up to which row of each history nothing is left to count. */
export type ReadTo = { received: number; corrected: number; regrouped: number; observed: number }
export const nothingRead: ReadTo = { received: 0, corrected: 0, regrouped: 0, observed: 0 }

const READ_AT_ONCE = 200
/** A report that the sweep for incidents has not placed by then, or a notice not yet assessed, is counted as it stands. */
const PATIENCE_MS = 600_000
/** A shorter letter with no name under it that says nearly the same as an earlier one cannot be told from a repeat. */
const REPEAT_LIKENESS = 0.95

/** What has not been counted, or is not as it was counted: new reports, observations and recalls, regrouped or corrected reports. */
export async function findUnread(
  { db, city, now }: Pick<World, 'db' | 'city'> & { now: Date },
  from: ReadTo,
): Promise<Sighted[]> {
  const patient = new Date(now.getTime() - PATIENCE_MS)
  const fresh = await newReports(db, from.received, patient)
  const changed = await changedReports(db, from)
  const observations = await newObservations(db, from.observed)
  const notices = await newNotices(db, patient)
  return [
    ...[...fresh, ...changed].map((row) => sightedReport(city, row)),
    ...observations.map((row) => sightedObservation(city, row)),
    ...notices.map((row) => sightedNotice(city, row)),
  ]
}

/** The newest row of each history that has no unfinished transaction before it. */
export async function settledRows(db: Db, before: Date): Promise<ReadTo> {
  const { rows } = await sql<ReadTo>`
    select (select coalesce(max(id), 0) from case_event where at < ${before}) as received,
           (select coalesce(max(id), 0) from correction where at < ${before}) as corrected,
           (select coalesce(max(id), 0) from incident_event where at < ${before}) as regrouped,
           (select coalesce(max(id), 0) from observation where recorded_at < ${before}) as observed`.execute(db)
  return rows[0] as ReadTo
}

const reportColumns = sql`
  r.id, r.received_at as "receivedAt", r.respondent, r.product, c.leaf, c.district, c.street, c.danger, a.hazards,
  a.detail -> 'mentions' as mentions, m.incident_id as "incidentId",
  exists (select from report e where e.content_hash = r.content_hash and e.id < r.id and e.id in (
            select earlier_id from likely_duplicate where report_id = r.id))
    or (r.anonymous and exists (select from likely_duplicate d where d.report_id = r.id and d.score >= ${REPEAT_LIKENESS})) as repeat`

const reportTables = sql`
  report r join case_file c on c.id = r.id join assessment a on a.report_id = r.id
  left join incident_member m on m.report_id = r.id`

/** A report waits for the sweep for incidents, so that it is not first counted alone. */
async function newReports(db: Db, from: number, patient: Date): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${reportColumns} from case_event v join ${reportTables} on r.id = v.case_id
     where v.id > ${from} and v.act = 'receive'
       and not exists (select from sighting s where s.report_id = v.case_id)
       and (r.received_at < ${patient} or exists (select from incident_sweep w where w.report_id = v.case_id))
     order by v.id limit ${READ_AT_ONCE}`.execute(db)
  return rows
}

async function changedReports(db: Db, from: ReadTo): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    with touched as (
      select report_id from correction where id > ${from.corrected}
      union select report_id from incident_event where id > ${from.regrouped} and report_id is not null
      union select m.report_id from incident_event v join incident_member m on m.incident_id = v.incident_id
             where v.id > ${from.regrouped} and v.act in ('merge', 'split'))
    select ${reportColumns} from touched t join sighting s on s.report_id = t.report_id join ${reportTables} on r.id = t.report_id
     where (s.incident_id, s.district, s.street, s.danger, s.leaf)
           is distinct from (m.incident_id, c.district, c.street, c.danger, nullif(c.leaf, 'NONE'))
     order by r.id limit ${READ_AT_ONCE}`.execute(db)
  return rows
}

async function newObservations(db: Db, from: number): Promise<ObservationRow[]> {
  const { rows } = await sql<ObservationRow>`
    select id, kind, day, recorded_at as "recordedAt", leaf, hazards, district, street, product, brand, enterprise, count
      from observation o
     where id > ${from} and not exists (select from sighting s where s.observation_id = o.id)
     order by id limit ${READ_AT_ONCE}`.execute(db)
  return rows
}

/** Recalls and failed samples are few and none is forgotten, so no row needs remembering. Only a recall waits to be assessed. */
async function newNotices(db: Db, patient: Date): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id, n.published_on as "publishedOn", n.first_seen_at as "firstSeenAt", coalesce(g.leaves, '{}') as leaves, n.content
      from notice n left join notice_reading g on g.notice_id = n.id
     where not exists (select from sighting s where s.notice_id = n.id)
       and ((n.kind = 'recall' and (g.notice_id is not null or n.first_seen_at < ${patient}))
            or (n.kind = 'sample' and n.content ->> 'conclusion' = 'failed'))
     order by n.id limit ${READ_AT_ONCE}`.execute(db)
  return rows
}
