import type { Choice } from './assessment.ts'
import { type Grams, isWord } from './features.ts'
import type { TriageModel } from './model.ts'
import { TEXT_UNITS_MAX } from './normalise.ts'
import type { Vector } from './score.ts'
import { kernelOf } from './score-kernel.ts'

const REASONS_MAX = 6
/** Words that may weigh something but tell a reader nothing. */
const SAYS_LITTLE = new Set(
  'the a an and or but of in on at to for from with by is are was were be been it its this that my our your his her their me us you they we he she i not no will would has have had do does did after before when who which so as if up out into over 我们 你们 他们 一个 这个 那个 没有 不是 就是 还是 因为 所以 但是 可以 关于 希望 领导 尊敬'.split(
    ' ',
  ),
)

/**
 * The words that spoke for a column: each occurrence's part of the score is spread over its characters and summed per word.
 * Only words of at least two letters, and none that weighs less than a tenth of the heaviest.
 */
export function decidingWords(
  words: string[],
  grams: Grams,
  vector: Vector,
  model: TriageModel,
  column: number,
): Choice<string>['because'] {
  const perWord = weightPerWord(words, weightPerUnit(grams, vector, model, column))
  let heaviest = 0
  for (const weight of perWord) if (weight > heaviest) heaviest = weight
  const least = heaviest / 10
  const sums = new Map<string, number>()
  for (let w = 0; w < words.length; w += 1) {
    const word = words[w] as string
    const weight = perWord[w] as number
    if (weight > least && word.length > 1) sums.set(word, (sums.get(word) ?? 0) + weight)
  }
  const told: Choice<string>['because'] = []
  for (const [word, weight] of [...sums].sort((a, b) => b[1] - a[1])) {
    if (told.length === REASONS_MAX) break
    if (tells(word)) told.push({ word, weight: Math.round(weight * 1000) / 1000 })
  }
  return told
}

const tells = (word: string): boolean => isWord(word) && !SAYS_LITTLE.has(word.toLowerCase())

function weightPerWord(words: string[], perUnit: Float32Array): Float32Array {
  const perWord = new Float32Array(words.length)
  let at = 0
  for (let w = 0; w < words.length; w += 1) {
    const end = at + (words[w] as string).length
    let weight = 0
    for (; at < end; at += 1) weight += perUnit[at] as number
    perWord[w] = weight
  }
  return perWord
}

/** Reused by the next call. */
const perUnit = new Float32Array(TEXT_UNITS_MAX + 1)

function weightPerUnit(grams: Grams, vector: Vector, model: TriageModel, column: number): Float32Array {
  const weights = occurrenceWeights(vector, model, column)
  perUnit.fill(0)
  for (let i = 0; i < grams.count; i += 1) {
    const place = vector.occurrences[i] as number
    const length = grams.length[i] as number
    if (place < 0 || length === 0) continue
    const weight = (weights[place] as number) / length
    const start = grams.start[i] as number
    for (let u = start; u < start + length; u += 1) perUnit[u] = (perUnit[u] as number) + weight
  }
  return perUnit
}

/** Weight of one occurrence of each row: its part of the score, divided among its occurrences. */
function occurrenceWeights({ size, rows, factors, times }: Vector, model: TriageModel, column: number): Float32Array {
  const { weights: known, placeOf } = kernelOf(model)
  const { from, stride } = placeOf(column)
  const weights = new Float32Array(size)
  for (let j = 0; j < size; j += 1) {
    const weight = known[from + (rows[j] as number) * stride] as number
    weights[j] = ((factors[j] as number) * weight) / (times[j] as number)
  }
  return weights
}
