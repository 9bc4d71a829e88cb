import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { outcomesWith } from './case-outcomes.ts'
import { findEvaluation, noEvaluation, seesAll } from './find-evaluation.ts'

const pageSize = 50

/** One counted case or task. `title` is null where the actor may not see the case. */
export type OutcomeShown = {
  caseId: number | null
  taskId: number | null
  well: boolean
  title: string | null
  receivedAt: Date | null
}

export type OutcomesAsked = {
  evaluationId: number
  bureau: string
  measure: MeasureId
  well: boolean | null
  page: number
}

/**
 * The cases behind one figure of an evaluation, those that did not go well first. A bureau sees its own; whoever keeps evaluations, all. Throws
 * NotFound.
 */
export async function listOutcomes(
  context: Context,
  { evaluationId, bureau, measure, well, page }: OutcomesAsked,
): Promise<{ outcomes: OutcomeShown[]; total: number; pages: number }> {
  const { db, actor } = context
  const found = await findEvaluation(context, evaluationId)
  const own = actor.kind === 'staff' && actor.bureau === bureau
  if (!own && !(may(actor, 'keep_evaluations') || seesAll(actor, found.state))) throw new NotFound(noEvaluation)
  const titles = own || may(actor, 'see_all_cases')
  const { rows } = await sql<OutcomeShown & { total: number }>`
    with ${outcomesWith(found.cohort)}
    select o.case_id as "caseId", o.task_id as "taskId", o.well, r.received_at as "receivedAt",
           case when ${titles}::boolean then coalesce(c.title, t.title_zh) end as title, (count(*) over ())::int as total
      from outcome o left join case_file c on c.id = o.case_id left join report r on r.id = o.case_id left join task t on t.id = o.task_id
     where o.measure = ${measure} and o.bureau = ${bureau} and (${well}::boolean is null or o.well = ${well}::boolean)
     order by o.well, o.case_id, o.task_id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  const total = rows[0]?.total ?? 0
  return { outcomes: rows.map(({ total: _, ...row }) => row), total, pages: Math.max(1, Math.ceil(total / pageSize)) }
}
