import { parseArgs } from 'node:util'
import { loadCity } from '../src/reference/load-city.ts'
import { accuracyOf, DEPARTMENTS, foldsOf, labelledRows, macroF1, trainAndTest } from './departments.ts'

const FOLDS = 5

/** The seven-departments benchmark: the triage pipeline trained on any labelled file; in five folds by group without `--test`. */
const { values } = parseArgs({ options: { train: { type: 'string', default: DEPARTMENTS }, test: { type: 'string' } } })
const city = loadCity(process.env.CITY ?? 'city/shenzhen')
const train = labelledRows(values.train)
const answers = values.test === undefined ? crossValidated() : trainAndTest(train, labelledRows(values.test), city)
const split = values.test === undefined ? `${FOLDS} folds by group` : 'test file'
console.log(JSON.stringify({ n: answers.length, split, accuracy: accuracyOf(answers), macro_f1: macroF1(answers) }))

function crossValidated() {
  const foldOf = foldsOf(train, FOLDS)
  return Array.from({ length: FOLDS }, (_, fold) =>
    trainAndTest(
      train.filter((_, i) => foldOf[i] !== fold),
      train.filter((_, i) => foldOf[i] === fold),
      city,
    ),
  ).flat()
}
