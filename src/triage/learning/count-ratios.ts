import type { Questions } from './linear-svm.ts'
import type { Row } from './vocabulary.ts'

const SMOOTHING = 0.3

/**
 * How readily each weight moves, features × columns: its log-count ratio between the texts that answer yes and those that answer no.
 * Wang & Manning (Baselines and Bigrams, ACL 2012) scale the inputs by the ratio; scaling them by its root did best here, which squared is
 * the ratio itself. Each column is brought to where the texts keep their mean squared length, so that costs mean what they did.
 */
export function countRatios(rows: Row[], features: number, questions: Questions): Float32Array {
  const { columns } = questions
  const counts = { yes: new Float32Array(features * columns), no: new Float32Array(features * columns) }
  counts.yes.fill(SMOOTHING)
  counts.no.fill(SMOOTHING)
  rows.forEach((row, text) => {
    for (let c = 0; c < columns; c += 1) {
      const answer = questions.answer(text, c)
      if (answer === null) continue
      const counted = answer ? counts.yes : counts.no
      for (const j of row.index) counted[j * columns + c] = (counted[j * columns + c] as number) + 1
    }
  })
  const sums = { yes: columnSums(counts.yes, columns), no: columnSums(counts.no, columns) }
  const ratios = counts.yes.map((yes, at) => {
    const c = at % columns
    const share = yes / (sums.yes[c] as number)
    const others = (counts.no[at] as number) / (sums.no[c] as number)
    return Math.abs(Math.log(share / others))
  })
  return atMeanLength(ratios, rows, columns)
}

function columnSums(table: Float32Array, columns: number): Float64Array {
  const sums = new Float64Array(columns)
  table.forEach((value, at) => {
    sums[at % columns] = (sums[at % columns] as number) + value
  })
  return sums
}

function atMeanLength(ratios: Float32Array, rows: Row[], columns: number): Float32Array {
  const lengths = new Float64Array(columns)
  for (const { index, value } of rows)
    for (let j = 0; j < index.length; j += 1) {
      const square = (value[j] as number) ** 2 / rows.length
      const from = (index[j] as number) * columns
      for (let c = 0; c < columns; c += 1) lengths[c] = (lengths[c] as number) + square * (ratios[from + c] as number)
    }
  return ratios.map((ratio, at) => ratio / (lengths[at % columns] || 1))
}
