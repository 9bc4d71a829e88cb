import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { addDays, daysBetween } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { evaluationRulesOn, type MeasureId } from '../../reference/evaluation-rules.ts'
import { outcomesWith } from '../evaluation/case-outcomes.ts'
import type { ClockCount, PeriodCounts } from './count-period.ts'
import { instantsOf, leavesOf, type Scope } from './scope.ts'
import type { Share } from './shares.ts'

export type CaseCounts = Omit<PeriodCounts, 'notices' | 'warnings' | 'samples' | 'injuries' | 'measuresHit'>

/**
 * Counts the cases of one period of a scope. They are first set down in a temporary table, so that PostgreSQL knows how many there are before
 * it plans the rest: a year of a million cases takes seconds instead of minutes.
 */
export async function countCases(tx: Db, city: City, scope: Scope, asOf: Date): Promise<CaseCounts> {
  const span = await setDown(tx, city, scope, asOf)
  const { cells, days } = await cellsOf(tx)
  const daily = everyDay(days, scope)
  const sum = (of: (cell: Cell) => boolean) => cells.filter(of).reduce((total, { count }) => total + count, 0)
  const reports = sum(() => true)
  const counts = {
    days: daily.length,
    reports,
    complaints: sum(({ kind }) => kind === 'complaint'),
    clues: sum(({ kind }) => kind === 'report'),
    incidents: await incidentsOf(tx, reports),
    dangerous: sum(({ danger }) => danger >= 2),
    lifeAtRisk: sum(({ danger }) => danger >= 3),
    byLeaf: addedUp(cells, ({ leaf }) => leaf),
    byDistrict: addedUp(cells, ({ district }) => district),
    byHazard: await hazardsOf(tx),
    daily,
    clocks: await clocksOf(tx, span, asOf),
    verified: await verifiedOf(tx, asOf),
    ...(await outcomesOf(tx, city, scope, span, asOf)),
  }
  await sql`drop table case_counted`.execute(tx)
  return counts
}

/** The numbers of the first and the last case counted: numbers rise with time, so little else lies between them. */
type Span = { first: number; last: number }

async function setDown(tx: Db, city: City, scope: Scope, asOf: Date): Promise<Span> {
  const { from, until } = instantsOf(scope)
  const leaves = leavesOf(city, scope)
  await sql`
    create temporary table case_counted on commit drop as
    select c.id, c.leaf, c.kind, c.danger, coalesce(c.district, '') as district, (r.received_at at time zone 'Asia/Shanghai')::date as day
      from report r join case_file c on c.id = r.id
     where r.received_at >= ${sql.lit(from.toISOString())} and r.received_at < ${sql.lit(until.toISOString())}
       and r.received_at <= ${sql.lit(asOf.toISOString())}
       and (${sql.lit(leaves === null)} or c.leaf = any (string_to_array(${sql.lit((leaves ?? []).join())}, ',')))
       and (${sql.lit(scope.district === null)} or c.district = ${sql.lit(scope.district ?? '')})`.execute(tx)
  await sql`analyze case_counted`.execute(tx)
  const { rows } = await sql<Span>`
    select coalesce(min(id), 0) as first, coalesce(max(id), 0) as last from case_counted`.execute(tx)
  return rows[0] ?? { first: 0, last: 0 }
}

type Cell = { leaf: string; district: string; danger: number; kind: string; count: number }

/** One pass for both: by leaf, district, danger and kind, and by day. */
async function cellsOf(tx: Db): Promise<{ cells: Cell[]; days: Map<string, number> }> {
  const { rows } = await sql<Cell & { day: string | null }>`
    select leaf, district, danger, kind, day, count(*)::int as count from case_counted
     group by grouping sets ((leaf, district, danger, kind), (day)) order by 1, 2, 3, 4, 5`.execute(tx)
  const cells = rows.filter(({ day }) => day === null)
  return { cells, days: new Map(rows.flatMap(({ day, count }) => (day === null ? [] : [[day, count]]))) }
}

/** Reports of each civil day in order, days without any too. */
function everyDay(counted: Map<string, number>, { from, until }: Scope): number[] {
  return Array.from({ length: daysBetween(from, until) }, (_, nth) => counted.get(addDays(from, nth)) ?? 0)
}

function addedUp(cells: Cell[], key: (cell: Cell) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const cell of cells) sums[key(cell)] = (sums[key(cell)] ?? 0) + cell.count
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => a.localeCompare(b)))
}

