import { meanOf } from './moments.ts'
import { studentQuantile } from './student-law.ts'

export type EearsChoice = {
  alpha: number
  /** Residuals beyond this upper share weigh less. */
  outlierAlpha: number
  /** How fast: weight = (threshold/residual)^decay. */
  decay: number
  days: number
  /** 1: the days just before; 7: the same weekday of the weeks before. */
  stride: number
}

/** As published for daily counts; divide alpha by the number of series watched together (Bonferroni). */
export const EEARS: EearsChoice = { alpha: 0.025, outlierAlpha: 0.05, decay: 4, days: 7, stride: 1 }

export type EearsDay = { mean: number; upper: number; alarm: boolean }

/**
 * Extended EARS of epitweetr (Espinosa et al. 2022): a t prediction limit over the last days in which earlier bursts weigh less, so
 * that they do not hide the next. `plain` is without those weights. Null when fewer days are known.
 */
export function eears(
  counts: ArrayLike<number>,
  day: number,
  choice: EearsChoice,
): { plain: EearsDay; weighted: EearsDay } | null {
  const { days, stride } = choice
  if (day < days * stride) return null
  const past = Array.from({ length: days }, (_, i) => counts[day - (days - i) * stride] as number)
  const count = counts[day] as number
  return {
    plain: limit(count, past, new Array(days).fill(1), choice.alpha),
    weighted: limit(count, past, burstWeights(past, choice), choice.alpha),
  }
}

function limit(count: number, past: number[], weights: number[], alpha: number): EearsDay {
  const n = past.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scaled = weights.map((weight) => (weight / total) * n)
  const mean = meanOf(past.map((value, i) => value * (scaled[i] as number)))
  const squares = past.reduce((sum, value, i) => sum + (scaled[i] as number) * (value - mean) ** 2, 0)
  const upper = mean + tLimit(alpha, n - 1) * Math.sqrt(squares / (n - 1)) * Math.sqrt(1 + 1 / n)
  return { mean, upper, alarm: count > upper }
}

/** By externally studentised residuals (Chatterjee & Hadi 1988). */
function burstWeights(past: number[], { outlierAlpha, decay }: EearsChoice): number[] {
  const n = past.length
  const mean = meanOf(past)
  const threshold = tLimit(outlierAlpha, n - 2)
  return past.map((value, i) => {
    const residual = (value - mean) / (deviationWithout(past, i) * Math.sqrt(1 - 1 / n))
    if (Number.isNaN(residual)) return Number.NaN
    return residual > threshold ? (threshold / residual) ** decay : 1
  })
}

function deviationWithout(past: number[], left: number): number {
  const others = past.filter((_, i) => i !== left)
  const mean = meanOf(others)
  return Math.sqrt(others.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (others.length - 1))
}

const limits = new Map<string, number>()

/** The same few quantiles are asked for every series of every night. */
function tLimit(alpha: number, df: number): number {
  const key = `${alpha}/${df}`
  const known = limits.get(key)
  if (known !== undefined) return known
  const made = studentQuantile(1 - alpha, df)
  if (limits.size < 1000) limits.set(key, made)
  return made
}
