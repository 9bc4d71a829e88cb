import { countTail, lawOf } from '../src/alerts/signals/count-law.ts'
import { likelihoodCusum } from '../src/alerts/signals/likelihood-cusum.ts'
import { seeded } from '../src/alerts/signals/random.ts'
import { countDrawer } from './count-draws.ts'

const DISPERSION = 1.5
const KAPPA = Math.log(1.5)
const QUIET_WEEKS = 20_000
const RISES = 600
const RISE_WEEKS = 10
const WARM_WEEKS = 30
const CASES = [
  [1, 2],
  [3, 1.5],
  [3, 2],
  [10, 1.3],
] as const
const LIMITS = [3, 4, 5]

/**
 * Sustained rises of ten weeks with a known baseline: the likelihood-ratio CUSUM and the one-week test, whose p is set so that both raise
 * the same share of false alarms in quiet weeks.
 */
export function runSlowRises(): void {
  for (const [mean, rise] of CASES)
    for (const limit of LIMITS) {
      const draw = countDrawer(seeded(7))
      const quiet = Float64Array.from({ length: QUIET_WEEKS }, () => draw(mean, DISPERSION))
      const fpr = raisedBySum(quiet, mean, limit).length / QUIET_WEEKS
      const ps = [...quiet].map((count) => countTail(count, lawOf(mean, DISPERSION))).sort((a, b) => a - b)
      const p = ps[Math.floor(fpr * QUIET_WEEKS)] as number
      const found = { week: 0, sum: 0 }
      for (let i = 0; i < RISES; i += 1) {
        const counts = Float64Array.from({ length: WARM_WEEKS + RISE_WEEKS }, (_, t) =>
          draw(t < WARM_WEEKS ? mean : mean * rise, DISPERSION),
        )
        if (raisedBySum(counts, mean, limit).some((t) => t >= WARM_WEEKS)) found.sum += 1
        if (counts.slice(WARM_WEEKS).some((count) => countTail(count, lawOf(mean, DISPERSION)) <= p)) found.week += 1
      }
      const figures = { false_alarms_a_week: fpr, found_by_week: found.week / RISES, found_by_sum: found.sum / RISES }
      console.log(JSON.stringify({ bench: 'scenarios', part: 'rises', mean, rise, limit, ...rounded(figures) }))
    }
}

function raisedBySum(counts: Float64Array, mean: number, limit: number): number[] {
  const means = new Float64Array(counts.length).fill(mean)
  const steps = likelihoodCusum({ counts, means, overdispersion: (DISPERSION - 1) / mean }, KAPPA, limit)
  return steps.flatMap(({ alarm }, t) => (alarm ? [t] : []))
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))]))
}
