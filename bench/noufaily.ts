import { BAYES_SIX_WEEKS, bayes } from '../src/alerts/signals/bayes.ts'
import { ears } from '../src/alerts/signals/ears.ts'
import { type FarringtonChoice, IMPROVED_FARRINGTON, ORIGINAL_FARRINGTON } from '../src/alerts/signals/farrington.ts'
import { flexibleBaseline } from '../src/alerts/signals/farrington-baseline.ts'
import { countedBound, deltaBound } from '../src/alerts/signals/farrington-bound.ts'
import { type Expected, modelOf } from '../src/alerts/signals/farrington-model.ts'
import { seeded } from '../src/alerts/signals/random.ts'
import { type CountDraw, countDrawer, normalDrawer } from './count-draws.ts'

/** θ, φ, β, γ1, γ2 of the seven kinds of series; each with 0, 1 or 2 harmonics, with and without trend: 42 (Noufaily et al. 2013). */
const KINDS = [
  [0.1, 1.5, 0.0025, 0.6, 0.6],
  [-2, 2, 0.005, 0.1, 0.3],
  [1.5, 1, 0.003, 0.2, -0.4],
  [0.5, 5, 0.002, 0.5, 0.5],
  [2.5, 3, 0.001, 1, 0.1],
  [3.75, 1.1, 0.001, 0.1, -0.1],
  [5, 1.2, 0.0001, 0.05, 0.01],
] as const
const WEEKS = 624
const FIRST_BASE = 312
const FIRST_TESTED = 575
const TESTED = WEEKS - FIRST_TESTED
const PAST_STRENGTHS = [0, 2, 3, 5, 10]
const PAST_OUTBREAKS = 4

type Scenario = { mean: (week: number) => number; dispersion: number }

const SCENARIOS: Scenario[] = KINDS.flatMap(([theta, dispersion, beta, gamma1, gamma2]) =>
  [0, 1, 2].flatMap((harmonics) =>
    [0, 1].map((trend) => ({
      dispersion,
      mean: (week: number) => {
        let log = theta + trend * beta * week
        for (let j = 1; j <= harmonics; j += 1) {
          const angle = (2 * Math.PI * j * week) / 52
          log += gamma1 * Math.cos(angle) + gamma2 * Math.sin(angle)
        }
        return Math.exp(log)
      },
    })),
  ),
)

type Sample = { quiet: Float64Array; troubled: Float64Array; outbreak: Float64Array; start: number }

/** The published result of the same run, where there is one (100 series each): FPR and POD. */
const REFERENCE: Record<string, [number, number]> = {
  'improved nbPlugin .005': [0.0058, 0.442],
  'improved nbPlugin .01': [0.0106, 0.518],
  'improved nbPlugin .05': [0.0437, 0.725],
  'improved muan .01': [0.0052, 0.409],
  'improved delta .01': [0.0138, 0.558],
  'original .01': [0.0358, 0.64],
  'C1 .01': [0.069, 0.652],
  'C2 .01': [0.0846, 0.677],
  'C3 .01': [0.0762, 0.542],
  'bayes1 .05': [0.101, 0.744],
}

type Score = {
  quietWeeks: number
  falseWeeks: number
  outbreaks: number
  found: number
  foundAtOnce: number
  tp: number
  fp: number
  fn: number
}
type Scores = Map<string, Score>

/** Prints, for each method, false alarms and detections over the 42 scenarios with `series` each, beside the reference. */
export function runNoufaily(series: number): void {
  const scores: Scores = new Map()
  SCENARIOS.forEach((scenario, i) => {
    for (let replicate = 0; replicate < series; replicate += 1) {
      const random = seeded(i * 1000 + replicate + 1)
      const sample = draw(scenario, random, countDrawer(random), normalDrawer(random))
      scoreFarrington(sample, scores)
      scoreSimple(sample, scores)
    }
  })
  for (const [method, score] of scores) console.log(lineOf(method, score))
  const main = scores.get('improved nbPlugin .01') as Score
  console.log(
    JSON.stringify({
      bench: 'scenarios',
      part: '42',
      series_each: series,
      ...figuresOf(main),
      reference_fpr: 0.0106,
      reference_pod: 0.518,
    }),
  )
}

function draw(scenario: Scenario, random: () => number, count: CountDraw, normal: () => number): Sample {
  const quiet = new Float64Array(WEEKS)
  for (let t = FIRST_BASE; t < WEEKS; t += 1) quiet[t] = count(scenario.mean(t + 1), scenario.dispersion)
  const plant = (into: Float64Array, start: number, strength: number) => {
    if (strength === 0) return
    let size = 0
    while (size < 1) size = count(strength * Math.sqrt(scenario.dispersion * scenario.mean(start + 1)), 1)
    for (let i = 0; i < size; i += 1) {
      const week = start + Math.floor(Math.exp(0.5 * normal()))
      if (week < into.length) into[week] = (into[week] as number) + 1
    }
  }
  const pastStrength = PAST_STRENGTHS[Math.floor(random() * PAST_STRENGTHS.length)] as number
  for (let i = 0; i < PAST_OUTBREAKS; i += 1)
    plant(quiet, FIRST_BASE + Math.floor(random() * (FIRST_TESTED - FIRST_BASE)), pastStrength)
  const outbreak = new Float64Array(WEEKS)
  const start = FIRST_TESTED + Math.floor(random() * TESTED)
  plant(outbreak, start, 1 + Math.floor(random() * 10))
  return { quiet, outbreak, start, troubled: quiet.map((value, t) => value + (outbreak[t] as number)) }
}

