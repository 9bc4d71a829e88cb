/** What the charts of Höhle & Paul 2008 compare: counts against the means expected without an outbreak. */
export type ChartInput = {
  counts: ArrayLike<number>
  /** Expected without an outbreak, one a step. */
  means: ArrayLike<number>
  /** Variance = mean + overdispersion × mean²; 0 is Poisson. With the dispersion φ of a model it is (φ − 1)/mean. */
  overdispersion: number | ArrayLike<number>
}

export type ChartStep = {
  /** The statistic after this step. */
  value: number
  /** How many cases this step would have needed for an alarm. */
  casesNeeded: number
  alarm: boolean
}

/**
 * Likelihood-ratio CUSUM for a rise by the factor e^κ: S ← max(0, S + log-likelihood ratio), alarm when S passes `limit`, then 0
 * again (Höhle & Paul 2008; R: `algo.glrnb` with a fixed theta). It adds up small excesses, so it finds slow rises that no single
 * week shows.
 */
export function likelihoodCusum(
  { counts, means, overdispersion }: ChartInput,
  kappa: number,
  limit: number,
): ChartStep[] {
  const steps: ChartStep[] = []
  let sum = 0
  for (let t = 0; t < counts.length; t += 1) {
    const alpha = typeof overdispersion === 'number' ? overdispersion : (overdispersion[t] as number)
    const { perCase, fixed } = ratioParts(means[t] as number, alpha, kappa)
    const casesNeeded = (limit - sum - fixed) / perCase
    sum = Math.max(0, sum + perCase * (counts[t] as number) + fixed)
    const alarm = sum > limit
    steps.push({ value: sum, casesNeeded, alarm })
    if (alarm) sum = 0
  }
  return steps
}

/** ln of the likelihood ratio is perCase × count + fixed. */
function ratioParts(mean: number, alpha: number, kappa: number): { perCase: number; fixed: number } {
  const rise = Math.exp(kappa)
  if (alpha === 0) return { perCase: kappa, fixed: (1 - rise) * mean }
  const log = Math.log((1 + alpha * mean) / (1 + alpha * mean * rise))
  return { perCase: kappa + log, fixed: log / alpha }
}
