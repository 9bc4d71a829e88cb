import { countBound, lawOf } from '../signals/count-law.ts'
import type { CurvePoint } from './candidate.ts'
import { countBetween, type SeriesCounts } from './counts.ts'
import type { ExpectedWeek } from './expected-week.ts'
import { boundAt } from './week-tests.ts'

const DAYS_SHOWN = 42
const WEEKS_SHOWN = 26
/** Of a day drawn beside a sum of evidence: one day in a hundred passes it. */
const DAY_ALPHA = 0.01

/** The last six weeks of a series by day, against what a day brings without an event and what 99 of 100 such days stay under. */
export function dailyCurve(
  series: SeriesCounts,
  firstDay: number,
  night: number,
  perDay: Pick<ExpectedWeek, 'mean' | 'dispersion'>,
): CurvePoint[] {
  const bound = countBound(DAY_ALPHA, lawOf(perDay.mean, perDay.dispersion))
  const from = Math.max(firstDay, night - DAYS_SHOWN + 1)
  return Array.from({ length: night - from + 1 }, (_, nth) => {
    const day = from + nth
    return { from: day, to: day, count: countBetween(series, 'people', day, day), expected: perDay.mean, bound }
  })
}

/** The last half year of weekly counts, each with the bound that the method in force would have set it. */
export function weeklyCurve(counts: Float64Array, night: number): CurvePoint[] {
  const first = Math.max(0, counts.length - WEEKS_SHOWN)
  return Array.from(counts.subarray(first), (count, nth) => {
    const week = first + nth
    const to = night - (counts.length - 1 - week) * 7
    const seen = boundAt(counts, week)
    return { from: to - 6, to, count, expected: seen?.expected ?? Number.NaN, bound: seen?.bound ?? null }
  }).filter(({ expected }) => !Number.isNaN(expected))
}