const VARIANTS = [
  ['improved nbPlugin .005', 'nbPlugin', 0.005],
  ['improved nbPlugin .01', 'nbPlugin', 0.01],
  ['improved nbPlugin .05', 'nbPlugin', 0.05],
  ['improved muan .01', 'muan', 0.01],
  ['improved delta .01', 'delta', 0.01],
] as const

function scoreFarrington(sample: Sample, scores: Scores): void {
  const improved = expectations(sample, IMPROVED_FARRINGTON, IMPROVED_FARRINGTON.weeksLeftOut)
  for (const [method, threshold, alpha] of VARIANTS)
    score(
      method,
      sample,
      scores,
      (counts, week, expected) => {
        if (!expected) return false
        const count = counts[week] as number
        const bound =
          threshold === 'delta'
            ? deltaBound(count, expected, alpha, '2/3')
            : countedBound(count, expected, alpha, threshold)
        return bound.score > 1 && enough(counts, week)
      },
      improved,
    )
  const original = expectations(sample, ORIGINAL_FARRINGTON, 3)
  score(
    'original .01',
    sample,
    scores,
    (counts, week, expected) => {
      if (!expected) return false
      return deltaBound(counts[week] as number, expected, 0.01, '2/3').score > 1 && enough(counts, week)
    },
    original,
  )
}

function enough(counts: Float64Array, week: number): boolean {
  return (counts[week] as number) > 0 && counts.slice(week - 3, week + 1).reduce((sum, count) => sum + count, 0) >= 5
}

type Expectations = { quiet: (Expected | null)[]; troubled: (Expected | null)[] }

/** A week sees the outbreak in its baseline only when it began before the weeks left out. */
function expectations(sample: Sample, choice: FarringtonChoice, weeksLeftOut: number): Expectations {
  const modelAt = (counts: Float64Array, week: number) => {
    const baseline = flexibleBaseline(counts, week, choice)
    return baseline && modelOf(baseline, choice.periods - 1, { ...choice, error: 'flexible' })
  }
  const quiet = Array.from({ length: TESTED }, (_, i) => modelAt(sample.quiet, FIRST_TESTED + i))
  const troubled = quiet.map((expected, i) =>
    FIRST_TESTED + i - weeksLeftOut > sample.start ? modelAt(sample.troubled, FIRST_TESTED + i) : expected,
  )
  return { quiet, troubled }
}

function scoreSimple(sample: Sample, scores: Scores): void {
  for (const method of ['C1', 'C2', 'C3'] as const) {
    const choice = { method, baseline: 7, spreadMin: 0, alpha: 0.01 }
    score(`${method} .01`, sample, scores, (counts, week) => ears(counts, week, choice)?.alarm === true)
  }
  score('bayes1 .05', sample, scores, (counts, week) => bayes(counts, week, BAYES_SIX_WEEKS)?.alarm === true)
}

type Alarm = (counts: Float64Array, week: number, expected: Expected | null) => boolean

function score(method: string, sample: Sample, scores: Scores, alarm: Alarm, given: Expectations | null = null): void {
  const row = scores.get(method) ?? {
    quietWeeks: 0,
    falseWeeks: 0,
    outbreaks: 0,
    found: 0,
    foundAtOnce: 0,
    tp: 0,
    fp: 0,
    fn: 0,
  }
  scores.set(method, row)
  let found = false
  for (let i = 0; i < TESTED; i += 1) {
    const week = FIRST_TESTED + i
    row.quietWeeks += 1
    if (alarm(sample.quiet, week, given?.quiet[i] ?? null)) row.falseWeeks += 1
    const raised = alarm(sample.troubled, week, given?.troubled[i] ?? null)
    const during = (sample.outbreak[week] as number) > 0
    if (during && raised) row.tp += 1
    if (during && !raised) row.fn += 1
    if (!during && raised) row.fp += 1
    if (raised && isBetween(sample, week)) {
      found = true
      if (week === sample.start) row.foundAtOnce += 1
    }
  }
  row.outbreaks += 1
  if (found) row.found += 1
}

function isBetween({ outbreak, start }: Sample, week: number): boolean {
  return week >= start && week <= outbreak.findLastIndex((extra) => extra > 0)
}

function figuresOf(score: Score) {
  const ppv = score.tp / (score.tp + score.fp)
  const sensitivity = score.tp / (score.tp + score.fn)
  return {
    fpr: round(score.falseWeeks / score.quietWeeks),
    pod: round(score.found / score.outbreaks),
    pod_1week: round(score.foundAtOnce / score.outbreaks),
    ppv: round(ppv),
    f1: round((2 * ppv * sensitivity) / (ppv + sensitivity)),
  }
}

function lineOf(method: string, score: Score): string {
  const { fpr, pod, pod_1week, ppv, f1 } = figuresOf(score)
  const [referenceFpr, referencePod] = REFERENCE[method] ?? [Number.NaN, Number.NaN]
  return `${method.padEnd(24)} FPR ${fpr} (${referenceFpr})  POD ${pod} (${referencePod})  POD1week ${pod_1week}  PPV ${ppv}  F1 ${f1}`
}

const round = (value: number): number => Number(value.toFixed(4))
