/**
 * A quasi-Poisson regression with log link of counts on one intercept per level and, if wished, a line in time, fitted by
 * iteratively reweighted least squares. Levels make the normal equations almost diagonal, so that a step costs one pass over the
 * counts and needs no matrix. Start, stopping rule and what is taken from the last step are those of R's `glm.fit`, so that
 * results agree to about 1e-12 and not only to the tolerance of the fit.
 */

/** Counts to learn from, oldest first, and where each lies: its time relative to the week under test and its level 0…levels−1. */
export type Baseline = { counts: Float64Array; times: Float64Array; levels: Uint16Array; levelCount: number }

export type QuasiPoissonFit = {
  converged: boolean
  /** ln of the mean of each level at time 0. */
  intercepts: Float64Array
  slope: number
  sloped: boolean
  means: Float64Array
  /** Of the last step, as in R: weight = prior weight × the mean before that step. */
  weights: Float64Array
  levelWeights: Float64Array
  levelTimes: Float64Array
  timeSpread: number
  freedom: number
}

const STEPS_MAX = 25
const STEP_ENDS = 1e-8

/** Fits by at most 25 steps until the deviance changes by less than 1e-8 of itself. `prior` weights each count, default 1. */
export function fitQuasiPoisson(baseline: Baseline, sloped: boolean, prior: Float64Array | null): QuasiPoissonFit {
  const fit = emptyFit(baseline, sloped)
  const etas = new Float64Array(baseline.counts.length)
  for (let i = 0; i < etas.length; i += 1) {
    const count = baseline.counts[i] as number
    etas[i] = startOf(count)
    fit.means[i] = count + 0.1
  }
  const saturated = saturatedPart(baseline.counts, prior)
  const before = deviance(baseline.counts, etas, fit.means, prior, saturated)
  if (sloped) stepWithSlope(baseline, prior, fit, etas, saturated, before)
  else stepByLevel(baseline, prior, fit, etas, saturated, before)
  return fit
}

function stepWithSlope(
  baseline: Baseline,
  prior: Float64Array | null,
  fit: QuasiPoissonFit,
  etas: Float64Array,
  saturated: number,
  start: number,
): void {
  let before = start
  for (let step = 0; step < STEPS_MAX; step += 1) {
    solve(baseline, prior, etas, fit)
    solveSlope(baseline, etas, fit)
    predict(baseline, etas, fit)
    const now = deviance(baseline.counts, etas, fit.means, prior, saturated)
    fit.converged = Math.abs(now - before) / (Math.abs(now) + 0.1) < STEP_ENDS
    if (fit.converged || !Number.isFinite(now)) return
    before = now
  }
}

/** Without a slope all counts of a level have the same mean after the first step, so that further steps go over levels only. */
function stepByLevel(
  baseline: Baseline,
  prior: Float64Array | null,
  fit: QuasiPoissonFit,
  etas: Float64Array,
  saturated: number,
  start: number,
): void {
  const { counts, levels, levelCount } = baseline
  const { priors, sums } = levelSums(baseline, prior)
  solve(baseline, prior, etas, fit)
  const means = fit.intercepts.map(Math.exp)
  const meansBefore = new Float64Array(levelCount)
  let before = start
  for (let step = 1; ; step += 1) {
    let fitted = 0
    for (let level = 0; level < levelCount; level += 1)
      fitted +=
        (sums[level] as number) * (fit.intercepts[level] as number) -
        (priors[level] as number) * (means[level] as number)
    const now = 2 * (saturated - fitted)
    fit.converged = Math.abs(now - before) / (Math.abs(now) + 0.1) < STEP_ENDS
    if (fit.converged || !Number.isFinite(now) || step === STEPS_MAX) break
    before = now
    meansBefore.set(means)
    for (let level = 0; level < levelCount; level += 1) {
      if (priors[level] === 0) continue
      const mean = means[level] as number
      ;(fit.intercepts[level] as number) += ((sums[level] as number) / (priors[level] as number) - mean) / mean
      means[level] = Math.exp(fit.intercepts[level] as number)
    }
  }
  for (let i = 0; i < counts.length; i += 1) {
    const level = levels[i] as number
    fit.means[i] = means[level] as number
    fit.weights[i] = (prior ? (prior[i] as number) : 1) * (meansBefore[level] as number)
  }
  for (let level = 0; level < levelCount; level += 1)
    fit.levelWeights[level] = (priors[level] as number) * (meansBefore[level] as number)
}

function levelSums({ counts, levels, levelCount }: Baseline, prior: Float64Array | null) {
  const priors = new Float64Array(levelCount)
  const sums = new Float64Array(levelCount)
  for (let i = 0; i < counts.length; i += 1) {
    const level = levels[i] as number
    const weight = prior ? (prior[i] as number) : 1
    ;(priors[level] as number) += weight
    ;(sums[level] as number) += weight * (counts[i] as number)
  }
  return { priors, sums }
}

