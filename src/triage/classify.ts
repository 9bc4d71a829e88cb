import type { BureauId, LeafCode } from '../reference/city.ts'
import type { Choice } from './assessment.ts'
import type { Grams } from './features.ts'
import { type Curve, calibrate, type TriageModel } from './model.ts'
import type { Vector } from './score.ts'

const ALTERNATIVES = 2
const REASONS_MAX = 6

/** Leaf and lead bureau from one table of joint classes: a leaf's probability is the sum over its bureaus, a bureau's over its leaves. */
export function classify(
  scores: Float32Array,
  model: TriageModel,
): { leaf: Omit<Choice<LeafCode>, 'because'>; lead: Omit<Choice<BureauId>, 'because'>; column: number } {
  const probabilities = softmax(scores, model.classes.length, model.sharpness)
  const leaf = ranked(sumBy(probabilities, model, 'leaf'), model.leafCalibration)
  const lead = ranked(sumBy(probabilities, model, 'lead'), model.leadCalibration)
  return { leaf, lead, column: bestColumn(probabilities, model, leaf.value) }
}

function softmax(scores: Float32Array, classes: number, sharpness: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < classes; c += 1) top = Math.max(top, scores[c] as number)
  const probabilities = new Float64Array(classes)
  let sum = 0
  for (let c = 0; c < classes; c += 1) {
    const p = Math.exp(((scores[c] as number) - top) * sharpness)
    probabilities[c] = p
    sum += p
  }
  for (let c = 0; c < classes; c += 1) probabilities[c] = (probabilities[c] as number) / sum
  return probabilities
}

function sumBy(probabilities: Float64Array, model: TriageModel, part: 'leaf' | 'lead'): Map<string, number> {
  const sums = new Map<string, number>()
  model.classes.forEach((one, c) => {
    sums.set(one[part], (sums.get(one[part]) ?? 0) + (probabilities[c] as number))
  })
  return sums
}

/** Calibration moves the first answer's probability; the others share what is left in proportion. */
function ranked(
  sums: Map<string, number>,
  curve: Curve,
): { value: string; confidence: number; alternatives: { value: string; confidence: number }[] } {
  const order = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const [value, raw] = order[0] ?? ['NONE', 0]
  const confidence = calibrate(curve, raw)
  const rest = raw < 1 ? (1 - confidence) / (1 - raw) : 0
  const alternatives = order
    .slice(1, 1 + ALTERNATIVES)
    .map(([other, p]) => ({ value: other, confidence: Math.min(p * rest, confidence) }))
  return { value, confidence, alternatives }
}

function bestColumn(probabilities: Float64Array, model: TriageModel, leaf: LeafCode): number {
  let best = 0
  model.classes.forEach((one, c) => {
    const better = (probabilities[c] as number) > (probabilities[best] as number)
    if (one.leaf === leaf && (model.classes[best]?.leaf !== leaf || better)) best = c
  })
  return best
}

/** The words that carried the column above the average class: each occurrence's weight is spread over its characters and summed per word. */
export function decidingWords(
  text: string,
  words: string[],
  grams: Grams,
  vector: Vector,
  model: TriageModel,
  column: number,
): Choice<string>['because'] {
  const perUnit = weightPerUnit(text.length, grams, vector, model, column)
  const sums = new Map<string, number>()
  let at = 0
  for (const word of words) {
    let weight = 0
    for (let i = at; i < at + word.length; i += 1) weight += perUnit[i] ?? 0
    at += word.length
    if (weight > 0 && /[\p{L}\p{N}]{2}/u.test(word)) sums.set(word, (sums.get(word) ?? 0) + weight)
  }
  const order = [...sums].sort((a, b) => b[1] - a[1]).slice(0, REASONS_MAX)
  return order.map(([word, weight]) => ({ word, weight: Math.round(weight * 1000) / 1000 }))
}

function weightPerUnit(units: number, grams: Grams, vector: Vector, model: TriageModel, column: number): Float64Array {
  const perRow = rowWeights(grams, vector, model, column)
  const perUnit = new Float64Array(units)
  for (let i = 0; i < grams.count; i += 1) {
    const weight = perRow.get(vector.occurrences[i] as number)
    const length = grams.length[i] as number
    if (weight === undefined || length === 0) continue
    const start = grams.start[i] as number
    for (let u = start; u < start + length; u += 1) perUnit[u] = (perUnit[u] as number) + weight / length
  }
  return perUnit
}

/** Weight of one occurrence of each row: its share of the score, divided among its occurrences. */
function rowWeights(grams: Grams, vector: Vector, model: TriageModel, column: number): Map<number, number> {
  const times = new Map<number, number>()
  for (let i = 0; i < grams.count; i += 1) {
    const row = vector.occurrences[i] as number
    if (row >= 0) times.set(row, (times.get(row) ?? 0) + 1)
  }
  const columns = model.bias.length
  const weights = new Map<number, number>()
  for (let j = 0; j < vector.size; j += 1) {
    const row = vector.rows[j] as number
    const scale = (vector.values[j] as number) * (model.rowScales[row] as number)
    weights.set(row, (scale * (model.weights[row * columns + column] as number)) / (times.get(row) ?? 1))
  }
  return weights
}
