import type { ChartInput } from './likelihood-cusum.ts'

export type GlrChoice = {
  limit: number
  /** 1 watches for a rise, −1 for a fall. */
  direction: 1 | -1
  /** Steps at least needed to estimate a change. */
  stepsMin: number
  /** How many steps back a change may lie; null: any. */
  stepsBack: number | null
}

export type GlrStep = { value: number; alarm: boolean }
type Chart = { counts: ArrayLike<number>; means: ArrayLike<number>; alpha: number }

/**
 * Generalised likelihood ratio chart (Höhle & Paul 2008; R: `algo.glrnb` without theta): the best log-likelihood ratio over when a
 * change began and how large it is; after an alarm the chart starts anew. One overdispersion for the whole chart.
 */
export function likelihoodGlr(input: ChartInput & { overdispersion: number }, choice: GlrChoice): GlrStep[] {
  const steps: GlrStep[] = []
  let start = 0
  for (let t = 0; t < input.counts.length; t += 1) {
    const value = statistic(input, start, t, choice)
    const alarm = value >= choice.limit
    steps.push({ value: Math.max(0, value), alarm })
    if (alarm) start = t + 1
  }
  return steps
}

/** How many cases the step `at` would have needed for an alarm, all before as seen since the chart's last start. */
export function glrCasesNeeded(
  input: ChartInput & { overdispersion: number },
  choice: GlrChoice,
  casesMax = 100_000,
): number[] {
  const seen = likelihoodGlr(input, choice)
  let start = 0
  return seen.map(({ alarm }, t) => {
    const changed = Float64Array.from(input.counts)
    let cases = 0
    for (; cases < casesMax; cases += 1) {
      changed[t] = cases
      const value = statistic({ ...input, counts: changed }, start, t, choice)
      if (choice.direction * value >= choice.direction * choice.limit) break
    }
    if (alarm) start = t + 1
    return cases
  })
}

function statistic(
  input: ChartInput & { overdispersion: number },
  start: number,
  now: number,
  choice: GlrChoice,
): number {
  const chart = { counts: input.counts, means: input.means, alpha: input.overdispersion }
  return chart.alpha === 0 ? poissonStatistic(chart, start, now, choice) : binomialStatistic(chart, start, now, choice)
}

function poissonStatistic({ counts, means }: Chart, start: number, now: number, choice: GlrChoice): number {
  const { direction, stepsBack, stepsMin } = choice
  // As the package: with a window the change lies at least stepsMin steps back; without it only the first steps are skipped.
  const latest = stepsBack === null ? now : now - stepsMin
  if (now - start < (stepsBack === null ? stepsMin - 1 : stepsMin)) return 0
  const earliest = stepsBack === null ? start : Math.max(start, now - stepsBack)
  let seen = 0
  let expected = 0
  let best = Number.NEGATIVE_INFINITY
  for (let k = now; k >= earliest; k -= 1) {
    seen += counts[k] as number
    expected += means[k] as number
    if (k > latest) continue
    const kappa = direction * Math.max(0, direction * Math.log(seen / expected))
    const value = kappa * seen + (1 - Math.exp(kappa)) * expected
    if (value > best) best = value
  }
  return best
}

const NEWTON_STEPS_MAX = 1000
const NEWTON_ENDS = 1e-6
const KAPPA_MIN = -18

function binomialStatistic(chart: Chart, start: number, now: number, choice: GlrChoice): number {
  const { direction, stepsBack, stepsMin } = choice
  if (now - start < Math.max(0, stepsMin - 1)) return 0
  const earliest = stepsBack === null ? start : Math.max(start, now - stepsBack)
  let best = Number.NEGATIVE_INFINITY
  let kappa = 0.5
  for (let k = earliest; k <= now - (stepsMin - 1); k += 1) {
    kappa = direction * Math.max(0, direction * likeliestRise(chart, k, now, kappa))
    const value = logRatio(chart, k, now, kappa)
    if (value > best) best = value
  }
  return best
}

/** Newton's steps on the score of κ, from the last estimate. */
function likeliestRise({ counts, means, alpha }: Chart, from: number, to: number, guess: number): number {
  let before = 0.4
  let kappa = guess
  for (let step = 0; step < NEWTON_STEPS_MAX; step += 1) {
    if (!(kappa > KAPPA_MIN && Math.abs(kappa - before) > NEWTON_ENDS)) break
    before = kappa
    const rise = Math.exp(kappa)
    let score = 0
    let curvature = 0
    for (let i = from; i <= to; i += 1) {
      const mean = means[i] as number
      const spread = 1 + alpha * rise * mean
      score += ((counts[i] as number) - rise * mean) / spread
      curvature += (mean * (alpha * (counts[i] as number) + 1)) / (spread * spread)
    }
    kappa = before + score / (rise * curvature)
  }
  return kappa
}

function logRatio({ counts, means, alpha }: Chart, from: number, to: number, kappa: number): number {
  const rise = Math.exp(kappa)
  let sum = 0
  for (let i = from; i <= to; i += 1) {
    const mean = means[i] as number
    const count = counts[i] as number
    sum += kappa * count + (count + 1 / alpha) * Math.log((1 + alpha * mean) / (1 + alpha * mean * rise))
  }
  return sum
}
