import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { WarningColour } from '../../reference/city.ts'
import type { ResponseState } from './response-words.ts'

export type ResponseListed = {
  id: number
  title: string
  colour: WarningColour
  lead: string
  drill: boolean
  state: ResponseState
  openedAt: Date
  tasks: { open: number; late: number; critical: number; all: number }
}

const pageSize = 50

/**
 * The responses in which the actor's bureau has a part — every one for those who see all tasks: those under way first, drills after
 * what is real, the newest on top. `underWay` counts the real ones. Throws Forbidden for a role without tasks.
 */
export async function listResponses(
  { db, actor, now }: Context,
  { state, page }: { state: ResponseState | null; page: number },
): Promise<{ responses: ResponseListed[]; underWay: number; pages: number }> {
  if (actor.kind !== 'staff' || !may(actor, 'own_tasks'))
    throw new Forbidden({ zh: '您的岗位没有处置行动。', en: 'Your role has no responses.' })
  const all = may(actor, 'see_all_tasks')
  const own = sql<boolean>`(r.lead = ${actor.bureau} or exists (select from task where response_id = r.id and bureau = ${actor.bureau}))`
  const seen = db.selectFrom('response as r').$if(!all, (query) => query.where(own))
  const rows = await seen
    .$if(state !== null, (query) => query.where('r.state', '=', state ?? 'open'))
    .select(['r.id', 'r.title', 'r.colour', 'r.lead', 'r.drill', 'r.state', 'r.opened_at as openedAt'])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .select(
      sql<ResponseListed['tasks']>`(
        select json_build_object(
          'open', count(*) filter (where t.done_at is null),
          'late', count(*) filter (where t.done_at is null and t.due_at < ${now}),
          'critical', count(*) filter (where t.done_at is null and p.critical),
          'all', count(*))
          from task t join response_task p on p.task_id = t.id where t.response_id = r.id)`.as('tasks'),
    )
    .orderBy(sql`r.state = 'closed'`)
    .orderBy('r.drill')
    .orderBy('r.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const { underWay } = await seen
    .where('r.state', '!=', 'closed')
    .where('r.drill', '=', false)
    .select(sql<number>`count(*)::int`.as('underWay'))
    .executeTakeFirstOrThrow()
  const responses = rows.map(({ total: _, ...row }) => row)
  return { responses, underWay, pages: Math.max(1, Math.ceil((rows[0]?.total ?? 0) / pageSize)) }
}
