import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { EvaluationGrade, EvaluationRules } from '../../reference/evaluation-rules.ts'
import type { EvaluationFigures } from './count-figures.ts'
import { actsOn, type EvaluationAct } from './evaluation-acts.ts'
import { type EvaluationFound, findEvaluation, seesAll } from './find-evaluation.ts'
import type { BureauScore } from './score-bureaus.ts'

export type ObjectionShown = {
  id: number
  bureau: string
  measure: string
  caseId: number | null
  reason: string
  madeAt: Date
  upheld: boolean | null
  answer: string | null
}

/** A row of the table: the grade is that of an incident where there was one. */
export type BureauShown = BureauScore & {
  gradeShown: EvaluationGrade | null
  incident: { reason: string; document: string } | null
}

export type EvaluationRead = Omit<EvaluationFound, 'figures' | 'cohort'> & {
  rules: EvaluationRules
  /** Every bureau, or the own one while others' are not to be seen. */
  bureaus: BureauShown[]
  seesAll: boolean
  figures: Omit<EvaluationFigures, 'bureaus'>
  objections: ObjectionShown[]
  events: { at: Date; who: string | null; act: string; bureau: string | null; reason: string }[]
  /** What the actor may do now. */
  acts: EvaluationAct[]
  mayObject: boolean
  mayRecord: boolean
}

/** One evaluation as the actor may see it: its table with reasons, objections, history. Throws NotFound. */
export async function readEvaluation(context: Context, input: { evaluationId: number }): Promise<EvaluationRead> {
  const { db, actor, now } = context
  const { cohort, figures, ...found } = await findEvaluation(context, input.evaluationId)
  const all = seesAll(actor, found.state)
  const keeps = may(actor, 'keep_evaluations')
  const own = actor.kind === 'staff' ? actor.bureau : null
  const sees = (bureau: string | null) => all || bureau === own
  const incidents = await db
    .selectFrom('evaluation_incident')
    .selectAll()
    .where('evaluation_id', '=', found.id)
    .execute()
  const { bureaus, ...whole } = figures
  return {
    ...found,
    rules: cohort.rules,
    bureaus: bureaus.filter(({ bureau }) => sees(bureau)).map((score) => shownOf(score, cohort.rules, incidents)),
    seesAll: all,
    figures: whole,
    objections: (await objectionsOf(context, found.id)).filter(({ bureau }) => keeps || bureau === own),
    events: keeps ? await eventsOf(context, found.id) : [],
    acts: keeps ? actsOn(found.state) : [],
    mayObject:
      may(actor, 'object_to_evaluations') &&
      found.state === 'objecting' &&
      found.objectionsUntil !== null &&
      now < found.objectionsUntil,
    mayRecord: keeps && (found.state === 'draft' || found.state === 'objecting'),
  }
}

function shownOf(
  score: BureauScore,
  { systemicIncidentGrade }: EvaluationRules,
  incidents: { bureau: string; reason: string; document: string }[],
): BureauShown {
  const incident = incidents.find(({ bureau }) => bureau === score.bureau)
  return {
    ...score,
    gradeShown: incident ? systemicIncidentGrade : score.grade,
    incident: incident ? { reason: incident.reason, document: incident.document } : null,
  }
}

function objectionsOf({ db }: Context, evaluationId: number): Promise<ObjectionShown[]> {
  return db
    .selectFrom('evaluation_objection')
    .where('evaluation_id', '=', evaluationId)
    .select(['id', 'bureau', 'measure', 'case_id as caseId', 'reason', 'made_at as madeAt', 'upheld', 'answer'])
    .orderBy('id')
    .limit(500)
    .execute()
}

function eventsOf({ db }: Context, evaluationId: number): Promise<EvaluationRead['events']> {
  return db
    .selectFrom('evaluation_event as e')
    .leftJoin('account', (join) => join.on(sql<boolean>`e.actor = 'staff:' || account.id`))
    .where('e.evaluation_id', '=', evaluationId)
    .select(['e.at', 'account.name as who', 'e.act', 'e.bureau', 'e.reason'])
    .orderBy('e.id')
    .execute()
}
