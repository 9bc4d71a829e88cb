import { digamma, logGamma, trigamma } from './gamma-function.ts'
import { normalQuantile, normalTail } from './normal-law.ts'

/** How often a product and a hazard are reported together, each alone, and all reports. */
export type PairCount = { both: number; product: number; hazard: number; all: number }

/** A ratio with the one-sided p of being at most 1 and the lower end of its 95 % interval, on the log scale. */
export type Ratio = { value: number; p: number; logLower: number }

const Z_TWO_SIDED = normalQuantile(0.975)

/** How many joint reports chance would give: product × hazard / all. */
export function expectedOf({ product, hazard, all }: PairCount): number {
  return (product * hazard) / all
}

/** Proportional reporting ratio (Evans et al. 2001). */
export function prr(pair: PairCount): Ratio {
  const { a, b, c, d } = cells(pair)
  return ratio(a / (a + b) / (c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
}

/** Reporting odds ratio (van Puijenbroek et al. 2002). */
export function ror(pair: PairCount): Ratio {
  const { a, b, c, d } = cells(pair)
  return ratio((a * d) / (b * c), 1 / a + 1 / b + 1 / c + 1 / d)
}

/** χ² of the two-by-two table, with Yates's correction when asked. */
export function chiSquare(pair: PairCount, { yates = false } = {}): number {
  const { a, b, c, d } = cells(pair)
  const distance = Math.max(0, Math.abs(a * d - b * c) - (yates ? pair.all / 2 : 0))
  return (pair.all * distance * distance) / ((a + b) * (c + d) * (a + c) * (b + d))
}

/**
 * How likely chance alone brings so many joint reports or more when both margins stand (Fisher's exact test, one-sided), the seen count
 * itself weighed half (mid-p), as Ahmed et al. 2010 do before they control the share of false discoveries.
 */
export function chanceOf({ both, product, hazard, all }: PairCount): number {
  const margins = logChoose(all, product)
  let sum = 0
  for (let count = both; count <= Math.min(product, hazard); count += 1) {
    const term = Math.exp(logChoose(hazard, count) + logChoose(all - hazard, product - count) - margins)
    sum += count === both ? term / 2 : term
    if (count > (product * hazard) / all && term < sum * Number.EPSILON) break
  }
  return Math.min(1, Math.max(sum, Number.MIN_VALUE))
}

const logChoose = (of: number, chosen: number): number =>
  logGamma(of + 1) - logGamma(chosen + 1) - logGamma(of - chosen + 1)

/** Evans's rule: PRR ≥ 2, χ² ≥ 4 with Yates's correction, three reports or more. */
export function passesEvans(pair: PairCount): boolean {
  return prr(pair).value >= 2 && chiSquare(pair, { yates: true }) >= 4 && pair.both >= 3
}

/**
 * Information component of the Bayesian confidence propagation neural network (Bate et al. 1998, Norén's prior as in PhViD 1.0.8):
 * mean, and lower end of its 95 % interval by the normal approximation, in bits.
 */
export function informationComponent({ both, product, hazard, all }: PairCount): { value: number; lower: number } {
  const [p1, p2] = [1 + product, 1 + all - product]
  const [q1, q2] = [1 + hazard, 1 + all - hazard]
  const r1 = 1 + both
  const r2 = all - both - 1 + (2 + all) ** 2 / (q1 * p1)
  const value =
    (digamma(r1) - digamma(r1 + r2) - (digamma(p1) - digamma(p1 + p2) + digamma(q1) - digamma(q1 + q2))) / Math.LN2
  const variance =
    trigamma(r1) - trigamma(r1 + r2) + trigamma(p1) - trigamma(p1 + p2) + trigamma(q1) - trigamma(q1 + q2)
  return { value, lower: value - (Z_TWO_SIDED * Math.sqrt(variance)) / Math.LN2 }
}

/** The simple information component of Norén et al. 2013: log2 of (both + ½)/(expected + ½), and its lower 95 % end. */
export function simpleInformationComponent(pair: PairCount): { value: number; lower: number } {
  const shifted = pair.both + 0.5
  const value = Math.log2(shifted / (expectedOf(pair) + 0.5))
  return { value, lower: value - 3.3 / Math.sqrt(shifted) - 2 / shifted ** 1.5 }
}

/** Log-likelihood ratio of Huang et al. 2011 for one product among all reports of a hazard; 0 when not above expectation. */
export function logLikelihoodRatio(pair: PairCount): number {
  const expected = expectedOf(pair)
  if (pair.both <= expected) return 0
  const rest = pair.hazard - pair.both
  const others = rest === 0 ? 0 : rest * Math.log(rest / (pair.hazard - expected))
  return pair.both * Math.log(pair.both / expected) + others
}

function cells({ both, product, hazard, all }: PairCount) {
  return { a: both, b: product - both, c: hazard - both, d: all - product - hazard + both }
}

function ratio(value: number, logVariance: number): Ratio {
  const log = Math.log(value)
  const error = Math.sqrt(logVariance)
  return { value, p: normalTail(log / error), logLower: log - Z_TWO_SIDED * error }
}
