import type { BureauId, LeafCode } from '../../reference/city.ts'
import { bestOf, type Opinions, opinionsOf, softmax } from '../classify.ts'
import { dangerInputs } from '../danger.ts'
import { calibrate, indexOf, type TriageModel } from '../model.ts'
import { fitCurve, fitSharpness } from './calibration.ts'
import { dangerOf, fitModel, type Label, leadsOf } from './fit.ts'
import { fitDanger } from './fit-danger.ts'
import { fitDispatch } from './fit-dispatch.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { nearIdentical } from './near-identical.ts'
import { quantise } from './quantise.ts'
import { seeded, shuffled } from './random.ts'
import { type Bag, type Row, rowsOf, vocabularyOf } from './vocabulary.ts'

/**
 * `untitled` is the same text read without its title: it is trained with its original and never judged. `rule` is the danger that a hard rule sees, 0 when none does. `chosen` marks a text
 * that was labelled because an earlier model was unsure of it: it is trained on, but says nothing of how often the model is right.
 */
export type Example = { bag: Bag; untitled?: Bag; signs: Uint8Array; rule: number; label: Label; chosen?: boolean }
/** What the model says of a text it was not trained on; `chosen` as above. */
export type Unseen = { scores: Float32Array; signs: Uint8Array; rule: number; label: Label; chosen: boolean }
type Classes = { leaves: LeafCode[]; leads: BureauId[] }

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 4
const FOLDS = 5
const SEED = 7
/** Taken off the score of "not a quality matter": with a third of the texts it would draw in the rare leaves. */
const NONE_HANDICAP = 0.25
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

/** Five folds in seeded order, nearly identical texts in one; each text is scored by the model that did not see it. */
export function crossValidate(texts: Example[], own: Example[], classes: Classes): Unseen[] {
  const group = nearIdentical(texts.map(({ bag }) => bag))
  const place = shuffled(texts.length, seeded(SEED))
  const foldOf = texts.map((_, i) => (place[group[i] as number] as number) % FOLDS)
  const unseen: Unseen[] = new Array(texts.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = [...texts.keys()].filter((i) => foldOf[i] === fold)
    const kept = texts.filter((_, i) => foldOf[i] !== fold)
    const { vocabulary, linear } = train([...kept, ...own], classes)
    const bags = held.map((i) => (texts[i] as Example).bag)
    rowsOf(bags, vocabulary, BLOCK_SHARES).forEach((row, j) => {
      const i = held[j] as number
      const { signs, rule, label, chosen = false } = texts[i] as Example
      unseen[i] = { scores: scoresOf(linear, row), signs, rule, label, chosen }
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
  Pick<TriageModel, 'leafCalibration' | 'leadCalibration' | 'dispatch' | 'danger'>

/** Curves and thresholds come from texts as they arrive; of the chosen ones only the danger model learns. */
function calibrationOf(unseen: Unseen[], texts: Example[], own: Example[], classes: Classes): Calibration {
  const leafSharpness = fitSharpness((sharpness) => meanLogLikelihood(unseen, classes, sharpness))
  const leadOfLeaf = leadsOfLeaves(texts, own, classes)
  const base = { leafSharpness, leadSharpness: LEAD_SHARPNESS, leadOfLeaf, leafShare: LEAF_SHARE, leadSay: LEAD_SAY }
  const read = unseen.map((one) => ({ ...one, ...opinionsOf(one.scores, { ...classes, ...base }) }))
  const judged = read.filter(({ chosen }) => !chosen)
  const leafAnswers = judged.map(({ leaves }) => first(leaves, classes.leaves))
  const leadAnswers = judged.map(({ leads }) => first(leads, classes.leads))
  const leafCalibration = fitCurve(
    leafAnswers.map(({ name, raw }, i) => ({ raw, right: leafRight(name, (judged[i] as Unseen).label) })),
  )
  const leadCalibration = fitCurve(
    leadAnswers.map(({ name, raw }, i) => ({
      raw,
      right: Number(leadsOf((judged[i] as Unseen).label).includes(name)),
    })),
  )
  const dispatch = fitDispatch(
    leadAnswers.map(({ name, raw }, i) => ({
      leaf: (leafAnswers[i] as First).name,
      confidence: calibrate(leadCalibration, raw),
      right: leadRight((leafAnswers[i] as First).name, name, (judged[i] as Unseen).label),
    })),
  )
  const danger = fitDanger(
    read.map(({ scores, signs, leaves, direct, label, rule, chosen }) => ({
      inputs: dangerInputs(scores, signs, leaves, direct),
      danger: dangerOf(label),
      rule,
      chosen,
    })),
  )
  return { ...base, leafCalibration, leadCalibration, dispatch, danger }
}

type First = { name: string; raw: number }

function first(probabilities: Float64Array, names: string[]): First {
  const [best = 0] = bestOf(probabilities, 1)
  return { name: names[best] as string, raw: probabilities[best] as number }
}

/** A leaf that one of two readers chose is right; where only one has read, the leaf they could have defended is half right. */
function leafRight(leaf: string, { leaf: told, alt, second }: Label): number {
  if (leaf === told || leaf === second?.leaf) return 1
  return second === undefined && leaf === alt ? 0.5 : 0
}

/** As the figures count: where a reader said "not a quality matter", saying so is right whoever it goes to. */
function leadRight(leaf: string, lead: string, label: Label): boolean {
  return (leaf === 'NONE' && leafRight(leaf, label) === 1) || leadsOf(label).includes(lead)
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