/** Each report of its own event counts as one, those of one event as one together. */
async function incidentsOf(tx: Db, reports: number): Promise<number> {
  const { rows } = await sql<{ members: number; incidents: number }>`
    select count(*)::int as members, count(distinct m.incident_id)::int as incidents
      from case_counted c join incident_member m on m.report_id = c.id`.execute(tx)
  const { members = 0, incidents = 0 } = rows[0] ?? {}
  return reports - members + incidents
}

async function hazardsOf(tx: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ hazard: string; count: number }>`
    select hazard, count(*)::int as count
      from case_counted c join assessment a on a.report_id = c.id cross join unnest(a.hazards) as hazard
     where a.hazards <> '{}' group by hazard order by hazard`.execute(tx)
  return Object.fromEntries(rows.map(({ hazard, count }) => [hazard, count]))
}

type ClockTenth = { rule: string; tenths: number | null; of: number; inTime: number }

/** Clocks of these reports that were met or have fallen due, and the median of the days until they were met, to a tenth. */
async function clocksOf(tx: Db, { first, last }: Span, asOf: Date): Promise<ClockCount[]> {
  const { rows } = await sql<ClockTenth>`
    select k.rule, case when k.met_at <= ${asOf} then round(date_part('epoch', k.met_at - k.starts_at) / 8640)::int end as tenths,
           count(*)::int as of, (count(*) filter (where k.met_at <= least(k.due_at, ${asOf}::timestamptz)))::int as "inTime"
      from case_counted c join case_clock k on k.case_id = c.id
     where k.case_id between ${first} and ${last} and (k.met_at <= ${asOf} or k.due_at <= ${asOf})
     group by 1, 2 order by 1, 2`.execute(tx)
  return [...Map.groupBy(rows, ({ rule }) => rule)].map(([rule, tenths]) => ({
    rule,
    of: tenths.reduce((sum, { of }) => sum + of, 0),
    inTime: tenths.reduce((sum, { inTime }) => sum + inTime, 0),
    medianDays: medianOf(tenths),
  }))
}

/** The middle of the tenths of days that were met, which come in order; of an even count the mean of both in the middle. */
function medianOf(rows: ClockTenth[]): number | null {
  const met = rows.filter(({ tenths }) => tenths !== null)
  const count = met.reduce((sum, { of }) => sum + of, 0)
  if (count === 0) return null
  const at = (place: number): number => {
    let before = 0
    for (const { tenths, of } of met) {
      before += of
      if (place < before) return tenths ?? 0
    }
    return 0
  }
  return Math.round((at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2) / 10
}

async function verifiedOf(tx: Db, asOf: Date): Promise<Share> {
  const { rows } = await sql<Share>`
    select count(*)::int as of, (count(*) filter (where f.finding in ('verified', 'settled')))::int as well
      from case_counted c join enterprise_finding f on f.case_id = c.id where f.found_at <= ${asOf}`.execute(tx)
  return rows[0] ?? { well: 0, of: 0 }
}

const counted = [
  'solved',
  'satisfied',
  'not_reopened',
  'not_repeated',
  'answer_complete',
  'contacted',
  'on_time',
] as const

async function outcomesOf(
  tx: Db,
  city: City,
  scope: Scope,
  span: Span,
  asOf: Date,
): Promise<Pick<PeriodCounts, 'outcomes' | 'response'>> {
  const rules = evaluationRulesOn(city.evaluationRules, scope.from)
  const cases = { rows: sql`select id, 0 as traits from case_counted`, ...span }
  const shares = counted.flatMap((measure) => [
    sql`count(${sql.ref(measure)})::int as ${sql.ref(`${measure}_of`)}`,
    sql`(count(*) filter (where ${sql.ref(measure)}))::int as ${sql.ref(`${measure}_well`)}`,
  ])
  const { rows } = await sql<Record<string, number>>`
    with ${outcomesWith({ city, rules, ...instantsOf(scope), asOf, evaluationId: null, cases })}
    select ${sql.join(shares)}, count(answered_at)::int as answered, (select count(*)::int from judged) as judged from case_outcome`.execute(
    tx,
  )
  const of = (name: string): number => rows[0]?.[name] ?? 0
  const outcomes: Partial<Record<MeasureId, Share>> = {}
  for (const measure of counted) outcomes[measure] = { well: of(`${measure}_well`), of: of(`${measure}_of`) }
  return { outcomes, response: { of: of('answered'), well: of('judged') } }
}
