import type { RandomSource } from '../src/alerts/signals/random.ts'

/** Draws a count with the given mean and variance = dispersion × mean: Poisson at 1, negative binomial above. */
export type CountDraw = (mean: number, dispersion: number) => number

const KNUTH_MEAN_MAX = 30

/** Exact draws: Poisson by products of uniforms in steps of 30, negative binomial as Poisson of a gamma (Marsaglia & Tsang 2000). */
export function countDrawer(random: RandomSource): CountDraw {
  const normal = normalDrawer(random)
  return (mean, dispersion) => {
    if (mean <= 0) return 0
    if (dispersion <= 1) return poisson(mean, random)
    return poisson(gamma(mean / (dispersion - 1), random, normal) * (dispersion - 1), random)
  }
}

function poisson(mean: number, random: RandomSource): number {
  let count = 0
  for (let left = mean; left > 0; left -= KNUTH_MEAN_MAX) {
    const limit = Math.exp(-Math.min(left, KNUTH_MEAN_MAX))
    for (let product = random(); product > limit; product *= random()) count += 1
  }
  return count
}

/** Standard normal draws by Box & Muller's method. */
export function normalDrawer(random: RandomSource): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function gamma(shape: number, random: RandomSource, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, random, normal) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
