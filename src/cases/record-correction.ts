import { type Actor, actorName } from '../context.ts'
import type { Db } from '../db/open.ts'

/** What triage said of a report beside what a person says is right. `bureau` is null for a reporter, `reason` where none was asked for. */
export type Correction = (
  | { what: 'leaf' | 'lead' | 'kind'; predicted: string; corrected: string }
  | { what: 'danger'; predicted: number; corrected: number }
  | { what: 'entity' | 'merge' | 'risk'; predicted: Told; corrected: Told }
) & {
  reportId: number
  reason: string | null
  source: 'dispatcher' | 'officer' | 'return' | 'reporter'
  by: Actor
  bureau: string | null
  at: Date
  /** Version of the model that predicted. */
  model: string
}

/** A part of an assessment as JSON; null for "nothing". */
type Told = { [name: string]: unknown } | unknown[] | string | number | boolean | null

/** Writes one correction in the caller's transaction. The table only grows: a later correction of the same report supersedes. */
export async function recordCorrection(tx: Db, correction: Correction): Promise<void> {
  const { reportId, by, predicted, corrected, ...row } = correction
  await tx
    .insertInto('correction')
    .values({
      ...row,
      report_id: reportId,
      actor: actorName(by),
      predicted: JSON.stringify(predicted),
      corrected: JSON.stringify(corrected),
    })
    .execute()
}
