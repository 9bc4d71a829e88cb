import type { Baseline } from './quasi-poisson.ts'

/** Which weeks a week is compared with. Weeks are indices into the series, counted from 0. */
export type BaselineChoice = {
  /** How many years back. */
  years: number
  /** Weeks on either side of the same week of an earlier year. */
  halfWindow: number
  /** Parts of the year, each with a level of its own; 1: only the windows are used. */
  periods: number
  /** The latest weeks that are left out, so that a beginning outbreak does not hide itself. */
  weeksLeftOut: number
  weeksPerYear: number
}

/**
 * The reference weeks of Noufaily et al. 2013 as `farringtonFlexible` in R's surveillance 1.20 chooses them: windows around the
 * same week of each earlier year share the level of the week under test; between two windows the year is cut into periods − 1
 * blocks, the first ones a week longer when it does not divide. Null when the series does not reach back far enough. Unknown
 * counts (NaN) are left out.
 */
export function flexibleBaseline(counts: ArrayLike<number>, week: number, choice: BaselineChoice): Baseline | null {
  const { years, halfWindow, weeksLeftOut, periods, weeksPerYear } = choice
  if (week - years * weeksPerYear < 0) return null
  const levelOf = levelsBefore(week, choice)
  const kept: number[] = []
  for (let t = Math.max(0, week - years * weeksPerYear - halfWindow); t < week - weeksLeftOut; t += 1)
    if ((levelOf[t] as number) > 0 && !Number.isNaN(counts[t])) kept.push(t)
  return baselineOf(counts, week, kept, (t) => (levelOf[t] as number) - 1, periods)
}

/** Level 1…periods of each week before the one under test, 0 for none. */
function levelsBefore(week: number, { years, halfWindow, periods, weeksPerYear }: BaselineChoice): Uint16Array {
  const levels = new Uint16Array(week + 1)
  levels.fill(periods, Math.max(0, week - halfWindow), week + 1)
  for (let year = 1; year <= years; year += 1) {
    const reference = week - year * weeksPerYear
    levels.fill(periods, Math.max(0, reference - halfWindow), reference + halfWindow + 1)
    if (periods > 1) fillBlocks(levels, reference + halfWindow + 1, weeksPerYear - 2 * halfWindow - 1, periods - 1)
  }
  return levels
}

function fillBlocks(levels: Uint16Array, from: number, weeks: number, blocks: number): void {
  const length = Math.floor(weeks / blocks)
  let start = from
  for (let block = 1; block <= blocks; block += 1) {
    const next = start + length + (block <= weeks % blocks ? 1 : 0)
    levels.fill(block, start, next)
    start = next
  }
}

/** The windows alone, as in Farrington et al. 1996; weeks before the series began are left out. Null when none is left. */
export function windowBaseline(
  counts: ArrayLike<number>,
  week: number,
  { years, halfWindow, weeksPerYear }: Pick<BaselineChoice, 'years' | 'halfWindow' | 'weeksPerYear'>,
): Baseline | null {
  const kept: number[] = []
  for (let year = years; year >= 1; year -= 1) {
    const reference = week - year * weeksPerYear
    for (let t = Math.max(0, reference - halfWindow); t <= reference + halfWindow; t += 1)
      if (t < week && !Number.isNaN(counts[t])) kept.push(t)
  }
  return kept.length === 0 ? null : baselineOf(counts, week, kept, () => 0, 1)
}

function baselineOf(
  counts: ArrayLike<number>,
  week: number,
  kept: number[],
  levelAt: (week: number) => number,
  levelCount: number,
): Baseline {
  const baseline = {
    counts: new Float64Array(kept.length),
    times: new Float64Array(kept.length),
    levels: new Uint16Array(kept.length),
    levelCount,
  }
  for (let i = 0; i < kept.length; i += 1) {
    const t = kept[i] as number
    baseline.counts[i] = counts[t] as number
    baseline.times[i] = t - week
    baseline.levels[i] = levelAt(t)
  }
  return baseline
}
