import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'

/** Of what firms ask: the reminders of the clock that runs now. One that was passed on, lengthened or decided has left its earlier ones behind. */
export function runningReminders(db: Db) {
  return db
    .selectFrom('firm_reminder as r')
    .innerJoin('firm_request as q', 'q.id', 'r.request_id')
    .where('q.state', '<>', 'decided')
    .whereRef('r.extended', '=', 'q.extended')
    .where(sql<boolean>`r.told_at >= coalesce(q.forwarded_at, q.asked_at)`)
}

/** What the columns of a request say of its firm and fact. */
export const withSubject = (query: ReturnType<typeof runningReminders>) =>
  query
    .innerJoin('enterprise as e', 'e.id', 'q.enterprise_id')
    .innerJoin('enterprise_fact as f', 'f.id', 'q.fact_id')
    .select(['e.name as firm', 'e.code', 'f.document_no as documentNo'])
