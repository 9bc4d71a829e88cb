import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { readTyped, type TypedAssessment } from './assessment-content.ts'
import { resultOf } from './assessment-result.ts'
import { bureauActing } from './assessment-sight.ts'
import { findSubject, type SubjectAsked } from './find-subject.ts'
import { recordVersion } from './record-version.ts'

/**
 * Opens a risk assessment with its first version and answers its number. Throws Forbidden, NotFound when the matter is not the
 * actor's to see, Invalid with a message per field.
 */
export async function openAssessment(
  context: Context,
  { subject: asked, typed }: { subject: SubjectAsked; typed: TypedAssessment },
): Promise<number> {
  const { db, city, actor, now } = context
  const bureau = bureauActing(actor, 'assess_risks')
  const subject = await findSubject(context, asked)
  const content = readTyped(city, typed)
  const result = resultOf(city, content, toShanghaiDate(now))
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('risk_assessment')
      .values({
        subject_kind: subject.kind,
        subject_id: subject.id,
        bureau,
        state: 'draft',
        version: 1,
        opened_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordVersion(tx, context, { assessmentId: id, number: 1, bureau, content, result })
    return id
  })
}
