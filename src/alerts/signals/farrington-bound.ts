import { countBound, countTail, lawOf } from './count-law.ts'
import type { Expected } from './farrington-model.ts'
import { normalQuantile, normalTail } from './normal-law.ts'

/** How far a count may go, and how surprising the seen one is. NaN where nothing can be said. */
export type Bound = { upper: number; p: number; score: number }

export type Power = '2/3' | '1/2' | 'none'
const EXPONENTS: Record<Power, number> = { '2/3': 2 / 3, '1/2': 1 / 2, none: 1 }

/**
 * The bound of Farrington et al. 1996: normal on a power scale, with the uncertainty of the mean. `alpha` is the share beyond the
 * upper bound. p = 1 − Φ((y^e − μ^e)/σ).
 */
export function deltaBound(count: number, expected: Expected, alpha: number, power: Power): Bound {
  const mean = Math.exp(expected.eta)
  const error = mean * expected.standardError
  const tau = expected.dispersion + (error * error) / mean
  const e = EXPONENTS[power]
  const spread = e * Math.sqrt(mean ** (2 * e - 1) * tau)
  const z = normalQuantile(1 - alpha) * spread
  const ends = [-z, z].map((side) => (mean ** e + side) ** (1 / e)).filter((end) => !Number.isNaN(end))
  const upper = ends.length === 0 ? Number.NaN : Math.max(...ends)
  return { upper, p: normalTail((count ** e - mean ** e) / spread), score: (count - mean) / (upper - mean) }
}

/**
 * The bound of Noufaily et al. 2013: a quantile of the negative binomial with the model's mean ('nbPlugin') or with the upper
 * 1 − alpha limit of that mean ('muan'). The score has ln μ where one would expect μ, as `farringtonFlexible` computes it; it is above
 * 1 exactly when the count passes the bound, for a bound above ln μ.
 */
export function countedBound(count: number, expected: Expected, alpha: number, kind: 'nbPlugin' | 'muan'): Bound {
  const raised = kind === 'muan' ? normalQuantile(1 - alpha) * expected.standardError : 0
  const law = lawOf(Math.exp(expected.eta + raised), expected.dispersion)
  const upper = countBound(alpha, law)
  return { upper, p: countTail(count, law), score: (count - expected.eta) / (upper - expected.eta) }
}
