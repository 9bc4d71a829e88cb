import type { Context } from '../../context.ts'

/** How many reminders of running clocks wait for the actor's word. None for a role that is told of no clocks. */
export async function countReminders({ db, actor }: Context): Promise<number> {
  if (actor.kind !== 'staff') return 0
  const { role } = actor
  if (role !== 'officer' && role !== 'head' && role !== 'joint_office') return 0
  let query = db
    .selectFrom('clock_reminder as r')
    .innerJoin('case_clock as k', (join) =>
      join.onRef('k.case_id', '=', 'r.case_id').onRef('k.rule', '=', 'r.rule').onRef('k.starts_at', '=', 'r.starts_at'),
    )
    .innerJoin('case_file as c', 'c.id', 'r.case_id')
    .where('r.acknowledged_at', 'is', null)
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where('c.state', 'not in', ['closed', 'refused'])
    .where('r.role', '=', role)
    .select((eb) => eb.fn.countAll<number>().as('count'))
  if (role !== 'joint_office') query = query.where('r.bureau', '=', actor.bureau)
  const row = await query.executeTakeFirst()
  return Number(row?.count ?? 0)
}
