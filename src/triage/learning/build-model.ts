import type { BureauId, LeafCode } from '../../reference/city.ts'
import { bestOf, type Opinions, opinionsOf, softmax } from '../classify.ts'
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
const NONE_HANDICAP = 0.1
const LEAF_SHARE = 0.35
const LEAD_SHARPNESS = 6
const LEAD_SAY = 0.2
/** How much a sentence of the city's own counts beside a labelled text in which bureau leads a leaf. */
const OWN_SHARE = 0.2
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
  return {
    model: { ...base, ...calibrationOf(unseen, texts, own, classes), index: indexOf(vocabulary.hashes) },
    unseen,
  }
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

type Calibration = Omit<Opinions, 'leaves' | 'leads'> &
  Pick<TriageModel, 'leafCalibration' | 'leadCalibration' | 'danger'>

/** The annotation's leaf is right, its defensible second half right: another careful reader would choose it about as often as not. */
function calibrationOf(unseen: Unseen[], texts: Example[], own: Example[], classes: Classes): Calibration {
  const leafSharpness = fitSharpness((sharpness) => meanLogLikelihood(unseen, classes, sharpness))
  const leadOfLeaf = leadsOfLeaves(texts, own, classes)
  const base = { leafSharpness, leadSharpness: LEAD_SHARPNESS, leadOfLeaf, leafShare: LEAF_SHARE, leadSay: LEAD_SAY }
  const judged = unseen.map(({ scores, signs, label }) => ({
    scores,
    signs,
    label,
    ...opinionsOf(scores, { ...classes, ...base }),
  }))
  const leafRight = judged.map(({ leaves, label }) =>
    first(leaves, classes.leaves, (leaf) => (leaf === label.leaf ? 1 : leaf === label.alt ? 0.5 : 0)),
  )
  const leadRight = judged.map(({ leads, label }) => first(leads, classes.leads, (lead) => Number(lead === label.lead)))
  const danger = fitDanger(
    judged.map(({ scores, signs, leaves, direct, label }) => ({
      inputs: dangerInputs(scores, signs, leaves, direct),
      danger: label.danger ?? 0,
    })),
  )
  return { ...base, leafCalibration: fitCurve(leafRight), leadCalibration: fitCurve(leadRight), danger }
}

function first(
  probabilities: Float64Array,
  names: string[],
  right: (name: string) => number,
): { raw: number; right: number } {
  const [best = 0] = bestOf(probabilities, 1)
  return { raw: probabilities[best] as number, right: right(names[best] as string) }
}

function meanLogLikelihood(unseen: Unseen[], { leaves }: Classes, sharpness: number): number {
  let sum = 0
  for (const { scores, label } of unseen) {
    const probability = softmax(scores, 0, leaves.length, sharpness)[leaves.indexOf(label.leaf)] ?? 0
    sum += Math.log(probability + 1e-4)
  }
  return sum / unseen.length
}

/** Smoothed shares of the bureaus that lead each leaf. */
function leadsOfLeaves(texts: Example[], own: Example[], { leaves, leads }: Classes): number[][] {
  return leaves.map((leaf) => {
    const times = leads.map(() => 0.5 / leads.length)
    const add =
      (share: number) =>
      ({ label }: Example) => {
        const lead = label.lead === null ? -1 : leads.indexOf(label.lead)
        if (label.leaf === leaf && lead >= 0) times[lead] = (times[lead] as number) + share
      }
    texts.forEach(add(1))
    own.forEach(add(OWN_SHARE))
    const sum = times.reduce((a, b) => a + b, 0)
    return times.map((n) => Math.round((n / sum) * 1e4) / 1e4)
  })
}
