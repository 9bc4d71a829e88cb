import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { evaluationReason } from './evaluation-acts.ts'
import { findEvaluation } from './find-evaluation.ts'
import { findOutcome } from './find-outcome.ts'
import { recordEvaluationEvent } from './record-evaluation-event.ts'

export type Objection = { evaluationId: number; measure: string; caseId: number | null; reason: string }

/**
 * The head of a bureau objects for it: to one case under a measure, or without a case to the measure as a whole. Once each, within the days.
 * Throws NotFound, Forbidden, Invalid (also for a case that is not counted there), Conflict.
 */
export async function objectToEvaluation(context: Context, input: Objection): Promise<void> {
  const { db, actor, now } = context
  const found = await findEvaluation(context, input.evaluationId)
  if (actor.kind !== 'staff' || !may(actor, 'object_to_evaluations')) throw new Forbidden(headsOnly)
  if (found.state !== 'objecting' || found.objectionsUntil === null || now >= found.objectionsUntil)
    throw new Conflict(tooLate)
  const reason = readReason(input.reason, evaluationReason)
  const rule = found.cohort.rules.measures.find(({ id }) => id === input.measure)
  if (!rule) throw new Invalid(whichMeasure, { measure: whichMeasure })
  await checkCounted(context, found.cohort, { measure: rule.id, bureau: actor.bureau, caseId: input.caseId })
  await db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('evaluation_objection')
      .values({
        ...{ evaluation_id: found.id, bureau: actor.bureau, measure: rule.id, case_id: input.caseId, reason },
        ...{ made_at: now, made_by: actorName(actor) },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Conflict(twice)
    await recordEvaluationEvent(tx, context, { evaluationId: found.id, act: 'object', reason: `${rule.id}：${reason}` })
  })
}

async function checkCounted(
  { db }: Context,
  cohort: Parameters<typeof findOutcome>[1],
  { measure, bureau, caseId }: { measure: MeasureId; bureau: string; caseId: number | null },
): Promise<void> {
  if (caseId === null) return
  const outcome = await findOutcome(db, cohort, { measure, bureau, caseId })
  if (!outcome) throw new Invalid(notCounted, { case_id: notCounted })
}

const headsOnly = { zh: '异议由单位负责人提出。', en: 'Objections are for the head of the bureau.' }
const tooLate = { zh: '现在不在异议期内。', en: 'This evaluation is not open to objections now.' }
const whichMeasure = { zh: '请选择一项指标', en: 'Choose a measure' }
const notCounted = {
  zh: '这一案没有计入贵单位的这项指标',
  en: 'This case is not counted for your bureau under this measure',
}
const twice = { zh: '对此已经提出过异议。', en: 'There is an objection to this already.' }
