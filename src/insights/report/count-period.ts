import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { countCases } from './count-cases.ts'
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

/** Counts one period of a scope as it stands at `asOf`, inside a transaction. */
export async function countPeriod(tx: Db, city: City, scope: Scope, asOf: Date): Promise<PeriodCounts> {
  return {
    ...(await countCases(tx, city, scope, asOf)),
    ...(await alertsOf(tx, { ...instantsOf(scope), leaves: leavesOf(city, scope) })),
    samples: await countSamples(tx, city, scope, asOf),
    injuries: await injuriesOf(tx, city, scope, asOf),
    measuresHit: await measuresHit(tx, city, scope, asOf),
  }
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
