import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'

/**
 * The signals that a risk assessment stands for, the strongest first: the one it was begun from; of an incident or a case those that people
 * judged an event and that rest on its reports. What was dropped, or led to a warning before, is not among them.
 */
export async function signalsOfAssessment(db: Db, assessmentId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id
      from risk_assessment a join signal s on
        (a.subject_kind = 'signal' and s.id = a.subject_id and s.state in ('new', 'verifying', 'event'))
        or (s.state = 'event' and exists (
              select from signal_report r
               where r.signal_id = s.id
                 and ((a.subject_kind = 'case' and r.report_id = a.subject_id)
                   or (a.subject_kind = 'incident'
                       and r.report_id in (select report_id from incident_member where incident_id = a.subject_id)))))
     where a.id = ${assessmentId}
     order by s.surprise desc, s.id limit 20`.execute(db)
  return rows.map(({ id }) => id)
}
