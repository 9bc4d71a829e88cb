import type { BureauId, LeafCode } from '../../reference/city.ts'
import { bestOf, pooled, softmax } from '../classify.ts'
import { dangerInputs } from '../danger.ts'
import { indexOf, type TriageModel } from '../model.ts'
import { fitCurve, fitSharpness } from './calibration.ts'
import { fitModel, type Label } from './fit.ts'
import { fitDanger } from './fit-danger.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { quantise } from './quantise.ts'
import { seeded, shuffled } from './random.ts'
import { type Bag, type Row, rowsOf, vocabularyOf } from './vocabulary.ts'

/** `untitled` is the same text read without its title: it is trained with its original and never judged. */
export type Example = { bag: Bag; untitled?: Bag; signs: Uint8Array; label: Label }
/** What the model says of a text it was not trained on. */
export type Unseen = { scores: Float32Array; signs: Uint8Array; label: Label }
type Classes = { leaves: LeafCode[]; leads: BureauId[] }

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 4
const FOLDS = 5
const SEED = 7
/** Taken off the score of "not a quality matter": with 22 % of the texts it would draw in the rare leaves. */
const NONE_HANDICAP = 0.15
const LEAF_SHARE = 0.35
const LEAD_SHARPNESS = 6
/**
 * Trains on the labelled texts and the city's own examples; calibrates on labelled texts left out of their fold's training.
 * The own examples are in every fold's training and never judged. Deterministic.
 */
export function buildModel(
  texts: Example[],
  own: Example[],
  classes: Classes,
  version: string,
): { model: TriageModel; unseen: Unseen[] } {
  const unseen = crossValidate(texts, own, classes)
  const { vocabulary, linear } = train([...texts, ...own], classes)
  const packed = quantise(linear, vocabulary.hashes.length)
  const base = { version, ...classes, blockShares: BLOCK_SHARES, ...vocabulary, ...packed, bias: linear.bias }
  return { model: { ...base, ...calibrationOf(unseen, texts, classes), index: indexOf(vocabulary.hashes) }, unseen }
}

/** Five folds in seeded order; each text is scored by the model that did not see it. */
export function crossValidate(texts: Example[], own: Example[], classes: Classes): Unseen[] {
  const order = [...shuffled(texts.length, seeded(SEED))]
  const unseen: Unseen[] = new Array(texts.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = order.filter((_, at) => at % FOLDS === fold)
    const kept = order.filter((_, at) => at % FOLDS !== fold).map((i) => texts[i] as Example)
    const { vocabulary, linear } = train([...kept, ...own], classes)
    const bags = held.map((i) => (texts[i] as Example).bag)
    rowsOf(bags, vocabulary, BLOCK_SHARES).forEach((row, j) => {
      const i = held[j] as number
      const { signs, label } = texts[i] as Example
      unseen[i] = { scores: scoresOf(linear, row), signs, label }
    })
  }
  return unseen
}

function train(examples: Example[], classes: Classes) {
  const read = examples.flatMap(({ bag, untitled, label }) =>
    [bag, ...(untitled ? [untitled] : [])].map((one) => ({ bag: one, label })),
  )
  const bags = read.map(({ bag }) => bag)
  const labels = read.map(({ label }) => label)
  const vocabulary = vocabularyOf(
    examples.map((example) => example.bag),
    TEXTS_MINIMUM,
  )
  const rows = rowsOf(bags, vocabulary, BLOCK_SHARES)
  const linear = fitModel(rows, vocabulary.hashes.length, labels, classes.leaves, classes.leads)
  const none = classes.leaves.indexOf('NONE')
  if (none >= 0) linear.bias[none] = (linear.bias[none] as number) - NONE_HANDICAP
  return { vocabulary, linear }
}

function scoresOf(linear: LinearModel, row: Row): Float32Array {
  const scores = new Float32Array(linear.columns)
  marginsOf(linear, row, scores)
  return scores
}

type Calibration = Pick<
  TriageModel,
  'leafSharpness' | 'leadSharpness' | 'leadOfLeaf' | 'leafShare' | 'leafCalibration' | 'leadCalibration' | 'danger'
>

/** A leaf counts as right when it is the annotation's or its defensible second, as a dispatcher would count it. */
function calibrationOf(unseen: Unseen[], texts: Example[], classes: Classes): Calibration {
  const leafSharpness = fitSharpness((sharpness) => meanLogLikelihood(unseen, classes, sharpness))
  const leadOfLeaf = leadsOfLeaves(texts, classes)
  const base = { leafSharpness, leadSharpness: LEAD_SHARPNESS, leadOfLeaf, leafShare: LEAF_SHARE }
  const tops = unseen.map(({ scores, label }) => ({ ...answersOf(scores, classes, base), label }))
  const leafRight = tops.map(({ leaf, label }) => ({
    raw: leaf.raw,
    right: leaf.value === label.leaf || leaf.value === label.alt,
  }))
  const leadRight = tops.map(({ lead, label }) => ({ raw: lead.raw, right: lead.value === label.lead }))
  const danger = fitDanger(
    unseen.map(({ scores, signs, label }) => {
      const leaves = softmax(scores, 0, classes.leaves.length, leafSharpness)
      const leads = softmax(scores, classes.leaves.length, classes.leads.length, LEAD_SHARPNESS)
      return { inputs: dangerInputs(scores, signs, leaves, leads), danger: label.danger ?? 0 }
    }),
  )
  return { ...base, leafCalibration: fitCurve(leafRight), leadCalibration: fitCurve(leadRight), danger }
}

function meanLogLikelihood(unseen: Unseen[], { leaves }: Classes, sharpness: number): number {
  let sum = 0
  for (const { scores, label } of unseen) {
    const probability = softmax(scores, 0, leaves.length, sharpness)[leaves.indexOf(label.leaf)] ?? 0
    sum += Math.log(probability + 1e-4)
  }
  return sum / unseen.length
}

function leadsOfLeaves(texts: Example[], { leaves, leads }: Classes): number[][] {
  return leaves.map((leaf) => {
    const same = texts.filter(({ label }) => label.leaf === leaf)
    return leads.map((lead) => {
      const times = same.filter(({ label }) => label.lead === lead).length
      return Math.round(((times + 0.5 / leads.length) / (same.length + 0.5)) * 1e4) / 1e4
    })
  })
}

function answersOf(
  scores: Float32Array,
  { leaves, leads }: Classes,
  model: Pick<TriageModel, 'leafSharpness' | 'leadSharpness' | 'leadOfLeaf' | 'leafShare'>,
) {
  const byLeaf = softmax(scores, 0, leaves.length, model.leafSharpness)
  const byLead = pooled(softmax(scores, leaves.length, leads.length, model.leadSharpness), byLeaf, model)
  const [leaf = 0] = bestOf(byLeaf, 1)
  const [lead = 0] = bestOf(byLead, 1)
  return {
    leaf: { value: leaves[leaf], raw: byLeaf[leaf] as number },
    lead: { value: leads[lead], raw: byLead[lead] as number },
  }
}
