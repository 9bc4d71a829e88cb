import { digamma, logGamma } from './gamma-function.ts'
import { gammaCdf } from './gamma-law.ts'

/** How ratios of seen to expected reports vary over all pairs: a mixture of two gamma laws, the first with the given share. */
export type RatioPrior = { alpha1: number; beta1: number; alpha2: number; beta2: number; share: number }

/** What is known of one pair's ratio once its count is seen: again a mixture, the first gamma with share `first`. */
export type RatioPosterior = { first: number; shape1: number; rate1: number; shape2: number; rate2: number }

/** The gamma-Poisson shrinker of DuMouchel 1999: posterior of the ratio for `count` seen where `expected` were expected. */
export function ratioPosterior(count: number, expected: number, prior: RatioPrior): RatioPosterior {
  const log1 = Math.log(prior.share) + logMarginal(count, expected, prior.alpha1, prior.beta1)
  const log2 = Math.log1p(-prior.share) + logMarginal(count, expected, prior.alpha2, prior.beta2)
  return {
    first: 1 / (1 + Math.exp(log2 - log1)),
    shape1: prior.alpha1 + count,
    rate1: prior.beta1 + expected,
    shape2: prior.alpha2 + count,
    rate2: prior.beta2 + expected,
  }
}

/** EBGM: geometric mean of the posterior. A pair seen once with a tiny expectation is pulled towards 1. */
export function geometricMean({ first, shape1, rate1, shape2, rate2 }: RatioPosterior): number {
  return Math.exp(first * (digamma(shape1) - Math.log(rate1)) + (1 - first) * (digamma(shape2) - Math.log(rate2)))
}

/** The share of the posterior up to a ratio; EB05 ≥ 2 exactly when it is at most 0.05 at 2. */
export function ratioBelow(ratio: number, { first, shape1, rate1, shape2, rate2 }: RatioPosterior): number {
  return first * gammaCdf(ratio * rate1, shape1) + (1 - first) * gammaCdf(ratio * rate2, shape2)
}

const HALVINGS = 200

/** The ratio below which lies the share p of the posterior; p = 0.05 is EB05. By bisection on ln ratio, to double precision. */
export function ratioQuantile(p: number, posterior: RatioPosterior): number {
  const below = (ratio: number) => ratioBelow(ratio, posterior)
  let low = geometricMean(posterior)
  let high = low
  while (below(low) > p) low /= 2
  while (below(high) < p) high *= 2
  for (let i = 0; i < HALVINGS && high - low > Number.EPSILON * high; i += 1) {
    const middle = (low + high) / 2
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** ln of the negative binomial probability of the count, the ratio integrated over its gamma prior. */
function logMarginal(count: number, expected: number, alpha: number, beta: number): number {
  return (
    logGamma(alpha + count) -
    logGamma(alpha) -
    logGamma(count + 1) -
    alpha * Math.log1p(expected / beta) -
    count * Math.log1p(beta / expected)
  )
}
