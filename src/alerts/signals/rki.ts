import { deviationOf, meanOf } from './moments.ts'
import { type ReferenceChoice, referenceCounts } from './reference-weeks.ts'

/**
 * Upper 95 % limits for a Poisson mean of 0…20 as the package tabulates them (surveillance, `CIdata`); they are data of that
 * implementation, not recomputed.
 */
const LIMITS = [
  3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364, 22.945,
  23.762, 25.4, 26.306, 27.735, 28.966, 30.017,
]
const TABLED_MEAN_MAX = 20

/** The rule of the Robert Koch Institute: above a mean of 20 mean + 2 standard deviations, below it the table (R: `algo.rki`). */
export function rki(
  counts: ArrayLike<number>,
  week: number,
  choice: ReferenceChoice,
): { upper: number; alarm: boolean } | null {
  const reference = referenceCounts(counts, week, choice)
  if (!reference || reference.length === 0) return null
  const mean = meanOf(reference)
  const upper = mean > TABLED_MEAN_MAX ? mean + 2 * deviationOf(reference) : (LIMITS[Math.floor(mean)] ?? Number.NaN)
  return { upper, alarm: (counts[week] as number) > upper }
}
