import { z } from 'zod'
import {
  type FarringtonChoice,
  type FarringtonWeek,
  farrington,
  IMPROVED_FARRINGTON,
  originalFarrington,
} from '../../src/alerts/signals/farrington.ts'
import { flexibleBaseline } from '../../src/alerts/signals/farrington-baseline.ts'
import { type Expected, modelOf } from '../../src/alerts/signals/farrington-model.ts'
import { normalQuantile } from '../../src/alerts/signals/normal-law.ts'
import { type Counts, numbers, optional } from './shapes.ts'
import type { Tally } from './tally.ts'

const control = z.looseObject({
  b: optional(z.number()),
  w: optional(z.number()),
  alpha: optional(z.number()),
  trend: optional(z.boolean()),
  pThresholdTrend: optional(z.number()),
  limit54: optional(z.tuple([z.number(), z.number()])),
  powertrans: optional(z.enum(['2/3', '1/2', 'none'])),
  reweight: optional(z.boolean()),
  weightsThreshold: optional(z.number()),
  noPeriods: optional(z.number()),
  pastWeeksNotIncluded: optional(z.number()),
  thresholdMethod: optional(z.enum(['delta', 'nbPlugin', 'muan'])),
})

export const farringtonCase = z.looseObject({
  series: z.string(),
  fn: z.string(),
  control,
  firstIndex1Based: z.number(),
  upperbound: numbers,
  alarm: numbers,
  expected: optional(numbers),
  pvalue: optional(numbers),
  score: optional(numbers),
  phi: optional(numbers),
  mu0: optional(numbers),
  trend: optional(numbers),
  trendCoef: optional(numbers),
})
type FarringtonCase = z.infer<typeof farringtonCase>

/** Every week of one run of `farringtonFlexible` or `farrington`. */
export function compareFarrington(one: FarringtonCase, counts: Counts, weeksPerYear: number, tally: Tally): void {
  const flexible = one.fn === 'farringtonFlexible'
  const choice = choiceOf(one.control, flexible, weeksPerYear)
  const method = flexible ? `farrington-${choice.threshold}` : 'farrington-original'
  tally.addCase(method)
  one.upperbound.forEach((upper, i) => {
    const week = one.firstIndex1Based - 1 + i
    const ours = flexible ? farrington(counts, week, choice) : originalFarrington(counts, week, choice)
    const at = `${one.series} ${week + 1}`
    const bound = ours?.enoughCases ? ours.upper : flexible ? null : 0
    tally.addValue(method, `${at} bound`, upper, bound)
    tally.addAlarm(method, one.alarm[i] ?? null, ours?.alarm ?? null)
    if (flexible) compareRest(one, i, ours, choice, (what, a, b) => tally.addValue(method, `${at} ${what}`, a, b))
    if (one.trend && ours && (one.trend[i] === 1) !== (ours.expected.slope !== null))
      tally.addOther(method, 'trend_differences', 1)
    if (ours?.caution) tally.addOther(method, 'weeks_with_caution', 1)
  })
}

/** The package's defaults where a case names no value. */
function choiceOf(given: FarringtonCase['control'], flexible: boolean, weeksPerYear: number): FarringtonChoice {
  const halfWindow = given.w ?? 3
  const [casesMin, casesWeeks] = given.limit54 ?? [5, 4]
  return {
    ...IMPROVED_FARRINGTON,
    years: given.b ?? 5,
    halfWindow,
    periods: given.noPeriods ?? 1,
    weeksLeftOut: given.pastWeeksNotIncluded ?? halfWindow,
    weeksPerYear,
    trend: given.trend ?? true,
    trendBelow: flexible ? (given.pThresholdTrend ?? 0.05) : 0.05,
    reweightAbove: given.reweight === false ? null : flexible ? (given.weightsThreshold ?? 2.58) : 1,
    threshold: given.thresholdMethod ?? 'delta',
    power: given.powertrans ?? '2/3',
    alpha: given.alpha ?? 0.05,
    casesMin,
    casesWeeks,
  }
}

