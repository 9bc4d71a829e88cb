import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadCity } from '../src/reference/load-city.ts'
import { bestOf } from '../src/triage/classify.ts'
import { fitSvm, marginsOf } from '../src/triage/learning/linear-svm.ts'
import { type Bag, bagOf, type Row, rowsOf, vocabularyOf } from '../src/triage/learning/vocabulary.ts'
import { normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'
import { CORPUS, rowsOfFile } from './corpus.ts'

const BLOCK_SHARES = [1, 1.4, 0.9, 0.2]
const TEXTS_MINIMUM = 2
const COST = 1
const FOLDS = 5

/** The seven-departments benchmark: the triage pipeline (normalise, segment, features, linear SVM) trained on any labelled file. */
const labelled = z.object({
  title: z.string().nullish(),
  text: z.string(),
  label: z.string(),
  group: z.string().nullish(),
})
type Labelled = z.infer<typeof labelled>

const { values } = parseArgs({
  options: { train: { type: 'string', default: `${CORPUS}/seven-departments-dev.jsonl` }, test: { type: 'string' } },
})
const city = loadCity(process.env.CITY ?? 'city/shenzhen')
const train = rowsOfFile(values.train).map((row) => labelled.parse(row))
const answers =
  values.test === undefined
    ? crossValidate(train)
    : trainAndTest(
        train,
        rowsOfFile(values.test).map((row) => labelled.parse(row)),
      )
const split = values.test === undefined ? `${FOLDS} folds by group` : 'test file'
console.log(JSON.stringify({ n: answers.length, split, accuracy: accuracyOf(answers), macro_f1: macroF1(answers) }))

type Answer = { truth: string; said: string }

/** Near-identical texts share a group and stay on one side of every split. */
function crossValidate(rows: Labelled[]): Answer[] {
  const groups = [...new Set(rows.map(groupOf))]
  const foldOf = new Map(groups.map((group, i) => [group, i % FOLDS]))
  return Array.from({ length: FOLDS }, (_, fold) => {
    const held = rows.filter((row) => foldOf.get(groupOf(row)) === fold)
    return trainAndTest(
      rows.filter((row) => foldOf.get(groupOf(row)) !== fold),
      held,
    )
  }).flat()
}

function groupOf(row: Labelled): string {
  return row.group ?? row.text
}

function trainAndTest(train: Labelled[], test: Labelled[]): Answer[] {
  const labels = [...new Set(train.map((row) => row.label))].sort()
  const bags = train.map(bagOfRow)
  const vocabulary = vocabularyOf(bags, TEXTS_MINIMUM)
  const model = fitSvm(rowsOf(bags, vocabulary, BLOCK_SHARES), vocabulary.hashes.length, {
    columns: labels.length,
    answer: (i, c) => train[i]?.label === labels[c],
    cost: () => COST,
  })
  const rows = rowsOf(test.map(bagOfRow), vocabulary, BLOCK_SHARES)
  return test.map((row, i) => {
    const margins = new Float32Array(labels.length)
    marginsOf(model, rows[i] as Row, margins)
    return { truth: row.label, said: labels[bestOf(Float64Array.from(margins), 1)[0] ?? 0] ?? '' }
  })
}

function bagOfRow(row: Labelled): Bag {
  const { simplified, titleUnits } = normalise({ title: row.title ?? '', text: row.text })
  return bagOf(simplified, segment(simplified, city), titleUnits)
}

function accuracyOf(answers: Answer[]): number {
  return round(answers.filter(({ truth, said }) => truth === said).length / answers.length)
}

function macroF1(answers: Answer[]): number {
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
