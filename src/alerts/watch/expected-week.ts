import { type FarringtonWeek, farrington, IMPROVED_FARRINGTON } from '../signals/farrington.ts'

/** What a week of a series brings without an event, how much that varies, and how many reports the mean was learned from. */
export type ExpectedWeek = { mean: number; dispersion: number; learnedFrom: number }

const { weeksPerYear, halfWindow, weeksLeftOut } = IMPROVED_FARRINGTON
const LONG_WEEKS = 2 * weeksPerYear + halfWindow
/** What is happening must not teach what is usual; short histories cannot spare half a year. */
export const SHORT_LEFT_OUT = 4
const LEARNED_MAX = 104
/** Half a report is added to what was seen, because an empty past does not mean never … */
const NEVER_SEEN = 0.5
/** … or three of those that the parts of the hierarchy let expect, where they do. */
const PRIOR_REPORTS = 3
const DISPERSION_CASES = 20

/**
 * What to expect of the last of these weeks: the improved Farrington model where two years or more are known and it can be trusted, else
 * the plain mean of the weeks before the last four (or half a year). `prior` is what the series above let expect of it. Null with less
 * than four weeks to learn from.
 */
export function expectedWeek(counts: Float64Array, prior: number | null = null): ExpectedWeek | null {
  const week = counts.length - 1
  const modelled = week >= LONG_WEEKS ? farrington(counts, week, IMPROVED_FARRINGTON) : null
  if (modelled && modelled.caution === null) return ofModel(modelled)
  const until = week - (week >= LONG_WEEKS ? weeksLeftOut : SHORT_LEFT_OUT) + 1
  const learned = counts.subarray(Math.max(0, until - LEARNED_MAX), Math.max(0, until))
  return learned.length < 4 ? null : ofPast(learned, prior)
}

const ofModel = ({ expected }: FarringtonWeek): ExpectedWeek => ({
  mean: Math.exp(expected.eta) + 0.01,
  dispersion: expected.dispersion,
  learnedFrom: Number.POSITIVE_INFINITY,
})

/** Gamma-Poisson mean, so that a young series leans on what is above it; dispersion where enough was seen to tell, and 1/n more because the mean of n weeks is itself unsure. */
function ofPast(learned: Float64Array, prior: number | null): ExpectedWeek {
  let [sum, squares] = [0, 0]
  for (const count of learned) {
    sum += count
    squares += count * count
  }
  const n = learned.length
  const mean = sum / n
  const variance = n > 1 ? (squares - n * mean * mean) / (n - 1) : mean
  const dispersion = sum >= DISPERSION_CASES ? Math.max(1, variance / mean) : 1
  const believed =
    prior === null || prior === 0
      ? { reports: NEVER_SEEN, weeks: 0 }
      : { reports: PRIOR_REPORTS, weeks: PRIOR_REPORTS / prior }
  const learnedFrom = sum + believed.reports
  return { mean: learnedFrom / (n + believed.weeks), dispersion: dispersion + 1 / n, learnedFrom }
}
