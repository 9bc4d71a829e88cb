import type { Measure, SeriesCounts } from './counts.ts'
import type { PairEvidence } from './pair-tests.ts'
import type { ClusterEvidence } from './place-scan.ts'

export type WatchMethod =
  | 'farrington'
  | 'bayes'
  | 'ears'
  | 'slow_rise'
  | 'eears'
  | 'danger_sum'
  | 'arrival'
  | 'disproportionality'
  | 'space_time'

/** One period of a series with what was to be expected; `bound` null where the method has none. Days are day numbers. */
export type CurvePoint = { from: number; to: number; count: number; expected: number; bound: number | null }

/** A series that passed its bound, before it is known whether it is the same as another. */
export type Candidate = {
  series: SeriesCounts
  measure: Measure
  method: WatchMethod
  settings: object
  fallback: boolean
  /** First and last day of the period under test. */
  from: number
  to: number
  closed: boolean
  count: number
  expected: number
  bound: number | null
  p: number | null
  surprise: number
  curve: CurvePoint[]
  /** How a product and a hazard go together, where that is the test. */
  pair?: PairEvidence
  /** Where and when events are close together, where that is the test, with the series of the whole sector. */
  cluster?: { seriesId: number; evidence: ClusterEvidence }
}
