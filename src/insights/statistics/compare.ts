import { normalTail } from '../../alerts/signals/normal-law.ts'

/** Two-sided p of no difference; null where there is too little to say. */
export type Compared = { p: number | null }

/** Fewer expected in any of the four cells, and the normal approximation does not hold (Cochran's rule). */
const expectedMin = 5
/** Fewer events in both periods together are not compared. */
const eventsMin = 20

/** Whether two shares differ: the score test of two proportions with pooled variance (χ² of the 2×2 table without correction). */
export function compareShares(now: { well: number; of: number }, before: { well: number; of: number }): Compared {
  const of = now.of + before.of
  const pooled = of === 0 ? 0 : (now.well + before.well) / of
  const least = Math.min(now.of, before.of) * Math.min(pooled, 1 - pooled)
  if (least < expectedMin) return { p: null }
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.of + 1 / before.of))
  return { p: twoSided((now.well / now.of - before.well / before.of) / error) }
}

/**
 * Whether two counts over times of given lengths come from the same rate: the Wald test of the log rate ratio, its variance widened by
 * `dispersion` (variance over mean of the daily counts, from 1 on), since reports come in bunches (quasi-Poisson; McCullagh & Nelder 1989 §6).
 */
export function compareRates(
  now: { count: number; days: number },
  before: { count: number; days: number },
  dispersion: number,
): Compared {
  if (now.count + before.count < eventsMin || now.days <= 0 || before.days <= 0) return { p: null }
  // Half an event on either side answers also where one of them is none.
  const [a, b] = [now.count + 0.5, before.count + 0.5]
  const error = Math.sqrt(Math.max(1, dispersion) * (1 / a + 1 / b))
  return { p: twoSided(Math.log(a / now.days / (b / before.days)) / error) }
}

/**
 * Whether more of the same things went one way than the other: McNemar's test of the pairs that changed, the rest says nothing (McNemar 1947).
 */
export function compareMoves({ up, down }: { up: number; down: number }): Compared {
  if (up + down < eventsMin) return { p: null }
  return { p: twoSided((up - down) / Math.sqrt(up + down)) }
}

/** Variance over mean of counts, 1 at least; 1 also for fewer than two counts or none at all. */
export function dispersionOf(counts: number[]): number {
  const mean = counts.reduce((sum, one) => sum + one, 0) / Math.max(1, counts.length)
  if (counts.length < 2 || mean === 0) return 1
  const square = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (counts.length - 1)
  return Math.max(1, square / mean)
}

const twoSided = (z: number): number => Math.min(1, 2 * normalTail(Math.abs(z)))
