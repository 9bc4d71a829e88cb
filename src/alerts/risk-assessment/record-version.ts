import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { AssessmentContent } from './assessment-content.ts'
import type { AssessmentResult } from './assessment-result.ts'

type Version = {
  assessmentId: number
  number: number
  bureau: string
  content: AssessmentContent
  result: AssessmentResult
}

/** Writes one version in the caller's transaction. */
export async function recordVersion(tx: Db, { actor, now }: Context, version: Version): Promise<void> {
  const { assessmentId, number, bureau, content, result } = version
  await tx
    .insertInto('risk_assessment_version')
    .values({
      assessment_id: assessmentId,
      number,
      at: now,
      actor: actorName(actor),
      bureau,
      content: JSON.stringify(content),
      result: JSON.stringify(result),
      level: result.weighed.worst.level,
      grade: result.graded?.grade ?? null,
    })
    .execute()
}
