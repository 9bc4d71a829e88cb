import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WatchMethod } from './candidate.ts'
import type { Measure } from './counts.ts'
import { REVIEW_BUDGET } from './ranking.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import { openStates, type SignalState } from './signal-acts.ts'
import { sightRequired } from './signal-sight.ts'

export type SignalListed = {
  id: number
  kind: SightingKind
  level: SeriesLevel
  key: string
  title: Bilingual
  measure: Measure
  method: WatchMethod
  fallback: boolean
  from: string
  to: string
  closed: boolean
  count: number
  expected: number
  surprise: number
  harm: number
  /** People by danger, 0–3. */
  dangers: number[]
  words: string[]
  reports: number
  state: SignalState
  lead: string
  foundAt: Date
}

export type SignalsListed = {
  signals: SignalListed[]
  /** How many are open altogether: beyond the budget they wait. */
  open: number
  total: number
  pages: number
}

const PAGE_SIZE = 50

/**
 * The desk: without `state` the open signals, expected harm × surprise first, as many as a day's review can hold; with `state` those in
 * it, newest first. A head sees those of the own bureau's leaves. Throws Forbidden.
 */
export async function listSignals(
  context: Context,
  asked: { state: SignalState | null; page: number },
): Promise<SignalsListed> {
  const sight = sightRequired(context.actor)
  const { state } = asked
  const size = state === null ? REVIEW_BUDGET : PAGE_SIZE
  const seen = sight === 'all' ? sql`true` : sql`g.lead = ${sight.lead}`
  const states = state === null ? openStates : [state]
  const order = state === null ? sql`g.harm * greatest(g.surprise, 0) desc, g.id desc` : sql`g.found_at desc, g.id desc`
  const { rows } = await sql<SignalListed & { title_zh: string; title_en: string; total: number }>`
    select g.id, s.kind, s.level, s.key, g.title_zh, g.title_en, g.measure, g.method, g.fallback, g.period_from as from, g.period_to as to,
           g.closed, g.count, g.expected, g.surprise, g.harm, g.evidence -> 'dangers' as dangers, g.state, g.lead, g.found_at as "foundAt",
           array(select w ->> 'word' from jsonb_array_elements(g.evidence -> 'words') with ordinality as t (w, nth) order by nth limit 5) as words,
           (select count(*)::int from signal_report r where r.signal_id = g.id) as reports, (count(*) over ())::int as total
      from signal g join series s on s.id = g.series_id
     where ${seen} and g.state = any(${states}::text[])
     order by ${order} limit ${size} offset ${(asked.page - 1) * size}`.execute(context.db)
  const total = rows[0]?.total ?? 0
  return {
    signals: rows.map(({ title_zh, title_en, total: _, ...row }) => ({
      ...row,
      title: { zh: title_zh, en: title_en },
    })),
    open: state === null ? total : await openOnes(context, seen),
    total,
    pages: Math.max(1, Math.ceil(total / size)),
  }
}

async function openOnes({ db }: Context, seen: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from signal g where ${seen} and g.state = any(${openStates}::text[])`.execute(db)
  return rows[0]?.open ?? 0
}
