import { logisticOf } from '../logistic.ts'
import { DANGER_COLUMNS, type DangerModel } from '../model.ts'
import { fitLogistic } from './logistic.ts'
import { seeded, shuffled } from './random.ts'

/** `rule` is the danger that a hard rule sees; texts that did not arrive as filings do teach but say nothing of how often the model is right. */
export type DangerCase = { inputs: Float64Array; danger: number; rule: number; arriving: boolean; share: number }

const RIDGE = 0.3
const FOLDS = 5
const SEED = 11
const CERTAIN = 1
/**
 * Each level is given from the lowest probability that keeps this precision on cases left out. For danger ≥ 2 it lies below the .75 wanted in the
 * end: a miss may cost a life, a false alarm a look (docs/triage.md).
 */
const PRECISION = [0.9, 0.7, 0.5]

/** The last step of the danger model, fitted to scores of texts that the first step had not seen; thresholds by cross-validation. */
export function fitDanger(cases: DangerCase[]): DangerModel {
  const danger: DangerModel = { weights: [], offset: [], threshold: [] }
  for (let column = 0; column < DANGER_COLUMNS; column += 1) {
    const answers = cases.map((one) => one.danger > column)
    const fitted = fitLogistic(
      cases.map(({ inputs, share }, i) => ({ inputs, share, yes: answers[i] as boolean })),
      RIDGE,
    )
    danger.weights.push([...fitted.weights].map(round))
    danger.offset.push(round(fitted.offset))
    danger.threshold.push(round(thresholdFor(leftOut(cases, answers, column), PRECISION[column] as number)))
  }
  return danger
}

/** Probabilities of cases left out of the fit; where a hard rule speaks the model's word does not matter. */
function leftOut(cases: DangerCase[], answers: boolean[], column: number): { p: number; yes: boolean }[] {
  const spokenFor = (i: number) => (cases[i] as DangerCase).rule > column
  const order = [...shuffled(cases.length, seeded(SEED))]
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = order.filter((_, at) => at % FOLDS !== fold)
    const held = order.filter((_, at) => at % FOLDS === fold)
    const inputsOf = (i: number) => (cases[i] as DangerCase).inputs
    const fitted = fitLogistic(
      kept.map((i) => ({ inputs: inputsOf(i), share: (cases[i] as DangerCase).share, yes: answers[i] as boolean })),
      RIDGE,
    )
    return held
      .filter((i) => (cases[i] as DangerCase).arriving)
      .map((i) => ({ p: spokenFor(i) ? CERTAIN : logisticOf(fitted, inputsOf(i)), yes: answers[i] as boolean }))
  }).flat()
}

/** Lowest probability from which the wanted share of "yes" is right; 0.5 when no probability reaches it. */
export function thresholdFor(answers: { p: number; yes: boolean }[], precision: number): number {
  const sorted = [...answers].sort((a, b) => b.p - a.p)
  let yes = 0
  let threshold = 0.5
  sorted.forEach((one, i) => {
    yes += Number(one.yes)
    if (yes / (i + 1) >= precision) threshold = one.p
  })
  return threshold
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5
