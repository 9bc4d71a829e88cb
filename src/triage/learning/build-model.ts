import { DANGER_COLUMNS, type DangerModel, indexOf, type TriageModel } from '../model.ts'
import { fitCurve, fitSharpness, fitSigmoid, sigmoid } from './calibration.ts'
import { fitModel, type JointClass, jointClassesOf, type Label } from './fit.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { seeded, shuffled } from './random.ts'
import { type Bag, type Row, rowsOf, vocabularyOf } from './vocabulary.ts'

export type Example = { bag: Bag; label: Label }
/** What the model would say of a text it was not trained on. */
export type Unseen = { scores: Float32Array; label: Label }

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 3
const FOLDS = 5
const SEED = 7
/** Danger ≥ 2 is given from the probability that keeps this precision on texts not seen in training, so that recall is as high as it can be. */
const DANGER_PRECISION = [0.9, 0.78, 0.6]

/** Trains on all examples; calibrates on scores of texts left out of their fold's training. Deterministic. */
export function buildModel(examples: Example[], version: string): { model: TriageModel; unseen: Unseen[] } {
  const classes = jointClassesOf(examples.map((example) => example.label))
  const unseen = crossValidate(examples, classes)
  const { vocabulary, linear } = train(examples, classes)
  const packed = quantise(linear, vocabulary.hashes.length)
  const base = { version, classes, blockShares: BLOCK_SHARES, ...vocabulary, ...packed, bias: linear.bias }
  return { model: { ...base, ...calibrationOf(unseen, classes), index: indexOf(vocabulary.hashes) }, unseen }
}

/** Five folds in seeded order; each text is scored by the model that did not see it. */
export function crossValidate(examples: Example[], classes: JointClass[]): Unseen[] {
  const order = shuffled(examples.length, seeded(SEED))
  const unseen: Unseen[] = new Array(examples.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = [...order].filter((_, at) => at % FOLDS === fold)
    const kept = [...order].filter((_, at) => at % FOLDS !== fold)
    const { vocabulary, linear } = train(
      kept.map((i) => examples[i] as Example),
      classes,
    )
    const rows = rowsOf(
      held.map((i) => (examples[i] as Example).bag),
      vocabulary,
      BLOCK_SHARES,
    )
    held.forEach((i, j) => {
      const scores = new Float32Array(linear.columns)
      marginsOf(linear, rows[j] as Row, scores)
      unseen[i] = { scores, label: (examples[i] as Example).label }
    })
  }
  return unseen
}

function train(examples: Example[], classes: JointClass[]) {
  const bags = examples.map((example) => example.bag)
  const vocabulary = vocabularyOf(bags, TEXTS_MINIMUM)
  const rows = rowsOf(bags, vocabulary, BLOCK_SHARES)
  return {
    vocabulary,
    linear: fitModel(
      rows,
      vocabulary.hashes.length,
      examples.map((example) => example.label),
      classes,
    ),
  }
}

function calibrationOf(
  unseen: Unseen[],
  classes: JointClass[],
): Pick<TriageModel, 'sharpness' | 'leafCalibration' | 'leadCalibration' | 'danger'> {
  const K = classes.length
  const sharpness = fitSharpness((s) => meanLogLikelihood(unseen, classes, s))
  const tops = unseen.map(({ scores, label }) => ({ ...topsOf(scores, classes, sharpness), label }))
  return {
    sharpness,
    leafCalibration: fitCurve(
      tops.map(({ leaf, label }) => ({ raw: leaf[1], right: leaf[0] === label.leaf || leaf[0] === label.alt })),
    ),
    leadCalibration: fitCurve(tops.map(({ lead, label }) => ({ raw: lead[1], right: lead[0] === label.lead }))),
    danger: dangerOf(unseen, K),
  }
}

function meanLogLikelihood(unseen: Unseen[], classes: JointClass[], sharpness: number): number {
  let sum = 0
  for (const { scores, label } of unseen) {
    const sums = sumsOf(scores, classes, sharpness)
    sum += Math.log((sums.leaf.get(label.leaf) ?? 0) + 1e-4)
  }
  return sum / unseen.length
}

export function topsOf(
  scores: Float32Array,
  classes: JointClass[],
  sharpness: number,
): { leaf: [string, number]; lead: [string, number] } {
  const sums = sumsOf(scores, classes, sharpness)
  const top = (of: Map<string, number>): [string, number] =>
    [...of].reduce((best, one) => (one[1] > best[1] ? one : best), ['NONE', 0])
  return { leaf: top(sums.leaf), lead: top(sums.lead) }
}

export function sumsOf(
  scores: Float32Array,
  classes: JointClass[],
  sharpness: number,
): { leaf: Map<string, number>; lead: Map<string, number> } {
  const top = scores.subarray(0, classes.length).reduce((a, b) => Math.max(a, b))
  const leaf = new Map<string, number>()
  const lead = new Map<string, number>()
  let sum = 0
  classes.forEach((one, c) => {
    const p = Math.exp(((scores[c] as number) - top) * sharpness)
    sum += p
    leaf.set(one.leaf, (leaf.get(one.leaf) ?? 0) + p)
    lead.set(one.lead, (lead.get(one.lead) ?? 0) + p)
  })
  for (const sums of [leaf, lead]) for (const [key, p] of sums) sums.set(key, p / sum)
  return { leaf, lead }
}

function dangerOf(unseen: Unseen[], from: number): DangerModel {
  const danger: DangerModel = { slope: [], offset: [], threshold: [] }
  for (let column = 0; column < DANGER_COLUMNS; column += 1) {
    const answers = unseen.map(({ scores, label }) => ({
      score: scores[from + column] as number,
      yes: label.danger > column,
    }))
    const { slope, offset } = fitSigmoid(answers)
    danger.slope.push(slope)
    danger.offset.push(offset)
    const judged = answers.map(({ score, yes }) => ({ p: sigmoid(slope * score + offset), yes }))
    danger.threshold.push(thresholdFor(judged, DANGER_PRECISION[column] as number))
  }
  return danger
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

function quantise(linear: LinearModel, features: number): { weights: Int8Array; rowScales: Float32Array } {
  const weights = new Int8Array(features * linear.columns)
  const rowScales = new Float32Array(features)
  for (let row = 0; row < features; row += 1) {
    const from = row * linear.columns
    let most = 0
    for (let c = 0; c < linear.columns; c += 1) most = Math.max(most, Math.abs(linear.weights[from + c] as number))
    rowScales[row] = most / 127
    if (most === 0) continue
    for (let c = 0; c < linear.columns; c += 1)
      weights[from + c] = Math.round(((linear.weights[from + c] as number) / most) * 127)
  }
  return { weights, rowScales }
}
