import type { LeafCode } from '../../reference/city.ts'
import { certaintyInputs, certaintyOf } from '../certainty.ts'
import { dangerInputs } from '../danger.ts'
import { calibrate, indexOf, type TriageModel } from '../model.ts'
import { bestOf, type Opinions, opinionsOf, softmax } from '../opinions.ts'
import { fitCurve, fitSharpness } from './calibration.ts'
import { type Classes, dangerOf, fitModel, type Label } from './fit.ts'
import { fitDanger } from './fit-danger.ts'
import { fitDispatch } from './fit-dispatch.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { fitLogistic } from './logistic.ts'
import { nearIdentical } from './near-identical.ts'
import { quantise, SHIPPED_LEVELS } from './quantise.ts'
import { seeded, shuffled } from './random.ts'
import { answersTo, leadRight, leafRight } from './right-answers.ts'
import { type Bag, type Row, rowsOf, vocabularyOf } from './vocabulary.ts'

/**
 * Where a text comes from. `arriving`: as filings come in; only these say how often the model is right. `chosen`: labelled because an earlier
 * model was unsure of it. `own`: a letter or sentence of the city's own.
 */
export type Origin = 'arriving' | 'chosen' | 'own'
/**
 * `untitled` is the same text read without its title: it is trained with its original and never judged. `rule` is the danger that a hard rule sees, 0 when none does.
 */
export type Example = { bag: Bag; untitled?: Bag; signs: Uint8Array; rule: number; label: Label; origin: Origin }
/** What the model says of a text it was not trained on. */
export type Unseen = { scores: Float32Array; signs: Uint8Array; rule: number; label: Label; origin: Origin }

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 4
const FOLDS = 5
const SEED = 7
/** Taken off the score of "not a quality matter": with a third of the texts it would draw in the rare leaves. */
const NONE_HANDICAP = 0.25
const LEAF_SHARE = 0.35
const LEAD_SHARPNESS = 6
const LEAD_SAY = 0.2
/** How much a letter or sentence of the city's own counts beside a labelled text in which bureau leads a leaf. */
const OWN_SHARE = 0.2
/** How much an own letter counts beside another text in the last step of danger: they tell of far more dangers than arrive. */
const OWN_DANGER_SHARE = 0.1
/** … and in how sure of the bureau the model is. */
export const OWN_SURE_SHARE = 0.3
const CERTAINTY_RIDGE = 0.3
/**
 * Trains on the labelled texts and the city's sentences; calibrates on labelled texts left out of their fold's training.
 * The sentences are in every fold's training and never judged. Deterministic.
 */
export function buildModel(
  texts: Example[],
  sentences: Example[],
  classes: Classes,
  version: string,
): { model: TriageModel; unseen: Unseen[] } {
  const unseen = crossValidate(texts, sentences, classes)
  const { vocabulary, linear } = train([...texts, ...sentences], classes)
  const packed = quantise(linear, vocabulary.hashes.length, SHIPPED_LEVELS)
  const { leaves, leads } = classes
  const base = { version, leaves, leads, blockShares: BLOCK_SHARES, ...vocabulary, ...packed, bias: linear.bias }
  return {
    model: { ...base, ...calibrationOf(unseen, [...texts, ...sentences], classes), index: indexOf(vocabulary.hashes) },
    unseen,
  }
}

