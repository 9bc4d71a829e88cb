import type { WatchMethod } from './candidate.ts'

/** With what settings the city is watched; a replay may choose others. */
export type WatchChoice = {
  /** Share of false discoveries allowed in a night's list of weekly tests. */
  discoveryShare: number
  /** Surprise (ln) from which a sum of evidence is a signal: e^−surprise bounds the chance among all nodes of its level. */
  surpriseMin: number
  /** Fewer people than this in fourteen days are a case, not a signal. */
  peopleMin: number
  /** A further signal of the same event within so many days is the same signal. */
  sameDays: number
  /** Share of false discoveries allowed among tests at arrival. */
  arrivalShare: number
  /** The one method that may raise signals at night, to see how it does alone; null for all. */
  only: WatchMethod | null
}

/** Chosen by replaying the made-up city (docs/early-warning.md); the first and last are the customary 10 % and 5 %. */
export const WATCH: WatchChoice = {
  discoveryShare: 0.1,
  surpriseMin: 4,
  peopleMin: 3,
  sameDays: 14,
  arrivalShare: 0.05,
  only: null,
}

/** Changes whenever a signal would be found otherwise; kept with every signal. */
export const WATCH_VERSION = 'watch-3'
