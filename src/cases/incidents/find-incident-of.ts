import { sql } from 'kysely'
import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'

/** What the case page says of the event: its incident with how many cases it holds, and cases that a person is asked about. */
export type IncidentOfCase = {
  incident: { id: number; cases: number; because: string[] } | null
  questions: { caseId: number; title: string; likeness: number; because: string[] }[]
}

const QUESTIONS_MAX = 5

/** Questions about cases that the actor may not see are left out. The case itself must be the actor's to see. */
export async function findIncidentOf({ db, actor }: Context, caseId: number): Promise<IncidentOfCase> {
  const { rows: incidents } = await sql<{ id: number; cases: number; because: string[] }>`
    select m.incident_id as id, m.because,
           (select count(*)::int4 from incident_member o where o.incident_id = m.incident_id) as cases
      from incident_member m where m.report_id = ${caseId}`.execute(db)
  const { rows } = await sql<{
    caseId: number
    title: string
    lead: string
    support: string[]
    likeness: number
    because: string[]
  }>`
    select c.id as "caseId", c.title, c.lead, c.support, q.likeness, q.because
      from (select earlier_id as id, likeness, because from incident_question
             where report_id = ${caseId} and answered_at is null
            union all
            select report_id, likeness, because from incident_question
             where earlier_id = ${caseId} and answered_at is null) as q
      join case_file c on c.id = q.id
     order by q.likeness desc limit 50`.execute(db)
  const questions = rows
    .filter((row) => seesCase(actor, row))
    .slice(0, QUESTIONS_MAX)
    .map(({ lead: _, support: __, ...question }) => question)
  return { incident: incidents[0] ?? null, questions }
}
