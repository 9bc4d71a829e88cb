import { z } from 'zod'
import { bayes } from '../../src/alerts/signals/bayes.ts'
import { cdc } from '../../src/alerts/signals/cdc.ts'
import { ears } from '../../src/alerts/signals/ears.ts'
import { EEARS, eears } from '../../src/alerts/signals/eears.ts'
import { likelihoodCusum } from '../../src/alerts/signals/likelihood-cusum.ts'
import { type GlrChoice, glrCasesNeeded, likelihoodGlr } from '../../src/alerts/signals/likelihood-glr.ts'
import { outbreakP, outbreakPCasesNeeded } from '../../src/alerts/signals/outbreak-p.ts'
import { rki } from '../../src/alerts/signals/rki.ts'
import { type CusumScale, standardisedCusum } from '../../src/alerts/signals/standardised-cusum.ts'
import { type Counts, countsOf, numbers, optional } from './shapes.ts'
import type { Tally } from './tally.ts'

export const earsCase = z.looseObject({
  series: z.string(),
  method: z.enum(['C1', 'C2', 'C3']),
  baseline: z.number(),
  minSigma: z.number(),
  alpha: z.number(),
  firstIndex1Based: z.number(),
  upperbound: numbers,
  alarm: numbers,
})

export function compareEars(one: z.infer<typeof earsCase>, counts: Counts, tally: Tally): void {
  const method = `ears-${one.method}`
  tally.addCase(method)
  const choice = { method: one.method, baseline: one.baseline, spreadMin: one.minSigma, alpha: one.alpha }
  one.upperbound.forEach((upper, i) => {
    const step = one.firstIndex1Based - 1 + i
    const ours = ears(counts, step, choice)
    tally.addValue(method, `${one.series} ${step + 1}`, upper, ours?.upper ?? null)
    tally.addAlarm(method, one.alarm[i] ?? null, ours?.alarm ?? null)
  })
}

const eearsRow = z.looseObject({
  time_monitored: z.number(),
  y0: z.number().nullable(),
  U0: z.number().nullable(),
  alarm0: z.number().nullable(),
  y0bar: z.number().nullable(),
  U0_dw: z.number().nullable(),
  alarm0_dw: z.number().nullable(),
})
export const eearsCase = z.looseObject({
  series: z.string(),
  ts: optional(numbers),
  alpha: optional(z.number()),
  alpha_outlier: optional(z.number()),
  k_decay: optional(z.number()),
  no_historic: optional(z.number()),
  same_weekday_baseline: optional(z.boolean()),
  out: z.array(eearsRow),
})

export function compareEears(one: z.infer<typeof eearsCase>, tally: Tally): void {
  const method = 'eears'
  tally.addCase(method)
  const counts = countsOf(one.ts ?? one.out.map(({ y0 }) => y0))
  const choice = {
    alpha: one.alpha ?? EEARS.alpha,
    outlierAlpha: one.alpha_outlier ?? EEARS.outlierAlpha,
    decay: one.k_decay ?? EEARS.decay,
    days: one.no_historic ?? EEARS.days,
    stride: one.same_weekday_baseline ? 7 : 1,
  }
  for (const row of one.out) {
    const ours = eears(counts, row.time_monitored - 1, choice)
    const at = `${one.series} ${row.time_monitored}`
    tally.addValue(method, `${at} plain`, row.U0, ours?.plain.upper ?? null)
    tally.addValue(method, `${at} mean`, row.y0bar, ours?.plain.mean ?? null)
    tally.addValue(method, `${at} weighted`, row.U0_dw, ours?.weighted.upper ?? null)
    tally.addAlarm(method, row.alarm0, ours?.plain.alarm ?? null)
    tally.addAlarm(method, row.alarm0_dw, ours?.weighted.alarm ?? null)
  }
}

const numberOrNumbers = z.union([z.number(), z.array(z.number())])
const classicControl = z.looseObject({
  b: optional(z.number()),
  w: optional(z.number()),
  actY: optional(z.boolean()),
  alpha: optional(z.number()),
  m: optional(numberOrNumbers),
  k: optional(z.number()),
  h: optional(z.number()),
  trans: optional(z.string()),
  mu0: optional(numberOrNumbers),
  theta: optional(z.number()),
  'c.ARL': optional(z.number()),
  ret: optional(z.enum(['value', 'cases'])),
  dir: optional(z.enum(['inc', 'dec'])),
  M: optional(z.number()),
  Mtilde: optional(z.number()),
  maxUpperboundCases: optional(z.number()),
})
type ClassicControl = z.infer<typeof classicControl>
export const classicCase = z.looseObject({
  series: z.string(),
  method: z.string(),
  control: classicControl,
  firstIndex1Based: z.number(),
  n: z.number(),
  upperbound: numbers,
  alarm: numbers,
  cusum: z.unknown().optional(),
})
type Step = { upper: number | null; alarm: boolean | null; value?: number }
type Run = (counts: Counts, first: number, n: number, control: ClassicControl, weeksPerYear: number) => Step[]

