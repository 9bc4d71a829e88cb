import { indexOf, type TriageModel } from '../model.ts'
import type { Example, Unseen } from './examples.ts'
import { type Classes, fitModel } from './fit.ts'
import { fitLastSteps } from './fit-last-steps.ts'
import { type LinearModel, marginsOf } from './linear-svm.ts'
import { nearIdentical } from './near-identical.ts'
import { quantise, SHIPPED_LEVELS } from './quantise.ts'
import { seeded, shuffled } from './random.ts'
import { type Row, rowsOf, vocabularyOf } from './vocabulary.ts'

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 4
const FOLDS = 5
const SEED = 7
/** Taken off the score of "not a quality matter": with a third of the texts it would draw in the rare leaves. */
const NONE_HANDICAP = 0.25

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
    model: { ...base, ...fitLastSteps(unseen, [...texts, ...sentences], classes), index: indexOf(vocabulary.hashes) },
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
