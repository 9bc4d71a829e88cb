import { z } from 'zod'
import type { City } from '../src/reference/city.ts'
import { countRatios } from '../src/triage/learning/count-ratios.ts'
import { fitSvm, marginsOf, type Questions } from '../src/triage/learning/linear-svm.ts'
import { type Bag, bagOf, type Row, rowsOf, vocabularyOf } from '../src/triage/learning/vocabulary.ts'
import { normalise } from '../src/triage/normalise.ts'
import { bestOf } from '../src/triage/opinions.ts'
import { segment } from '../src/triage/segment.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

export const DEPARTMENTS = `${CORPUS}/seven-departments-dev.jsonl`

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 2
const COST = 5
const PASSES = 20

/** A message with the one label it was filed under; near-identical texts share a group. */
const labelled = z.object({
  title: z.string().nullish(),
  text: z.string(),
  label: z.string(),
  group: z.string().nullish(),
})
export type Labelled = z.infer<typeof labelled>
export type Answer = { truth: string; said: string }

export function labelledRows(path: string): Labelled[] {
  return rowsOfFile(path).map((row) => labelled.parse(row))
}

/** Each row's fold, near-identical texts in one. */
export function foldsOf(rows: Labelled[], folds: number): number[] {
  const groups = new Map<string, number>()
  return rows.map(({ group, text }) => {
    const key = group ?? text
    if (!groups.has(key)) groups.set(key, groups.size)
    return (groups.get(key) as number) % folds
  })
}

/** The triage pipeline (normalise, segment, features, linear SVM) trained on one set of labelled texts and asked about another. */
export function trainAndTest(train: Labelled[], test: Labelled[], city: City): Answer[] {
  const labels = [...new Set(train.map((row) => row.label))].sort()
  const bags = train.map((row) => bagOfRow(row, city))
  const vocabulary = vocabularyOf(bags, TEXTS_MINIMUM)
  const features = vocabulary.hashes.length
  const known = rowsOf(bags, vocabulary, BLOCK_SHARES)
  const questions: Questions = {
    columns: labels.length,
    answer: (i, c) => train[i]?.label === labels[c],
    cost: () => COST,
  }
  const readiness = countRatios(known, features, questions)
  const model = fitSvm(known, features, questions, { passes: PASSES, readiness })
  const rows = rowsOf(
    test.map((row) => bagOfRow(row, city)),
    vocabulary,
    BLOCK_SHARES,
  )
  return test.map((row, i) => {
    const margins = new Float32Array(labels.length)
    marginsOf(model, rows[i] as Row, margins)
    return { truth: row.label, said: labels[bestOf(Float64Array.from(margins), 1)[0] ?? 0] ?? '' }
  })
}

function bagOfRow(row: Labelled, city: City): Bag {
  const { simplified, titleUnits } = normalise({ title: row.title ?? '', text: row.text })
  return bagOf(simplified, segment(simplified, city), titleUnits)
}

export function accuracyOf(answers: Answer[]): number {
  return round(answers.filter(({ truth, said }) => truth === said).length / answers.length)
}

/** Mean over the labels of F1; a label that is never said counts 0. */
export function macroF1(answers: Answer[]): number {
  const labels = [...new Set(answers.map(({ truth }) => truth))]
  const scores = labels.map((label) => {
    const said = answers.filter((one) => one.said === label).length
    const meant = answers.filter((one) => one.truth === label).length
    const both = answers.filter((one) => one.said === label && one.truth === label).length
    return (2 * both) / (said + meant)
  })
  return round(scores.reduce((sum, f1) => sum + f1, 0) / labels.length)
}

function round(share: number): number {
  return Math.round(share * 1e4) / 1e4
}
