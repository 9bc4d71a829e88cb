import { sql } from 'kysely'
import type { InspectionResult } from './record-inspection.ts'

export type PlanListed = {
  id: number
  bureau: string
  title: string
  from: string
  to: string
  firms: number
  poolSize: number
  poolSha256: string
  seed: string | null
  drawnAt: Date | null
  madeAt: Date
  done: number
  passed: number
}
export type TaskListed = {
  id: number
  code: string
  name: string
  address: string | null
  because: string[]
  inspectors: string[]
  mine: boolean
  result: InspectionResult | null
  findings: string | null
  rectifyBy: string | null
  doneAt: Date | null
}

/** The columns of a plan `p` as it is listed. */
export const planColumns = sql`p.id, p.bureau, p.title, p.from_on as "from", p.to_on as "to", p.firms, p.pool_size as "poolSize", p.pool_sha256 as "poolSha256", p.seed, p.drawn_at as "drawnAt", p.made_at as "madeAt",
  (select count(*)::int from inspection_task t where t.plan_id = p.id and t.done_at is not null) as done,
  (select count(*)::int from inspection_task t where t.plan_id = p.id and t.result in ('pass', 'recheck_pass')) as passed`