function emptyFit({ counts, levels, levelCount }: Baseline, sloped: boolean): QuasiPoissonFit {
  const seen = new Uint8Array(levelCount)
  for (let i = 0; i < levels.length; i += 1) seen[levels[i] as number] = 1
  const used = seen.reduce((sum, one) => sum + one, 0)
  return {
    converged: false,
    intercepts: new Float64Array(levelCount),
    slope: 0,
    sloped,
    means: new Float64Array(counts.length),
    weights: new Float64Array(counts.length),
    levelWeights: new Float64Array(levelCount),
    levelTimes: new Float64Array(levelCount),
    timeSpread: 0,
    freedom: counts.length - used - (sloped ? 1 : 0),
  }
}

/** One weighted least squares step: each level's centre. */
function solve(
  { counts, times, levels, levelCount }: Baseline,
  prior: Float64Array | null,
  etas: Float64Array,
  fit: QuasiPoissonFit,
): void {
  const { weights, levelWeights, levelTimes, intercepts, means } = fit
  levelWeights.fill(0)
  levelTimes.fill(0)
  intercepts.fill(0)
  for (let i = 0; i < counts.length; i += 1) {
    const mean = means[i] as number
    const weight = prior ? (prior[i] as number) * mean : mean
    const level = levels[i] as number
    weights[i] = weight
    // What the step regresses on takes the place of the linear predictor, which is made anew after it.
    etas[i] = (etas[i] as number) + ((counts[i] as number) - mean) / mean
    ;(levelWeights[level] as number) += weight
    ;(intercepts[level] as number) += weight * (etas[i] as number)
    ;(levelTimes[level] as number) += weight * (times[i] as number)
  }
  for (let level = 0; level < levelCount; level += 1) {
    const weight = (levelWeights[level] as number) || 1
    ;(intercepts[level] as number) /= weight
    ;(levelTimes[level] as number) /= weight
  }
}

/** The common slope around those centres, in a pass of its own for precision, and each intercept at time 0. */
function solveSlope({ times, levels }: Baseline, working: Float64Array, fit: QuasiPoissonFit): void {
  const { weights, levelTimes, intercepts } = fit
  let square = 0
  let product = 0
  for (let i = 0; i < times.length; i += 1) {
    const level = levels[i] as number
    const away = (times[i] as number) - (levelTimes[level] as number)
    const weighted = (weights[i] as number) * away
    square += weighted * away
    product += weighted * ((working[i] as number) - (intercepts[level] as number))
  }
  fit.timeSpread = square
  fit.slope = product / square
  for (let level = 0; level < intercepts.length; level += 1)
    (intercepts[level] as number) -= fit.slope * (levelTimes[level] as number)
}

function predict({ times, levels }: Baseline, etas: Float64Array, fit: QuasiPoissonFit): void {
  for (let i = 0; i < etas.length; i += 1) {
    const eta = (fit.intercepts[levels[i] as number] as number) + fit.slope * (times[i] as number)
    etas[i] = eta
    fit.means[i] = Math.exp(eta)
  }
}

/** Most counts are small whole numbers: what is needed of them again and again is kept. */
const KEPT = 512
const starts = Float64Array.from({ length: KEPT }, (_, count) => Math.log(count + 0.1))
const saturatedParts = Float64Array.from({ length: KEPT }, (_, count) => count * Math.log(count) - count)

const startOf = (count: number): number => (count < KEPT ? starts[count] : undefined) ?? Math.log(count + 0.1)
const saturated = (count: number): number =>
  (count < KEPT ? saturatedParts[count] : undefined) ?? count * Math.log(count) - count

/** Σ w (y ln y − y): the part of half the deviance that no fit changes. */
function saturatedPart(counts: Float64Array, prior: Float64Array | null): number {
  let sum = 0
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i] as number
    if (count > 0) sum += (prior ? (prior[i] as number) : 1) * saturated(count)
  }
  return sum
}

function deviance(
  counts: Float64Array,
  etas: Float64Array,
  means: Float64Array,
  prior: Float64Array | null,
  saturated: number,
): number {
  let fitted = 0
  for (let i = 0; i < counts.length; i += 1) {
    const part = (counts[i] as number) * (etas[i] as number) - (means[i] as number)
    fitted += prior ? (prior[i] as number) * part : part
  }
  return 2 * (saturated - fitted)
}

/** Σ w r² / degrees of freedom with working residuals r = (y − μ)/μ; Pearson's dispersion when w are the fit's own weights. */
export function dispersionOf({ counts }: Baseline, fit: QuasiPoissonFit, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < counts.length; i += 1) {
    const mean = fit.means[i] as number
    const residual = ((counts[i] as number) - mean) / mean
    sum += (weights[i] as number) * residual * residual
  }
  return sum / fit.freedom
}

/** x′(X′WX)⁻¹x of a point at the given level and time: the variance of its ln mean, before dispersion. */
export function leverageAt(fit: QuasiPoissonFit, level: number, time: number): number {
  const own = 1 / (fit.levelWeights[level] as number)
  if (!fit.sloped) return own
  const away = time - (fit.levelTimes[level] as number)
  return own + (away * away) / fit.timeSpread
}
