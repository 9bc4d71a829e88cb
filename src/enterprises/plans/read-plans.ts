import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { type PlanListed, planColumns } from './plan-rows.ts'

const listedMax = 100

/** Plans, the newest first: a bureau's own for staff, and for everybody those that were drawn, which name no firm. */
export async function readPlans({ db, actor }: Context): Promise<PlanListed[]> {
  const inside = actor.kind === 'staff' && may(actor, 'see_firms')
  const bureau = inside && !may(actor, 'see_all_cases') ? actor.bureau : null
  const { rows } = await sql<PlanListed>`
    select ${planColumns} from inspection_plan p
     where (${inside} or p.seed is not null) and (${bureau}::text is null or p.bureau = ${bureau}) order by p.id desc limit ${listedMax}`.execute(
    db,
  )
  return rows
}