/** By the first word of the method's name in the file. */
const RUNS: Record<string, Run> = {
  bayes: eachWeek((counts, week, c, weeksPerYear) =>
    bayes(counts, week, { ...referenceOf(c, 0, 6, true, weeksPerYear), alpha: c.alpha ?? 0.05 }),
  ),
  rki: eachWeek((counts, week, c, weeksPerYear) => rki(counts, week, referenceOf(c, 2, 4, false, weeksPerYear))),
  cdc: eachWeek((counts, week, c, weeksPerYear) =>
    cdc(counts, week, {
      years: c.b ?? 5,
      months: typeof c.m === 'number' ? c.m : 1,
      alpha: c.alpha ?? 0.025,
      weeksPerYear,
    }),
  ),
  cusum: runCusum,
  lrcusum: runLikelihoodCusum,
  glr: runGlr,
  outbreakP: runOutbreakP,
}

export function compareClassic(
  one: z.infer<typeof classicCase>,
  counts: Counts,
  weeksPerYear: number,
  tally: Tally,
): void {
  const run = RUNS[/^[a-zA-Z]+/.exec(one.method)?.[0] ?? '']
  tally.addCase(one.method)
  if (!run) {
    tally.addOther(one.method, 'unsupported', 1)
    return
  }
  const steps = run(counts, one.firstIndex1Based - 1, one.n, one.control, weeksPerYear)
  const charted = Array.isArray(one.cusum) && one.cusum.length === one.n ? numbers.parse(one.cusum) : null
  steps.forEach(({ upper, alarm, value }, i) => {
    const at = `${one.series} ${one.firstIndex1Based + i}`
    tally.addValue(one.method, at, one.upperbound[i] ?? null, upper)
    tally.addAlarm(one.method, one.alarm[i] ?? null, alarm)
    if (charted && value !== undefined) tally.addValue(one.method, `${at} sum`, charted[i] ?? null, value)
  })
}

function eachWeek(
  act: (counts: Counts, week: number, control: ClassicControl, weeksPerYear: number) => Step | null,
): Run {
  return (counts, first, n, control, weeksPerYear) =>
    Array.from({ length: n }, (_, i) => act(counts, first + i, control, weeksPerYear) ?? { upper: null, alarm: null })
}

function referenceOf(c: ClassicControl, years: number, width: number, recent: boolean, weeksPerYear: number) {
  return { years: c.b ?? years, width: c.w ?? width, recent: c.actY ?? recent, weeksPerYear }
}

function runCusum(counts: Counts, first: number, n: number, c: ClassicControl): Step[] {
  const before = counts.slice(0, first)
  const mean = typeof c.m === 'number' ? c.m : before.reduce((sum, count) => sum + count, 0) / first
  const scale = (c.trans ?? 'standard') as CusumScale
  return standardisedCusum(counts.slice(first, first + n), mean, {
    reference: c.k ?? 1.04,
    decision: c.h ?? 2.26,
    scale,
    overdispersion: c.alpha ?? 0.1,
  })
}

function chartOf(counts: Counts, first: number, n: number, c: ClassicControl) {
  const seen = counts.slice(first, first + n)
  const means = Array.isArray(c.mu0) ? Float64Array.from(c.mu0) : new Float64Array(n).fill(c.mu0 ?? Number.NaN)
  return { counts: seen, means, overdispersion: c.alpha ?? 0 }
}

/** The package shows no negative and no unknown bound. */
const shown = (value: number): number => (value > 0 ? value : 0)

function runLikelihoodCusum(counts: Counts, first: number, n: number, c: ClassicControl): Step[] {
  const steps = likelihoodCusum(chartOf(counts, first, n, c), c.theta ?? Number.NaN, c['c.ARL'] ?? 5)
  return steps.map(({ value, casesNeeded, alarm }) => ({
    upper: shown(c.ret === 'cases' ? casesNeeded : value),
    alarm,
  }))
}

function runGlr(counts: Counts, first: number, n: number, c: ClassicControl): Step[] {
  const choice: GlrChoice = {
    limit: c['c.ARL'] ?? 5,
    direction: c.dir === 'dec' ? -1 : 1,
    stepsMin: c.Mtilde ?? 1,
    stepsBack: c.M === undefined || c.M <= 0 ? null : c.M,
  }
  const chart = chartOf(counts, first, n, c)
  const steps = likelihoodGlr(chart, choice)
  const needed = c.ret === 'cases' ? glrCasesNeeded(chart, choice) : null
  return steps.map(({ value, alarm }, i) => ({ upper: shown(needed?.[i] ?? value), alarm }))
}

function runOutbreakP(counts: Counts, first: number, n: number, c: ClassicControl): Step[] {
  const limit = c.k ?? 100
  return Array.from({ length: n }, (_, i) => {
    const seen = counts.slice(0, first + i + 1)
    const value = outbreakP(seen)
    const upper = c.ret === 'cases' ? outbreakPCasesNeeded(seen, limit, c.maxUpperboundCases ?? 1e5) : value
    return { upper, alarm: value > limit }
  })
}
