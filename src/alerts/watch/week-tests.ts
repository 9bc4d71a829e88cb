import { type BayesChoice, bayes } from '../signals/bayes.ts'
import { chooseDetector, type Detector, fallbackDetector } from '../signals/detector-choice.ts'
import { type EarsChoice, ears } from '../signals/ears.ts'
import { type FarringtonChoice, farrington, IMPROVED_FARRINGTON } from '../signals/farrington.ts'
import { likelihoodCusum } from '../signals/likelihood-cusum.ts'
import type { WatchMethod } from './candidate.ts'
import { expectedWeek } from './expected-week.ts'

/** One test of the last week of a series. `p` is of the predictive law; `alarm` is whether the method's own bound is passed. */
export type WeekTest = {
  method: WatchMethod
  settings: object
  fallback: boolean
  /** Weeks under test, the last one included. */
  weeks: number
  expected: number
  bound: number | null
  p: number
  /** A sum of evidence, for methods that add weeks up. */
  sum: number | null
  alarm: boolean
}

const { casesMin, casesWeeks } = IMPROVED_FARRINGTON
const RISE_WEEKS = 10
const RISE_LEARNED_MIN = 12

/** Tests the last week by the ladder for its length of history; nothing with too few cases to be an event. */
export function weekTests(counts: Float64Array): WeekTest[] {
  const week = counts.length - 1
  if (week < 0 || counts[week] === 0 || sumOf(counts.subarray(Math.max(0, week - casesWeeks + 1))) < casesMin) return []
  return chooseDetector(week).detectors.flatMap((detector) => tested(counts, detector))
}

/** The count expected and the bound of any week by the method that tests it; null where it says nothing. */
export function boundAt(counts: Float64Array, week: number): { expected: number; bound: number } | null {
  const until = counts.subarray(0, week + 1)
  const { detectors } = chooseDetector(week)
  const [test] = detectors.flatMap((detector) => (detector.method === 'cusum' ? [] : tested(until, detector)))
  return test?.bound === null || test === undefined ? null : { expected: test.expected, bound: test.bound }
}

function tested(counts: Float64Array, detector: Detector): WeekTest[] {
  if (detector.method === 'farrington') return byFarrington(counts, detector.settings)
  if (detector.method === 'bayes') return byBayes(counts, detector.settings)
  if (detector.method === 'cusum') return bySlowRise(counts, detector.settings)
  return detector.method === 'ears' ? byEars(counts, detector.settings) : []
}

function byFarrington(counts: Float64Array, settings: FarringtonChoice): WeekTest[] {
  const seen = farrington(counts, counts.length - 1, settings)
  if (!seen || seen.caution !== null || Number.isNaN(seen.p)) {
    const { detectors } = fallbackDetector(seen?.caution ?? 'the seasonal model does not converge')
    return detectors.flatMap((detector) => tested(counts, detector)).map((test) => ({ ...test, fallback: true }))
  }
  const { upper, p, alarm, expected } = seen
  return [{ ...plain('farrington', settings), expected: Math.exp(expected.eta), bound: upper, p, alarm }]
}

function byBayes(counts: Float64Array, settings: BayesChoice): WeekTest[] {
  const week = counts.length - 1
  const seen = bayes(counts, week, settings)
  if (!seen) return []
  const expected = sumOf(counts.subarray(week - settings.width, week)) / settings.width
  return [{ ...plain('bayes', settings), expected, bound: seen.upper, p: seen.p, alarm: seen.alarm }]
}

/** EARS only says yes or no; its place among the others is by the predictive p over as many weeks. */
function byEars(counts: Float64Array, settings: EarsChoice): WeekTest[] {
  const week = counts.length - 1
  const seen = ears(counts, week, settings)
  const { baseline, alpha } = settings
  const predicted = bayes(counts, week, { years: 0, width: baseline, recent: true, weeksPerYear: 52, alpha })
  if (!seen || !predicted) return []
  const expected = sumOf(counts.subarray(week - baseline, week)) / baseline
  return [{ ...plain('ears', settings), expected, bound: seen.upper, p: predicted.p, alarm: seen.alarm }]
}

/** The last ten weeks added up, each against what it let expect; the season is taken as one, which ten weeks hardly leave. */
function bySlowRise(counts: Float64Array, settings: { rise: number; limit: number }): WeekTest[] {
  const first = counts.length - RISE_WEEKS
  if (first < RISE_LEARNED_MIN) return []
  const usual = expectedWeek(counts.subarray(0, first + 1))
  if (!usual) return []
  const recent = counts.subarray(first)
  const means = new Float64Array(RISE_WEEKS).fill(usual.mean)
  const steps = likelihoodCusum(
    { counts: recent, means, overdispersion: (usual.dispersion - 1) / usual.mean },
    Math.log(settings.rise),
    Number.POSITIVE_INFINITY,
  )
  const sum = steps.at(-1)?.value ?? 0
  const weeks = RISE_WEEKS - 1 - steps.findLastIndex(({ value }) => value === 0)
  const alarm = sum > settings.limit
  return [
    {
      ...plain('slow_rise', settings),
      weeks,
      expected: usual.mean * weeks,
      bound: null,
      p: Math.exp(-sum),
      sum,
      alarm,
    },
  ]
}

const plain = (method: WatchMethod, settings: object) => ({ method, settings, fallback: false, weeks: 1, sum: null })

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0)
