import { type Baseline, dispersionOf, fitQuasiPoisson, leverageAt, type QuasiPoissonFit } from './quasi-poisson.ts'
import { studentTail } from './student-law.ts'

export type ModelChoice = {
  trend: boolean
  /** The trend is kept when its two-sided p is below this. */
  trendBelow: number
  /** Standardised Anscombe residual above which a past week counts less; null: no week does. */
  reweightAbove: number | null
  years: number
  /** Which dispersion carries into the standard error: see `Expected.standardError`. */
  error: 'flexible' | 'original'
}

/** What the week under test is expected to bring. */
export type Expected = {
  /** ln of the expected count. */
  eta: number
  /**
   * Of eta. 'flexible' copies a quirk of `farringtonFlexible`: after reweighting its dispersion is Σ ω r²/(n − p) over working
   * residuals with the prior weights ω, not Pearson's; 'original' uses Pearson's, at least 1.
   */
  standardError: number
  /** Pearson's, at least 1: variance = dispersion × mean. */
  dispersion: number
  /** Weekly change of ln mean, null when no trend was kept. */
  slope: number | null
}

const TREND_YEARS_MIN = 3

/**
 * The model of Farrington et al. 1996 and Noufaily et al. 2013: quasi-Poisson with level and trend, past outbreaks weighted down
 * by their Anscombe residuals, trend kept only when significant, at least three years long, and not leading above every past
 * count. Null when the fit does not converge or leaves no degree of freedom.
 */
export function modelOf(baseline: Baseline, level: number, choice: ModelChoice): Expected | null {
  const trended = choice.trend ? fitReweighted(baseline, true, choice) : null
  if (trended && keepsTrend(baseline, trended, level, choice)) return expectedOf(trended, level, choice)
  const plain = trended && !trended.fit.sloped ? trended : fitReweighted(baseline, false, choice)
  return plain && expectedOf(plain, level, choice)
}

type Fitted = { fit: QuasiPoissonFit; dispersion: number; errorDispersion: number }

function fitReweighted(baseline: Baseline, sloped: boolean, choice: ModelChoice): Fitted | null {
  let fit = fitQuasiPoisson(baseline, sloped, null)
  if (!fit.converged && sloped) fit = fitQuasiPoisson(baseline, false, null)
  if ((!fit.converged && choice.error === 'flexible') || fit.freedom < 1) return null
  const pearson = dispersionOf(baseline, fit, fit.weights)
  if (choice.reweightAbove === null) return { fit, dispersion: Math.max(1, pearson), errorDispersion: pearson }
  const prior = weightsOfPast(baseline, fit, Math.max(1, pearson), choice.reweightAbove)
  const refit = fitQuasiPoisson(baseline, fit.sloped, prior)
  const again = dispersionOf(baseline, refit, refit.weights)
  const errorDispersion = choice.error === 'flexible' ? dispersionOf(baseline, refit, prior) : again
  return { fit: refit, dispersion: Math.max(1, again), errorDispersion }
}

/** γ·s⁻² where the standardised Anscombe residual s passes the threshold, γ elsewhere, so that weights sum to n. */
function weightsOfPast(baseline: Baseline, fit: QuasiPoissonFit, dispersion: number, above: number): Float64Array {
  const weights = new Float64Array(baseline.counts.length)
  let sum = 0
  for (let i = 0; i < weights.length; i += 1) {
    const leverage =
      (fit.weights[i] as number) * leverageAt(fit, baseline.levels[i] as number, baseline.times[i] as number)
    const residual =
      anscombe(baseline.counts[i] as number, fit.means[i] as number) / Math.sqrt(dispersion * (1 - leverage))
    weights[i] = residual > above ? 1 / (residual * residual) : 1
    sum += weights[i] as number
  }
  const scale = weights.length / sum
  for (let i = 0; i < weights.length; i += 1) (weights[i] as number) *= scale
  return weights
}

function anscombe(count: number, mean: number): number {
  const root = Math.sqrt(mean)
  return 1.5 * (twoThirds(count) / Math.cbrt(root) - root)
}

const KEPT = 512
const powers = Float64Array.from({ length: KEPT }, (_, count) => count ** (2 / 3))
const twoThirds = (count: number): number => (count < KEPT ? powers[count] : undefined) ?? count ** (2 / 3)

function keepsTrend(baseline: Baseline, fitted: Fitted, level: number, choice: ModelChoice): boolean {
  const { fit, errorDispersion } = fitted
  if (!fit.sloped || choice.years < TREND_YEARS_MIN) return false
  if (Math.exp(fit.intercepts[level] as number) > largestOf(baseline.counts)) return false
  const t = fit.slope / Math.sqrt(errorDispersion / fit.timeSpread)
  return 2 * studentTail(Math.abs(t), fit.freedom) < choice.trendBelow
}

function largestOf(counts: Float64Array): number {
  let largest = 0
  for (let i = 0; i < counts.length; i += 1) largest = Math.max(largest, counts[i] as number)
  return largest
}

function expectedOf({ fit, dispersion, errorDispersion }: Fitted, level: number, choice: ModelChoice): Expected {
  const carried = choice.error === 'original' ? dispersion : errorDispersion
  return {
    eta: fit.intercepts[level] as number,
    standardError: Math.sqrt(carried * leverageAt(fit, level, 0)),
    dispersion,
    slope: fit.sloped ? fit.slope : null,
  }
}
