import { may } from '../../accounts/permissions.ts'
import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { addWorkdays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import { countFigures } from './count-figures.ts'
import { type EvaluationAct, evaluationActs, evaluationReason, evaluationStates } from './evaluation-acts.ts'
import { lettersOf } from './evaluation-letters.ts'
import { type EvaluationFound, findEvaluation, officeOnly } from './find-evaluation.ts'
import { recordEvaluationEvent } from './record-evaluation-event.ts'

/**
 * Takes an evaluation one step on by the table of acts, with a reason: opens it to objections, decides it (counted anew without what was
 * upheld), reports it, or drops it. Throws NotFound, Forbidden, Invalid, and Conflict when the table or the days do not allow it.
 */
export async function moveEvaluation(
  context: Context,
  input: { evaluationId: number; act: EvaluationAct; reason: string },
): Promise<void> {
  const { db, actor, now, queue } = context
  const found = await findEvaluation(context, input.evaluationId)
  if (!may(actor, 'keep_evaluations')) throw new Forbidden(officeOnly)
  const { from, to, tells } = evaluationActs[input.act]
  if (!from.includes(found.state)) throw new Conflict(notNow(found))
  const reason = readReason(input.reason, evaluationReason)
  if (input.act === 'decide') await checkObjections(context, found)
  const figures = input.act === 'decide' ? await countFigures(db, found.cohort, found.seed) : found.figures
  const objectionsUntil = input.act === 'open' ? objectionsEnd(context, found) : found.objectionsUntil
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('evaluation')
      .set({ state: to, figures: JSON.stringify(figures), objections_until: objectionsUntil })
      .where('id', '=', found.id)
      .where('state', '=', found.state)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(movedMeanwhile)
    await recordEvaluationEvent(tx, context, { evaluationId: found.id, act: input.act, reason })
    if (tells) await oweLetters(tx, queue, lettersOf(context, { ...found, state: to, objectionsUntil }), now)
  })
}

/** The end of the last working day on which bureaus may object. */
function objectionsEnd({ city, now }: Context, { cohort }: EvaluationFound): Date {
  const { date } = addWorkdays(city.calendar, toShanghaiDate(now), cohort.rules.objectionWorkingDays)
  return shanghaiInstant(date, '24:00')
}

async function checkObjections({ db, now }: Context, found: EvaluationFound): Promise<void> {
  if (found.objectionsUntil !== null && now < found.objectionsUntil) throw new Conflict(stillOpen)
  const { open } = await db
    .selectFrom('evaluation_objection')
    .where('evaluation_id', '=', found.id)
    .where('decided_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .executeTakeFirstOrThrow()
  if (Number(open) > 0) throw new Conflict(unanswered(Number(open)))
}

const notNow = ({ state }: EvaluationFound) => ({
  zh: `这次评价现在是“${evaluationStates[state].zh}”，不能这样处理。`,
  en: `This evaluation is now “${evaluationStates[state].en}”; that cannot be done to it.`,
})
const movedMeanwhile = {
  zh: '同事刚刚处理了这次评价，请看最新情况。',
  en: 'A colleague has just acted on this evaluation; look again.',
}
const stillOpen = { zh: '异议期还没有结束。', en: 'The days for objections are not over yet.' }
const unanswered = (count: number) => ({
  zh: `还有 ${count} 项异议没有答复。`,
  en: `${count} objections are not answered yet.`,
})
