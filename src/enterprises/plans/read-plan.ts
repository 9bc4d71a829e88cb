import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { notYours } from '../own/invite-firm.ts'
import { type PlanListed, planColumns, type TaskListed } from './plan-rows.ts'

/** One plan with its tasks, for staff. Throws Forbidden, NotFound. */
export async function readPlan(
  { db, actor }: Context,
  { planId }: { planId: number },
): Promise<{ plan: PlanListed; tasks: TaskListed[] }> {
  if (actor.kind !== 'staff' || !may(actor, 'see_firms')) throw new Forbidden(notYours)
  const { rows: plans } =
    await sql<PlanListed>`select ${planColumns} from inspection_plan p where p.id = ${planId}`.execute(db)
  const plan = plans[0]
  if (!plan || (plan.bureau !== actor.bureau && !may(actor, 'see_all_cases')))
    throw new NotFound({ zh: '没有这个计划。', en: 'There is no such plan.' })
  const { rows: tasks } = await sql<TaskListed>`
    select t.id, e.code, e.name, e.address, t.because, t.result, t.findings, t.rectify_by as "rectifyBy", t.done_at as "doneAt",
           (select array_agg(c.name order by c.id) from inspection_assignment a join account c on c.id = a.account_id where a.task_id = t.id) as inspectors,
           exists (select from inspection_assignment a where a.task_id = t.id and a.account_id = ${actor.accountId}) as mine
      from inspection_task t join enterprise e on e.id = t.enterprise_id where t.plan_id = ${planId} order by t.done_at nulls first, t.id`.execute(
    db,
  )
  return { plan, tasks }
}
