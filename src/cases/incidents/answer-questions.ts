import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'

/** Questions between reports that are together now need no answer any more. */
export async function answerQuestions(tx: Db, incidentId: number, now: Date): Promise<void> {
  await sql`update incident_question set answered_at = ${now} where answered_at is null
    and report_id in (select report_id from incident_member where incident_id = ${incidentId})
    and earlier_id in (select report_id from incident_member where incident_id = ${incidentId})`.execute(tx)
}