/** Five folds in seeded order, nearly identical texts in one; each text is scored by the model that did not see it. */
export function crossValidate(texts: Example[], sentences: Example[], classes: Classes): Unseen[] {
  const group = nearIdentical(texts.map(({ bag }) => bag))
  const place = shuffled(texts.length, seeded(SEED))
  const foldOf = texts.map((_, i) => (place[group[i] as number] as number) % FOLDS)
  const unseen: Unseen[] = new Array(texts.length)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = [...texts.keys()].filter((i) => foldOf[i] === fold)
    const kept = texts.filter((_, i) => foldOf[i] !== fold)
    const { vocabulary, linear } = train([...kept, ...sentences], classes)
    const bags = held.map((i) => (texts[i] as Example).bag)
    rowsOf(bags, vocabulary, BLOCK_SHARES).forEach((row, j) => {
      const i = held[j] as number
      const { signs, rule, label, origin } = texts[i] as Example
      unseen[i] = { scores: scoresOf(linear, row), signs, rule, label, origin }
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
  const linear = fitModel(rows, vocabulary.hashes.length, labels, classes)
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
  Pick<TriageModel, 'leadCertainty' | 'leafCalibration' | 'leadCalibration' | 'dispatch' | 'danger'>

/**
 * Curves come from texts as they arrive. Own letters help, at a part of the weight, to say how sure of the bureau the model is and from when a
 * leaf is dispatched alone, most of all the leaves of which few texts arrive; the danger model learns from all.
 */
function calibrationOf(unseen: Unseen[], examples: Example[], classes: Classes): Calibration {
  const leafSharpness = fitSharpness((sharpness) => meanLogLikelihood(unseen, classes, sharpness))
  const leadOfLeaf = leadsOfLeaves(examples, classes)
  const base = { leafSharpness, leadSharpness: LEAD_SHARPNESS, leadOfLeaf, leafShare: LEAF_SHARE, leadSay: LEAD_SAY }
  const read = unseen.map((one) => {
    const given = opinionsOf(one.scores, { ...classes, ...base })
    const leaf = first(given.leaves, classes.leaves)
    const lead = first(given.leads, classes.leads).name
    const right = leadRight({ leaf: leaf.name, lead }, one.label, classes)
    return { ...one, given, leaf, right, share: one.origin === 'own' ? OWN_SURE_SHARE : 1 }
  })
  const fair = read.filter(({ origin }) => origin !== 'chosen')
  const certainty = fitLogistic(
    fair.map(({ scores, given, right, share }) => ({
      inputs: certaintyInputs(scores, given, base),
      yes: right,
      share,
    })),
    CERTAINTY_RIDGE,
  )
  const leadCertainty = { weights: [...certainty.weights].map(round), offset: round(certainty.offset) }
  const sure = fair.map((one) => ({ ...one, raw: certaintyOf(one.scores, one.given, { leadCertainty, leadOfLeaf }) }))
  const arriving = sure.filter(({ origin }) => origin === 'arriving')
  const leafCalibration = fitCurve(
    arriving.map(({ leaf, label }) => ({ raw: leaf.raw, right: leafRight(leaf.name, label, classes) })),
  )
  const leadCalibration = fitCurve(arriving.map(({ raw, right }) => ({ raw, right: Number(right) })))
  const dispatch = fitDispatch(
    sure.map(({ leaf, raw, right, share }) => ({
      leaf: leaf.name,
      confidence: calibrate(leadCalibration, raw),
      right,
      share,
    })),
  )
  const danger = fitDanger(
    read.map(({ scores, signs, given, label, rule, origin }) => ({
      inputs: dangerInputs(scores, signs, given.leaves, given.direct),
      danger: dangerOf(label),
      rule,
      arriving: origin === 'arriving',
      share: origin === 'own' ? OWN_DANGER_SHARE : 1,
    })),
  )
  return { ...base, leadCertainty, leafCalibration, leadCalibration, dispatch, danger }
}

type First = { name: string; raw: number }

function first(probabilities: Float64Array, names: string[]): First {
  const [best = 0] = bestOf(probabilities, 1)
  return { name: names[best] as string, raw: probabilities[best] as number }
}

function meanLogLikelihood(unseen: Unseen[], classes: Classes, sharpness: number): number {
  const { leaves } = classes
  let sum = 0
  for (const { scores, label } of unseen) {
    const said = softmax(scores, 0, leaves.length, sharpness)
    const right = said.filter((_, l) => answersTo(leaves[l] as LeafCode, label.leaf, label, classes))
    sum += Math.log(right.reduce((all, one) => all + one, 0) + 1e-4)
  }
  return sum / unseen.length
}

/** Smoothed shares of the bureaus that lead each leaf. */
function leadsOfLeaves(examples: Example[], { leaves, leads }: Classes): number[][] {
  return leaves.map((leaf) => {
    const times = leads.map(() => 0.5 / leads.length)
    for (const { label, origin } of examples) {
      const lead = label.lead === null ? -1 : leads.indexOf(label.lead)
      if (label.leaf === leaf && lead >= 0) times[lead] = (times[lead] as number) + (origin === 'own' ? OWN_SHARE : 1)
    }
    const sum = times.reduce((a, b) => a + b, 0)
    return times.map((n) => Math.round((n / sum) * 1e4) / 1e4)
  })
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5
