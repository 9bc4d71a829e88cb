import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, Invalid, type Said } from '../../errors.ts'
import { addDays, daysBetween, isRealDate, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import { evaluationRulesOn } from '../../reference/evaluation-rules.ts'
import { countFigures } from './count-figures.ts'
import { officeOnly } from './find-evaluation.ts'
import { recordEvaluationEvent } from './record-evaluation-event.ts'

const daysMax = 400

/**
 * Draws up an evaluation of the bureaus over the reports received from the first to the last day named (both counted), as everything stands
 * now. Answers its number. Throws Forbidden for anybody but the joint-meeting office, Invalid for a period that is not over or longer than 400 days.
 */
export async function drawUpEvaluation(context: Context, input: { first: string; last: string }): Promise<number> {
  const { db, actor, city, now } = context
  if (!may(actor, 'keep_evaluations')) throw new Forbidden(officeOnly)
  const { from, until } = readPeriod(input, toShanghaiDate(now))
  const rules = evaluationRulesOn(city.evaluationRules, addDays(until, -1))
  const period = { from: shanghaiInstant(from), until: shanghaiInstant(until) }
  const seed = Number(from.replaceAll('-', ''))
  const figures = await countFigures(db, { city, rules, ...period, asOf: now, evaluationId: null }, seed)
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('evaluation')
      .values({
        ...{ from_on: from, until_on: until, as_of: now, rules_since: rules.since, seed, made_at: now },
        ...{ state: 'draft', figures: JSON.stringify(figures) },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvaluationEvent(tx, context, { evaluationId: id, act: 'draw_up', reason: rules.title.zh })
    return id
  })
}

function readPeriod({ first, last }: { first: string; last: string }, today: string): { from: string; until: string } {
  const fields: Record<string, Said> = {}
  if (!isRealDate(first)) fields.first = { zh: '请填写起始日期', en: 'Give the first day' }
  if (!isRealDate(last)) fields.last = { zh: '请填写截止日期', en: 'Give the last day' }
  else if (last >= today) fields.last = { zh: '截止日期应在今天之前', en: 'The last day must be before today' }
  if (Object.keys(fields).length === 0) {
    const days = daysBetween(first, last) + 1
    if (days < 1) fields.last = { zh: '截止日期不能早于起始日期', en: 'The last day is before the first' }
    if (days > daysMax) fields.last = { zh: `期间不超过 ${daysMax} 天`, en: `At most ${daysMax} days` }
  }
  if (Object.keys(fields).length > 0)
    throw new Invalid({ zh: '请看各栏的提示。', en: 'See the note beside each field.' }, fields)
  return { from: first, until: addDays(last, 1) }
}
