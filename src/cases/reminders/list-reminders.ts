import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual, ReminderRole } from '../../reference/city.ts'
import type { CaseState } from '../acts/case-states.ts'
import { ruleOfRow } from '../clocks/clock-holds.ts'
import { type Told, toldTo } from './told.ts'

export type ReminderShown = Told & {
  caseId: number
  title: string
  state: CaseState
  /** What the clock asks for. */
  clock: Bilingual
  article: string
}

const pageSize = 50

/**
 * The reminders that nobody has acknowledged yet and whose clock still runs: first those told to the reader, then the others of the
 * bureau — of every bureau for those who see them all —, furthest gone first. A clock that the reader was told of is not shown a
 * second time for the others. Throws Forbidden for a role that is told of no clocks.
 */
export async function listReminders(
  context: Context,
  { page }: { page: number },
): Promise<{ reminders: ReminderShown[]; mine: number; total: number; pages: number }> {
  const rows = await openReminders(context)
    .innerJoin('case_file as c', 'c.id', 'r.case_id')
    .select(['r.id', 'r.case_id', 'r.rule', 'k.rule_from', 'k.due_at', 'r.step', 'r.role', 'r.because'])
    .select(['r.told_at', 'r.answer_by', 'r.escalated_at', 'c.title', 'c.state', 'c.lead'])
    .select([
      toldTo(context).as('mine'),
      sql<number>`(count(*) over ())::int`.as('total'),
      sql<number>`(count(*) filter (where ${toldTo(context)}) over ())::int`.as('own'),
    ])
    .where(sql<boolean>`(${toldTo(context)} or not exists (select from clock_reminder m where m.case_id = r.case_id
      and m.rule = r.rule and m.starts_at = r.starts_at and m.acknowledged_at is null and ${toldTo(context, 'm')}))`)
    .orderBy(sql`mine desc, r.step desc, k.due_at, r.id`)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const total = rows[0]?.total ?? 0
  return {
    reminders: rows.map((row) => shown(context, row)),
    mine: rows[0]?.own ?? 0,
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  }
}

type Row = {
  id: number
  case_id: number
  rule: string
  rule_from: string
  due_at: Date
  step: number
  role: ReminderRole
  because: 'step' | 'unacknowledged'
  told_at: Date
  answer_by: Date
  escalated_at: Date | null
  title: string
  state: CaseState
  lead: string
  mine: boolean
}

function shown({ city }: Context, row: Row): ReminderShown {
  const rule = ruleOfRow(city, row)
  return {
    id: row.id,
    caseId: row.case_id,
    title: row.title,
    state: row.state,
    bureau: row.lead,
    clock: { zh: rule?.zh ?? row.rule, en: rule?.en ?? row.rule },
    article: rule?.article ?? '',
    dueAt: row.due_at,
    step: row.step,
    role: row.role,
    because: row.because,
    toldAt: row.told_at,
    answerBy: row.answer_by,
    escalatedAt: row.escalated_at,
    mine: row.mine,
  }
}

function openReminders(context: Context) {
  const { db, actor } = context
  const all = may(actor, 'see_all_deadlines')
  if (actor.kind !== 'staff' || !(all || may(actor, 'own_deadlines'))) throw new Forbidden(noClocks)
  const open = db
    .selectFrom('clock_reminder as r')
    .innerJoin('case_clock as k', (join) =>
      join.onRef('k.case_id', '=', 'r.case_id').onRef('k.rule', '=', 'r.rule').onRef('k.starts_at', '=', 'r.starts_at'),
    )
    .where('r.acknowledged_at', 'is', null)
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('case_file')
          .whereRef('id', '=', 'r.case_id')
          .where('state', 'not in', ['closed', 'refused'])
          .select('id'),
      ),
    )
  return all ? open : open.where('r.bureau', '=', actor.bureau)
}

const noClocks = { zh: '您的岗位没有时限提醒。', en: 'Your role is told of no clocks.' }
