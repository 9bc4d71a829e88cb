import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import type { CaseState } from '../acts/case-states.ts'
import { ruleOfRow } from '../clocks/clock-holds.ts'
import { leafNamed } from '../inbox/list-inbox.ts'
import type { Lateness } from './lateness.ts'

export type ForecastShown = Lateness & {
  caseId: number
  title: string
  state: CaseState
  bureau: string
  leaf: Bilingual & { code: string }
  clock: Bilingual
  dueAt: Date
  /** Working days the clock has run. */
  age: number
}

const pageSize = 20

/**
 * The clocks due within the week that still run, the most likely late ones first, of the reader's bureau or of every bureau. Throws
 * Forbidden for a role that is told of no clocks.
 */
export async function listForecast(
  context: Context,
  { page }: { page: number },
): Promise<{ forecasts: ForecastShown[]; expectedLate: number; total: number; pages: number; madeAt: Date | null }> {
  const { city, actor } = context
  const all = may(actor, 'see_all_deadlines')
  if (actor.kind !== 'staff' || !(all || may(actor, 'own_deadlines'))) throw new Forbidden(noClocks)
  const rows = await runningForecasts(context, all ? null : actor.bureau)
    .orderBy('f.late', 'desc')
    .orderBy('k.due_at')
    .orderBy('f.case_id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const total = rows[0]?.total ?? 0
  return {
    forecasts: rows.map((row) => shown(city, row)),
    expectedLate: rows[0]?.expected_late ?? 0,
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    madeAt: rows[0]?.made_at ?? null,
  }
}

function runningForecasts({ db, now }: Context, bureau: string | null) {
  const query = db
    .selectFrom('clock_forecast as f')
    .innerJoin('case_clock as k', (join) => join.onRef('k.case_id', '=', 'f.case_id').onRef('k.rule', '=', 'f.rule'))
    .innerJoin('case_file as c', 'c.id', 'f.case_id')
    .where('k.met_at', 'is', null)
    .where('k.paused_at', 'is', null)
    .where('k.due_at', '>', now)
    .where('c.state', 'not in', ['closed', 'refused'])
    .select(['f.case_id', 'f.rule', 'f.late', 'f.age', 'f.pool', 'f.alike', 'f.alike_late', 'f.made_at'])
    .select(['k.rule_from', 'k.due_at', 'c.title', 'c.state', 'c.lead', 'c.leaf'])
    .select([
      sql<number>`(count(*) over ())::int`.as('total'),
      sql<number>`(sum(f.late) over ())::float8`.as('expected_late'),
    ])
  return bureau === null ? query : query.where('f.bureau', '=', bureau)
}

type Row = Awaited<ReturnType<ReturnType<typeof runningForecasts>['execute']>>[number]

function shown(city: City, row: Row): ForecastShown {
  const rule = ruleOfRow(city, row)
  return {
    caseId: row.case_id,
    title: row.title,
    state: row.state,
    bureau: row.lead,
    leaf: leafNamed(city, row.leaf),
    clock: { zh: rule?.zh ?? row.rule, en: rule?.en ?? row.rule },
    dueAt: row.due_at,
    age: row.age,
    late: row.late,
    pool: row.pool,
    alike: row.alike,
    alikeLate: row.alike_late,
  }
}

const noClocks = { zh: '您的岗位没有时限提醒。', en: 'Your role is told of no clocks.' }
