import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import { evaluationRulesOn, type MeasureId } from '../../reference/evaluation-rules.ts'
import { outcomesWith } from '../evaluation/case-outcomes.ts'
import { countSamples, type SampleCounts } from './count-samples.ts'
import { injuriesIn } from './injury-rows.ts'
import { measuresWith } from './measure-rows.ts'
import { instantsOf, leavesOf, type Scope } from './scope.ts'
import type { Share } from './shares.ts'

/** What was counted in one period of one scope. Everything else in a report follows from it. */
export type PeriodCounts = {
  days: number
  reports: number
  complaints: number
  clues: number
  /** Reports of the same event counted once. */
  incidents: number
  /** Somebody can be hurt (danger 2 and 3), and life at risk (3). */
  dangerous: number
  lifeAtRisk: number
  byLeaf: Record<string, number>
  /** '' where no district is known. */
  byDistrict: Record<string, number>
  byHazard: Record<string, number>
  daily: number[]
  outcomes: Partial<Record<MeasureId, Share>>
  response: Share
  /** Of cases with a finding, those verified or settled in the consumer's favour. */
  verified: Share
  clocks: ClockCount[]
  notices: { recall: number; bulletin: number }
  /** Warnings drafted in the period, by level and where they stand. */
  warnings: { level: string; state: string; count: number }[]
  samples: SampleCounts
  /** People hurt, as the monitoring network reported. */
  injuries: number
  /** Technical measures abroad, first notified in the period, that hit the city. */
  measuresHit: number
}

export type ClockCount = { rule: string; of: number; inTime: number; medianDays: number | null }

/** Counts one period of a scope as it stands at `asOf`. */
export async function countPeriod(db: Db, city: City, scope: Scope, asOf: Date): Promise<PeriodCounts> {
  const { from, until } = instantsOf(scope)
  const leaves = leavesOf(city, scope)
  const scoped = sql`
    scoped as (
      select c.id, c.leaf, c.kind, c.danger, coalesce(c.district, '') as district, r.received_at
        from report r join case_file c on c.id = r.id
       where r.received_at >= ${from} and r.received_at < ${until} and r.received_at <= ${asOf}
         and (${leaves}::text[] is null or c.leaf = any (${leaves}::text[]))
         and (${scope.district}::text is null or c.district = ${scope.district}))`
  const [cells, daily, incidents, hazards, clocks, outcomes] = [
    await cellsOf(db, scoped),
    await dailyOf(db, scoped, from, until),
    await incidentsOf(db, scoped),
    await hazardsOf(db, scoped),
    await clocksOf(db, scoped, asOf),
    await outcomesOf(db, city, scope, asOf),
  ]
  const sum = (of: (cell: Cell) => boolean) => cells.filter(of).reduce((total, { count }) => total + count, 0)
  return {
    days: daily.length,
    reports: sum(() => true),
    complaints: sum(({ kind }) => kind === 'complaint'),
    clues: sum(({ kind }) => kind === 'report'),
    incidents,
    dangerous: sum(({ danger }) => danger >= 2),
    lifeAtRisk: sum(({ danger }) => danger >= 3),
    byLeaf: addedUp(cells, ({ leaf }) => leaf),
    byDistrict: addedUp(cells, ({ district }) => district),
    byHazard: hazards,
    daily,
    ...outcomes,
    clocks,
    verified: await verifiedOf(db, scoped, asOf),
    ...(await alertsOf(db, { from, until, leaves })),
    samples: await countSamples(db, city, scope, asOf),
    injuries: await injuriesOf(db, city, scope, asOf),
    measuresHit: await measuresHit(db, city, scope, asOf),
  }
}

type Cell = { leaf: string; district: string; danger: number; kind: string; count: number }

async function cellsOf(db: Db, scoped: RawBuilder<unknown>): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    with ${scoped} select leaf, district, danger, kind, count(*)::int as count from scoped group by 1, 2, 3, 4`.execute(
    db,
  )
  return rows
}

function addedUp(cells: Cell[], key: (cell: Cell) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const cell of cells) sums[key(cell)] = (sums[key(cell)] ?? 0) + cell.count
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => a.localeCompare(b)))
}

/** Reports of each civil day in order, days without any too. */
async function dailyOf(db: Db, scoped: RawBuilder<unknown>, from: Date, until: Date): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    with ${scoped},
    counted as (select (received_at at time zone 'Asia/Shanghai')::date as day, count(*)::int as count from scoped group by 1)
    select coalesce(count, 0) as count
      from generate_series((${from}::timestamptz at time zone 'Asia/Shanghai')::date,
                           (${until}::timestamptz at time zone 'Asia/Shanghai')::date - 1, interval '1 day') as d (day)
      left join counted on counted.day = d.day::date order by d.day`.execute(db)
  return rows.map(({ count }) => count)
}