type Compare = (what: string, reference: number | null, ours: number | null) => void

function compareRest(
  one: FarringtonCase,
  i: number,
  ours: FarringtonWeek | null,
  choice: FarringtonChoice,
  add: Compare,
): void {
  const { eta, standardError, dispersion } = ours?.expected ?? {
    eta: Number.NaN,
    standardError: Number.NaN,
    dispersion: Number.NaN,
  }
  const mean = Math.exp(eta)
  // Where no model converges the package leaves the expected count at 0.
  const told = ours ? (ours.enoughCases && !Number.isNaN(ours.upper) ? mean : null) : 0
  if (one.expected) add('expected', one.expected[i] ?? null, told)
  if (one.phi) add('phi', one.phi[i] ?? null, dispersion)
  if (one.pvalue) add('p', one.pvalue[i] ?? null, ours?.p ?? null)
  if (one.score) add('score', one.score[i] ?? null, ours?.score ?? null)
  const raised = mean * Math.exp(normalQuantile(1 - choice.alpha) * standardError)
  if (one.mu0 && choice.threshold !== 'delta')
    add('mu0', one.mu0[i] ?? null, choice.threshold === 'muan' ? raised : mean)
}

const fitRow = z.tuple([z.number(), z.number(), z.number(), z.number()])
export const fittedSeries = z.looseObject({
  base: z.array(z.number()),
  outbreak: z.array(z.number()),
  imp_base: z.array(fitRow.nullable()),
  orig_base: z.array(fitRow.nullable()),
  imp_ob: z.array(fitRow.nullable()),
  orig_ob: z.array(fitRow.nullable()),
})

/** The model alone: ln mean, its error, dispersion and trend of 49 weeks × two set-ups × with and without an outbreak. */
export function compareFits(one: z.infer<typeof fittedSeries>, tally: Tally): void {
  const quiet = Float64Array.from(one.base)
  const troubled = quiet.slice()
  const first = quiet.length - one.outbreak.length
  one.outbreak.forEach((extra, i) => {
    troubled[first + i] = (quiet[first + i] as number) + extra
  })
  const sets = [
    ['improved', quiet, one.imp_base],
    ['improved', troubled, one.imp_ob],
    ['original', quiet, one.orig_base],
    ['original', troubled, one.orig_ob],
  ] as const
  for (const [kind, counts, rows] of sets) {
    const method = `fit-${kind}`
    tally.addCase(method)
    rows.forEach((row, i) => {
      const ours = kind === 'improved' ? improvedFit(counts, first + i) : originalFit(counts, first + i)
      if (!row || !ours) {
        tally.addValue(method, `week ${first + i + 1}`, row ? 1 : null, ours ? 1 : null)
        return
      }
      const [eta, error, dispersion, trend] = row
      tally.addValue(method, `eta ${first + i + 1}`, eta, ours.eta)
      tally.addValue(method, `error ${first + i + 1}`, error, ours.standardError)
      tally.addValue(method, `phi ${first + i + 1}`, dispersion, ours.dispersion)
      if ((trend === 1) !== (ours.slope !== null)) tally.addOther(method, 'trend_differences', 1)
    })
  }
}

function improvedFit(counts: Counts, week: number): Expected | null {
  const baseline = flexibleBaseline(counts, week, IMPROVED_FARRINGTON)
  return baseline && modelOf(baseline, 9, { ...IMPROVED_FARRINGTON, error: 'flexible' })
}

/** The 1996 set-up as the flexible function runs it: the weights' threshold 1, the windows alone. */
function originalFit(counts: Counts, week: number): Expected | null {
  const choice = { ...IMPROVED_FARRINGTON, periods: 1, weeksLeftOut: 3, reweightAbove: 1 }
  const baseline = flexibleBaseline(counts, week, choice)
  return baseline && modelOf(baseline, 0, { ...choice, error: 'flexible' })
}
