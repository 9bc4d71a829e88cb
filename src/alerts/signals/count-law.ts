import { stirlingError } from './gamma-function.ts'
import { normalQuantile } from './normal-law.ts'

/**
 * How a count varies: negative binomial with variance mean + mean²/size; `size: Infinity` is Poisson.
 * With the dispersion φ of a quasi-Poisson model, size = mean/(φ − 1).
 */
export type CountLaw = { mean: number; size: number }

const TERM_SHARE_MIN = 1e-18
const MEAN_MAX = 1e9
const FUZZ = 8 * Number.EPSILON

/** The law with the given mean and variance = dispersion × mean, dispersion ≥ 1. */
export function lawOf(mean: number, dispersion: number): CountLaw {
  return { mean, size: dispersion > 1 ? mean / (dispersion - 1) : Number.POSITIVE_INFINITY }
}

/** P(Y = y) for whole y ≥ 0, by Loader's saddle-point expansion (2000), which keeps full precision for large counts. */
export function countMass(y: number, { mean, size }: CountLaw): number {
  if (mean === 0) return y === 0 ? 1 : 0
  if (y === 0) return Math.exp(size === Number.POSITIVE_INFINITY ? -mean : -size * Math.log1p(mean / size))
  if (size === Number.POSITIVE_INFINITY)
    return Math.exp(-stirlingError(y) - deviancePart(y, mean)) / Math.sqrt(2 * Math.PI * y)
  const n = y + size
  const expected = (n * mean) / (size + mean)
  const log = stirlingError(n) - stirlingError(size) - stirlingError(y)
  const parts = deviancePart(size, n - expected) + deviancePart(y, expected)
  return Math.exp(log - parts) * Math.sqrt(size / (2 * Math.PI * n * y))
}

/** P(Y ≥ y): summed from y away from the mean, so that small tails keep their relative precision. NaN in, NaN out. */
export function countTail(y: number, law: CountLaw): number {
  if (Number.isNaN(y) || Number.isNaN(law.mean) || law.mean > MEAN_MAX) return Number.NaN
  if (y <= 0) return 1
  return y > law.mean ? sumUp(Math.ceil(y), law) : 1 - sumDown(Math.ceil(y) - 1, law)
}

/** The smallest y with P(Y > y) ≤ alpha: the bound that a count must pass. NaN when the mean is beyond counting (1e9). */
export function countBound(alpha: number, law: CountLaw): number {
  const { mean, size } = law
  if (Number.isNaN(mean) || mean > MEAN_MAX || !(alpha >= 0 && alpha <= 1)) return Number.NaN
  if (mean === 0 || alpha === 1) return 0
  if (alpha === 0) return Number.POSITIVE_INFINITY
  const allowed = alpha + (1 - alpha) * FUZZ
  let y = firstGuess(alpha, mean, size)
  let beyond = countTail(y + 1, law)
  if (beyond > allowed) {
    while (beyond > allowed) {
      y += 1
      beyond -= countMass(y, law)
      if (beyond < allowed * 1e-3) beyond = countTail(y + 1, law)
    }
    return y
  }
  while (y > 0 && beyond + countMass(y, law) <= allowed) {
    beyond += countMass(y, law)
    y -= 1
  }
  return y
}

/** Cornish–Fisher: mean and spread corrected for skewness. */
function firstGuess(alpha: number, mean: number, size: number): number {
  const spread = Math.sqrt(mean + (mean * mean) / size)
  const skewness = (1 + (2 * mean) / size) / spread
  const z = normalQuantile(1 - alpha)
  return Math.max(0, Math.floor(mean + spread * (z + (skewness * (z * z - 1)) / 6) + 0.5))
}

function sumUp(from: number, law: CountLaw): number {
  const q = law.mean / (law.mean + law.size)
  let term = countMass(from, law)
  let sum = 0
  for (let k = from; term > sum * TERM_SHARE_MIN; k += 1) {
    sum += term
    term *= law.size === Number.POSITIVE_INFINITY ? law.mean / (k + 1) : ((k + law.size) / (k + 1)) * q
  }
  return sum
}

function sumDown(from: number, law: CountLaw): number {
  const q = law.mean / (law.mean + law.size)
  let term = countMass(from, law)
  let sum = 0
  for (let k = from; k >= 0 && term > sum * TERM_SHARE_MIN; k -= 1) {
    sum += term
    term *= law.size === Number.POSITIVE_INFINITY ? k / law.mean : k / ((k - 1 + law.size) * q)
  }
  return sum
}

/** x ln(x/m) + m − x without cancellation when x is near m (Loader 2000, "bd0"). */
function deviancePart(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = (x - m) / (x + m)
  let sum = (x - m) * v
  let term = 2 * x * v
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v
    const next = sum + term / (2 * j + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}
