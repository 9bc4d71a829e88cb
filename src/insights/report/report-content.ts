import type { Bilingual } from '../../reference/city.ts'
import type { Scope } from './scope.ts'

/** How a figure stands to the period before. `unknown`: too little to compare; `none`: nothing that chance would not do. */
export type Change = 'up' | 'down' | 'none' | 'unknown'

/** One figure of a report as it is kept and shown. */
export type FigureShown = {
  id: string
  label: Bilingual
  /** In its own unit: a count, a share from 0 to 1, reports per 10,000 people, days. */
  value: number | null
  unit: 'count' | 'share' | 'per_10k' | 'days'
  /** Of how many, for a share; its 95 % interval. */
  of: number | null
  low: number | null
  high: number | null
  before: number | null
  change: Change
}

export type Block =
  | { kind: 'figures'; caption: Bilingual; figures: FigureShown[] }
  | { kind: 'bars'; caption: Bilingual; says: string; unit: Bilingual; bars: Bar[] }
  | { kind: 'line'; caption: Bilingual; says: string; points: { label: string; value: number }[] }
  | { kind: 'table'; caption: Bilingual; heads: Bilingual[]; rows: string[][] }

/** A bar with what is written beside it; `low` and `high` draw its interval. */
export type Bar = { label: Bilingual; value: number; shown: string; low?: number; high?: number }

export type Chapter = { id: string; title: Bilingual; sentences: Bilingual[]; blocks: Block[] }

/** A whole report. Frozen when it is made: pages and PDF are drawn from it alone. */
export type ReportContent = {
  title: Bilingual
  city: Bilingual
  scope: Scope
  scopeWords: Bilingual
  before: { from: string; until: string }
  /** ISO instant at which everything was counted. */
  asOf: string
  chapters: Chapter[]
}
