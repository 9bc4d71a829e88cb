import { may } from '../../accounts/permissions.ts'
import type { Actor, Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { shanghaiInstant } from '../../reference/calendar.ts'
import { evaluationRulesOn } from '../../reference/evaluation-rules.ts'
import type { Cohort } from './case-outcomes.ts'
import type { EvaluationFigures } from './count-figures.ts'
import type { EvaluationState } from './evaluation-acts.ts'

export type EvaluationFound = {
  id: number
  /** The first day, and the day after the last. */
  from: string
  until: string
  state: EvaluationState
  asOf: Date
  seed: number
  objectionsUntil: Date | null
  figures: EvaluationFigures
  cohort: Cohort
}

/** An evaluation that the actor may see. Throws NotFound. */
export async function findEvaluation({ db, city, actor }: Context, evaluationId: number): Promise<EvaluationFound> {
  const row = await db.selectFrom('evaluation').selectAll().where('id', '=', evaluationId).executeTakeFirst()
  if (!row || !statesSeen(actor).includes(row.state)) throw new NotFound(noEvaluation)
  const rules = evaluationRulesOn(city.evaluationRules, row.rules_since)
  return {
    ...{ id: row.id, from: row.from_on, until: row.until_on, state: row.state, asOf: row.as_of, seed: row.seed },
    objectionsUntil: row.objections_until,
    // Written by countFigures.
    figures: row.figures as EvaluationFigures,
    cohort: {
      ...{ city, rules, asOf: row.as_of, evaluationId: row.id },
      from: shanghaiInstant(row.from_on),
      until: shanghaiInstant(row.until_on),
    },
  }
}

/** In which states the actor sees evaluations at all: those who keep them always, the heads from when they may object. */
export function statesSeen(actor: Actor): EvaluationState[] {
  if (may(actor, 'keep_evaluations')) return ['draft', 'objecting', 'decided', 'reported', 'dropped']
  return may(actor, 'see_evaluations') ? ['objecting', 'decided', 'reported'] : []
}

/** Whether the actor sees every bureau: those who keep evaluations always, the others once it is reported. */
export function seesAll(actor: Actor, state: EvaluationState): boolean {
  return may(actor, 'keep_evaluations') || (may(actor, 'see_evaluations') && state === 'reported')
}

export const noEvaluation = { zh: '没有这次评价。', en: 'There is no such evaluation.' }
export const officeOnly = {
  zh: '单位工作评价由联席会议办公室组织。',
  en: 'Evaluations of the bureaus are for the joint-meeting office.',
}
