import { type CountLaw, countBound, countTail } from './count-law.ts'
import { type ReferenceChoice, referenceCounts } from './reference-weeks.ts'

export type BayesChoice = ReferenceChoice & { alpha: number }

/** "bayes1" of R's surveillance: the six weeks before, for series with weeks of history instead of years. */
export const BAYES_SIX_WEEKS: BayesChoice = { years: 0, width: 6, recent: true, weeksPerYear: 52, alpha: 0.05 }

/**
 * Predictive test with a gamma prior (shape ½, rate 0): after n weeks with sum S the next count is negative binomial with size
 * S + ½ and mean (S + ½)/n (Riebler 2004; R: `algo.bayes`).
 */
export function bayes(
  counts: ArrayLike<number>,
  week: number,
  choice: BayesChoice,
): { upper: number; p: number; alarm: boolean } | null {
  const reference = referenceCounts(counts, week, choice)
  if (!reference || reference.length === 0) return null
  const law = predictiveLaw(reference)
  const count = counts[week] as number
  const upper = countBound(choice.alpha, law)
  return { upper, p: countTail(count, law), alarm: count > upper }
}

function predictiveLaw(reference: number[]): CountLaw {
  const size = reference.reduce((sum, count) => sum + count, 0) + 0.5
  return { mean: size / reference.length, size }
}
