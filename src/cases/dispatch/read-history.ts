import type { Db } from '../../db/open.ts'
import type { ClockFact } from '../clocks/clock-corrections.ts'

/** What happened to a case so far, in order, and who did it. */
export async function readHistory(db: Db, caseId: number): Promise<(ClockFact & { actor: string })[]> {
  return db
    .selectFrom('case_event')
    .where('case_id', '=', caseId)
    .select(['act', 'milestone', 'at', 'actor'])
    .orderBy('id')
    .execute()
}
