import { BAYES_SIX_WEEKS, type BayesChoice } from './bayes.ts'
import type { EarsChoice } from './ears.ts'
import { EEARS, type EearsChoice } from './eears.ts'
import { type FarringtonChoice, IMPROVED_FARRINGTON } from './farrington.ts'

/** A detector with its settings, as it is kept with every signal that it raises. */
export type Detector =
  | { method: 'farrington'; settings: FarringtonChoice }
  | { method: 'bayes'; settings: BayesChoice }
  | { method: 'eears'; settings: EearsChoice }
  | { method: 'ears'; settings: EarsChoice }
  | { method: 'cusum'; settings: CusumSettings }

/** Of the likelihood-ratio CUSUM: the factor to be found and the alarm limit; at 3 between .1 % and 1 % of quiet weeks alarm. */
export type CusumSettings = { rise: number; limit: number }

export type DetectorChoice = {
  detectors: Detector[]
  /** A fallback is shown as such: its false alarms exceed what its alpha says. */
  fallback: boolean
  because: string
}

const SLOW_RISE: Detector = { method: 'cusum', settings: { rise: 1.5, limit: 3 } }
const BAYES: Detector = { method: 'bayes', settings: { ...BAYES_SIX_WEEKS, alpha: 0.01 } }
const EARS: Detector = { method: 'ears', settings: { method: 'C2', baseline: 7, spreadMin: 1, alpha: 0.001 } }

const { weeksPerYear, halfWindow, years: YEARS_MAX } = IMPROVED_FARRINGTON

type Rung = { weeksMin: number; detectors: (weeks: number) => Detector[]; fallback: boolean; because: string }

/** Longest history first. After the ladder of the United4Surveillance tool, with what was measured for it (docs/early-warning.md). */
const LADDER: readonly Rung[] = [
  {
    weeksMin: 3 * weeksPerYear + halfWindow,
    detectors: (weeks) => [farringtonOver(weeks, true), SLOW_RISE],
    fallback: false,
    because: 'three years or more: seasonal baseline with trend, and a sum for slow rises',
  },
  {
    weeksMin: 2 * weeksPerYear + halfWindow,
    detectors: (weeks) => [farringtonOver(weeks, false), SLOW_RISE],
    fallback: false,
    because: 'two to three years: seasonal baseline, too short for a trend',
  },
  {
    weeksMin: 9,
    detectors: () => [BAYES, SLOW_RISE],
    fallback: false,
    because: 'less than two years: compared with the last six weeks, no season known',
  },
  { weeksMin: 7, detectors: () => [BAYES], fallback: false, because: 'seven weeks: compared with the six before' },
  { weeksMin: 0, detectors: () => [], fallback: false, because: 'less than seven weeks: nothing to compare with' },
]

/** Which detectors suit a series of weekly counts with so many weeks before the one under test. */
export function chooseDetector(weeks: number): DetectorChoice {
  const rung = LADDER.find(({ weeksMin }) => weeks >= weeksMin) as Rung
  return { detectors: rung.detectors(weeks), fallback: rung.fallback, because: rung.because }
}

/** For daily counts: eEARS, its alpha shared among the series watched together; with less than a week before, none. */
export function chooseDailyDetector(days: number, seriesTogether: number): DetectorChoice {
  if (days < EEARS.days)
    return { detectors: [], fallback: false, because: 'less than seven days: nothing to compare with' }
  const settings = { ...EEARS, alpha: EEARS.alpha / Math.max(1, seriesTogether) }
  return { detectors: [{ method: 'eears', settings }], fallback: false, because: 'compared with the seven days before' }
}

/** When the seasonal model gives no answer (almost no cases, no convergence): EARS C2, shown as a fallback. */
export function fallbackDetector(reason: string): DetectorChoice {
  return { detectors: [EARS], fallback: true, because: `fallback: ${reason}` }
}

function farringtonOver(weeks: number, trend: boolean): Detector {
  const years = Math.min(YEARS_MAX, Math.floor((weeks - halfWindow) / weeksPerYear))
  return { method: 'farrington', settings: { ...IMPROVED_FARRINGTON, years, trend } }
}
