import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import { type AssessmentAct, assessmentActs, assessmentStates } from './assessment-acts.ts'
import { missingIn } from './assessment-content.ts'
import { bureauActing } from './assessment-sight.ts'
import { type AssessmentRead, readAssessment } from './read-assessment.ts'

/**
 * Hands the newest version to a second person, gives it back, or validates it, by the table of acts. Throws NotFound, Conflict in the
 * wrong state, Forbidden for whoever wrote any version of it, Invalid without a reason or while something is missing.
 */
export async function moveAssessment(
  context: Context,
  { assessmentId, act, reason }: { assessmentId: number; act: AssessmentAct; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  const { from, to, needs } = assessmentActs[act]
  const bureau = bureauActing(actor, needs)
  const read = await readAssessment(context, { assessmentId })
  judge(read, act, actorName(actor))
  const said = readReason(reason)
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('risk_assessment')
      .set({ state: to })
      .where('id', '=', assessmentId)
      .where('version', '=', read.version)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(notNow(read))
    await tx
      .insertInto('risk_assessment_event')
      .values({
        assessment_id: assessmentId,
        version: read.version,
        at: now,
        actor: actorName(actor),
        bureau,
        act,
        reason: said,
      })
      .execute()
  })
}

function judge(read: AssessmentRead, act: AssessmentAct, who: string): void {
  const { from, secondPerson } = assessmentActs[act]
  if (read.state !== from) throw new Conflict(notNow(read))
  if (secondPerson && read.authors.includes(who)) throw new Forbidden(ownWork)
  const missing = act === 'submit' ? missingIn(read.content) : {}
  if (Object.keys(missing).length > 0) throw new Invalid(notWhole, missing)
}

const ownWork = {
  zh: '您参与了起草，请由另一人复核。',
  en: 'You had a hand in writing it; another person must judge it.',
}
const notWhole = {
  zh: '还不能送复核，请先补齐下面各项并保存。',
  en: 'It cannot be handed in yet: fill in what is named and save.',
}
const notNow = ({ state }: AssessmentRead) => ({
  zh: `这份评估现在是“${assessmentStates[state].zh}”，不能这样处理。`,
  en: `This assessment is now “${assessmentStates[state].en}”; that cannot be done to it.`,
})
