import { type BaselineChoice, flexibleBaseline, windowBaseline } from './farrington-baseline.ts'
import { type Bound, countedBound, deltaBound, type Power } from './farrington-bound.ts'
import { type Expected, type ModelChoice, modelOf } from './farrington-model.ts'
import type { Baseline } from './quasi-poisson.ts'

export type FarringtonChoice = BaselineChoice &
  Pick<ModelChoice, 'trend' | 'trendBelow' | 'reweightAbove'> & {
    threshold: 'delta' | 'nbPlugin' | 'muan'
    power: Power
    alpha: number
    /** No alarm with fewer cases than `casesMin` in the last `casesWeeks` weeks, the one under test included. */
    casesMin: number
    casesWeeks: number
  }

/** Noufaily et al. 2013 with the negative binomial bound: measured at a false-alarm rate of 1 % in 100 weeks. */
export const IMPROVED_FARRINGTON: FarringtonChoice = {
  years: 5,
  halfWindow: 3,
  periods: 10,
  weeksLeftOut: 26,
  weeksPerYear: 52,
  trend: true,
  trendBelow: 0.05,
  reweightAbove: 2.58,
  threshold: 'nbPlugin',
  power: '2/3',
  alpha: 0.01,
  casesMin: 5,
  casesWeeks: 4,
}

/** Farrington et al. 1996. */
export const ORIGINAL_FARRINGTON: FarringtonChoice = {
  ...IMPROVED_FARRINGTON,
  periods: 1,
  weeksLeftOut: 3,
  reweightAbove: 1,
  threshold: 'delta',
  alpha: 0.05,
}

export type FarringtonWeek = Bound & {
  alarm: boolean
  expected: Expected
  enoughCases: boolean
  /** Why the bound should not be trusted, null when it may. */
  caution: string | null
}

const ERROR_MAX = 3
const ZERO_SHARE_MAX = 0.9

/**
 * Whether a week's count passes what the same weeks of earlier years let expect: `farringtonFlexible` of R's surveillance 1.20,
 * to 1e-8 and without a differing alarm (`npm run eval:signals`). `week` counts from 0; counts not known are NaN. Null when the
 * history is too short or the model does not converge.
 */
export function farrington(counts: ArrayLike<number>, week: number, choice: FarringtonChoice): FarringtonWeek | null {
  const baseline = flexibleBaseline(counts, week, choice)
  const level = choice.periods - 1
  const expected = baseline?.levels.includes(level) ? modelOf(baseline, level, { ...choice, error: 'flexible' }) : null
  if (!baseline || !expected) return null
  return decide(counts, week, choice, baseline, expected, choice.alpha)
}

/** The method as published in 1996 (R: `farrington`): windows only, and alpha shared between both sides of the bound. */
export function originalFarrington(
  counts: ArrayLike<number>,
  week: number,
  choice: FarringtonChoice,
): FarringtonWeek | null {
  const baseline = windowBaseline(counts, week, choice)
  const expected = baseline && modelOf(baseline, 0, { ...choice, error: 'original' })
  if (!baseline || !expected) return null
  return decide(counts, week, { ...choice, threshold: 'delta' }, baseline, expected, choice.alpha / 2)
}

function decide(
  counts: ArrayLike<number>,
  week: number,
  choice: FarringtonChoice,
  baseline: Baseline,
  expected: Expected,
  alpha: number,
): FarringtonWeek {
  const count = counts[week] as number
  const { threshold } = choice
  const bound =
    threshold === 'delta'
      ? deltaBound(count, expected, alpha, choice.power)
      : countedBound(count, expected, alpha, threshold)
  const enoughCases = recentCases(counts, week, choice.casesWeeks) >= choice.casesMin
  const alarm = enoughCases && bound.score > 1 && count !== 0
  return { ...bound, alarm, expected, enoughCases, caution: cautionOf(baseline, expected) }
}

function recentCases(counts: ArrayLike<number>, week: number, weeks: number): number {
  let sum = 0
  for (let t = Math.max(0, week - weeks + 1); t <= week; t += 1) sum += counts[t] as number
  return sum
}

function cautionOf({ counts }: Baseline, { standardError }: Expected): string | null {
  if (standardError > ERROR_MAX)
    return `the standard error of ln mean is ${standardError.toFixed(1)}, above ${ERROR_MAX}`
  let zeros = 0
  for (const count of counts) if (count === 0) zeros += 1
  const share = zeros / counts.length
  return share > ZERO_SHARE_MAX ? `${Math.round(share * 100)} % of the weeks compared with are zero` : null
}