async function incidentsOf(db: Db, scoped: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${scoped}
    select count(distinct coalesce(m.incident_id, -s.id))::int as count
      from scoped s left join incident_member m on m.report_id = s.id`.execute(db)
  return rows[0]?.count ?? 0
}

async function hazardsOf(db: Db, scoped: RawBuilder<unknown>): Promise<Record<string, number>> {
  const { rows } = await sql<{ hazard: string; count: number }>`
    with ${scoped}
    select hazard, count(*)::int as count
      from scoped s join assessment a on a.report_id = s.id cross join unnest(a.hazards) as hazard
     group by hazard order by hazard`.execute(db)
  return Object.fromEntries(rows.map(({ hazard, count }) => [hazard, count]))
}

/** Clocks of these reports that were met or have fallen due, and the median of the days until they were met. */
async function clocksOf(db: Db, scoped: RawBuilder<unknown>, asOf: Date): Promise<ClockCount[]> {
  const { rows } = await sql<ClockCount>`
    with ${scoped}
    select k.rule, count(*)::int as of, (count(*) filter (where k.met_at <= least(k.due_at, ${asOf}::timestamptz)))::int as "inTime",
           round((percentile_cont(0.5) within group (order by extract(epoch from k.met_at - k.starts_at) / 86400)
             filter (where k.met_at <= ${asOf}))::numeric, 1)::float8 as "medianDays"
      from scoped s join case_clock k on k.case_id = s.id
     where k.met_at <= ${asOf} or k.due_at <= ${asOf}
     group by k.rule order by k.rule`.execute(db)
  return rows
}

async function outcomesOf(
  db: Db,
  city: City,
  scope: Scope,
  asOf: Date,
): Promise<Pick<PeriodCounts, 'outcomes' | 'response'>> {
  const rules = evaluationRulesOn(city.evaluationRules, scope.from)
  const cohort = { city, rules, ...instantsOf(scope), asOf, evaluationId: null }
  const narrowed = { leaves: leavesOf(city, scope), district: scope.district }
  const { rows } = await sql<{ measure: MeasureId; of: number; well: number }>`
    with ${outcomesWith({ ...cohort, ...narrowed })}
    select measure, count(*)::int as of, (count(*) filter (where well))::int as well from outcome group by measure
    union all
    select 'response', (select count(*)::int from done where answered_at is not null), (select count(*)::int from judged)`.execute(
    db,
  )
  const found = Object.fromEntries(rows.map(({ measure, ...share }) => [measure, share]))
  const { response = { of: 0, well: 0 }, ...outcomes } = found as Record<string, Share>
  return { outcomes, response }
}

async function verifiedOf(db: Db, scoped: RawBuilder<unknown>, asOf: Date): Promise<Share> {
  const { rows } = await sql<Share>`
    with ${scoped}
    select count(*)::int as of, (count(*) filter (where f.finding in ('verified', 'settled')))::int as well
      from scoped s join enterprise_finding f on f.case_id = s.id where f.found_at <= ${asOf}`.execute(db)
  return rows[0] ?? { well: 0, of: 0 }
}

async function injuriesOf(db: Db, city: City, scope: Scope, asOf: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(count), 0)::int as count from observation where ${injuriesIn(city, scope, asOf)}`.execute(db)
  return rows[0]?.count ?? 0
}

async function measuresHit(db: Db, city: City, scope: Scope, asOf: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${measuresWith(city, scope, asOf)} select count(*)::int as count from hit`.execute(db)
  return rows[0]?.count ?? 0
}

type Alerts = Pick<PeriodCounts, 'notices' | 'warnings'>

async function alertsOf(
  db: Db,
  { from, until, leaves }: { from: Date; until: Date; leaves: string[] | null },
): Promise<Alerts> {
  const notices = await sql<{ kind: 'recall' | 'bulletin'; count: number }>`
    select n.kind, count(*)::int as count from notice n join notice_reading g on g.notice_id = n.id
     where n.first_seen_at >= ${from} and n.first_seen_at < ${until} and cardinality(g.leaves) > 0
       and (${leaves}::text[] is null or g.leaves && ${leaves}::text[])
     group by n.kind`.execute(db)
  const warnings = await sql<{ level: string; state: string; count: number }>`
    select level, state, count(*)::int as count from warning
     where drafted_at >= ${from} and drafted_at < ${until} and (${leaves}::text[] is null or leaves && ${leaves}::text[])
     group by 1, 2 order by 1, 2`.execute(db)
  const of = (kind: 'recall' | 'bulletin') => notices.rows.find((row) => row.kind === kind)?.count ?? 0
  return { notices: { recall: of('recall'), bulletin: of('bulletin') }, warnings: warnings.rows }
}
