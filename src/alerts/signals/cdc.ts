import { deviationOf, meanOf } from './moments.ts'
import { normalQuantile } from './normal-law.ts'

export type CdcChoice = { years: number; months: number; alpha: number; weeksPerYear: number }

const WEEKS_PER_MONTH = 4

/**
 * The rule of the Centers for Disease Control: the sum of the last four weeks against the four-week sums of the same and the
 * neighbouring months of earlier years, by a two-sided normal prediction limit (Stroup et al. 1989; R: `algo.cdc`).
 */
export function cdc(
  counts: ArrayLike<number>,
  week: number,
  { years, months, alpha, weeksPerYear }: CdcChoice,
): { upper: number; alarm: boolean } | null {
  const first = week - years * weeksPerYear - months * WEEKS_PER_MONTH - WEEKS_PER_MONTH + 1
  if (first < 0) return null
  const sums: number[] = []
  for (let year = years; year >= 1; year -= 1)
    for (let month = -months; month <= months; month += 1)
      sums.push(monthEnding(counts, week - year * weeksPerYear + month * WEEKS_PER_MONTH))
  const upper = meanOf(sums) + normalQuantile(1 - alpha / 2) * deviationOf(sums) * Math.sqrt(1 + 1 / sums.length)
  return { upper, alarm: monthEnding(counts, week) > upper }
}

function monthEnding(counts: ArrayLike<number>, week: number): number {
  let sum = 0
  for (let t = week - WEEKS_PER_MONTH + 1; t <= week; t += 1) sum += counts[t] as number
  return sum
}
