import { createRequire } from 'node:module'
import {
  type Answer,
  DEPARTMENTS,
  foldsOf,
  type Labelled,
  labelledRows,
  macroF1,
  trainAndTest,
} from '../scripts/departments.ts'
import type { City } from '../src/reference/city.ts'
import { normalise } from '../src/triage/normalise.ts'
import { segment } from '../src/triage/segment.ts'

const require = createRequire(import.meta.url)

/** What is used of `natural`: its own types are sources that our settings refuse, and it is loaded only when asked for. */
type Peer = {
  addDocument: (words: string[], label: string) => void
  train: () => void
  classify: (words: string[]) => string
}

/** `natural` reads some twenty texts a second: both classifiers are given the same sample. */
const TRAIN_TEXTS = 1500
const TEST_TEXTS = 300
const FOLDS = 5

/** Our pipeline and `natural`'s BayesClassifier on the same texts of the seven departments, near-identical texts on one side. */
export function besideNatural(city: City) {
  const rows = labelledRows(DEPARTMENTS)
  const foldOf = foldsOf(rows, FOLDS)
  const test = rows.filter((_, i) => foldOf[i] === 0).slice(0, TEST_TEXTS)
  const train = rows.filter((_, i) => foldOf[i] !== 0).slice(0, TRAIN_TEXTS)
  const peer = naturalOn(train, test, city)
  return {
    departments_sample: { train: train.length, test: test.length },
    macro_f1: macroF1(trainAndTest(train, test, city)),
    natural_macro_f1: macroF1(peer.answers),
    natural_docs_per_s: peer.docs_per_s,
  }
}

/** It is given our words, since its own tokenizers do not know Chinese; segmentation is not counted against it. */
function naturalOn(train: Labelled[], test: Labelled[], city: City): { answers: Answer[]; docs_per_s: number } {
  // It loads dotenv, which prints advertisements between our figures.
  process.env.DOTENV_CONFIG_QUIET = 'true'
  const { BayesClassifier } = require('natural') as { BayesClassifier: new () => Peer }
  const classifier = new BayesClassifier()
  for (const row of train) classifier.addDocument(wordsOf(row, city), row.label)
  classifier.train()
  const asked = test.map((row) => ({ words: wordsOf(row, city), truth: row.label }))
  const start = process.cpuUsage()
  const answers = asked.map(({ words, truth }) => ({ truth, said: classifier.classify(words) }))
  const used = process.cpuUsage(start)
  return { answers, docs_per_s: Math.round((answers.length / (used.user + used.system)) * 1e7) / 10 }
}

function wordsOf({ title, text }: Labelled, city: City): string[] {
  const words = segment(normalise({ title: title ?? '', text }).simplified, city)
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word))
}
