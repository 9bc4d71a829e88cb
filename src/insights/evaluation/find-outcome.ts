import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { type Cohort, outcomesWith } from './case-outcomes.ts'

/** The outcome of one case for a bureau under a measure; null when it is not counted there. */
export async function findOutcome(
  db: Db,
  cohort: Cohort,
  { measure, bureau, caseId }: { measure: MeasureId; bureau: string; caseId: number },
): Promise<{ well: boolean } | null> {
  const { rows } = await sql<{ well: boolean }>`
    with ${outcomesWith(cohort)}
    select well from outcome where measure = ${measure} and bureau = ${bureau} and case_id = ${caseId} limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
