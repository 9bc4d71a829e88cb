import type { Choice } from './assessment.ts'
import { type Grams, isWord } from './features.ts'
import { type Curve, calibrate, type TriageModel } from './model.ts'
import { TEXT_UNITS_MAX } from './normalise.ts'
import type { Vector } from './score.ts'
import { kernelOf } from './score-kernel.ts'

const ALTERNATIVES = 2
const REASONS_MAX = 6
/** Words that may weigh something but tell a reader nothing. */
const SAYS_LITTLE = new Set(
  'the a an and or but of in on at to for from with by is are was were be been it its this that my our your his her their me us you they we he she i not no will would has have had do does did after before when who which so as if up out into over 我们 你们 他们 一个 这个 那个 没有 不是 就是 还是 因为 所以 但是 可以 关于 希望 领导 尊敬'.split(
    ' ',
  ),
)

/**
 * Leaf from its own columns with a say of the bureaus' columns; bureau from its own columns together with the bureaus that lead
 * the probable leaves. The columns are for the reasons.
 */
export function classify(scores: Scores, model: TriageModel): Classified {
  const { leaves, leads, direct } = opinionsOf(scores, model)
  const leaf = ranked(leaves, model.leaves, model.leafCalibration)
  const lead = ranked(leads, model.leads, model.leadCalibration)
  const leafColumn = model.leaves.indexOf(leaf.value)
  const leadColumn = model.leaves.length + model.leads.indexOf(lead.value)
  return { leaf, lead, leafColumn, leadColumn, leaves, leads: direct }
}

export type Scores = Float64Array | Float32Array
type Classified = {
  leaf: Ranked
  lead: Ranked
  leafColumn: number
  leadColumn: number
  leaves: Float64Array
  leads: Float64Array
}
export type Opinions = Pick<
  TriageModel,
  'leaves' | 'leads' | 'leafSharpness' | 'leadSharpness' | 'leadOfLeaf' | 'leafShare' | 'leadSay'
>

/** Probability of each leaf and each bureau; `direct` is what the words alone say of the bureau. */
export function opinionsOf(
  scores: Scores,
  model: Opinions,
): { leaves: Float64Array; leads: Float64Array; direct: Float64Array } {
  const byWords = softmax(scores, 0, model.leaves.length, model.leafSharpness)
  const direct = softmax(scores, model.leaves.length, model.leads.length, model.leadSharpness)
  return { leaves: swayed(byWords, direct, model), leads: pooled(direct, byWords, model), direct }
}

/** Each leaf times the probability of its usual bureaus to the power of `leadSay`. */
function swayed(leaves: Float64Array, direct: Float64Array, { leadOfLeaf, leadSay }: Opinions): Float64Array {
  const swayed = new Float64Array(leaves.length)
  const least = FLOOR_OF_AGREEMENT ** leadSay
  let sum = 0
  for (let l = 0; l < leaves.length; l += 1) {
    const p = leaves[l] as number
    swayed[l] = p > WORTH_COUNTING ? p * agreement(leadOfLeaf[l] as number[], direct) ** leadSay : p * least
    sum += swayed[l] as number
  }
  for (let l = 0; l < leaves.length; l += 1) swayed[l] = (swayed[l] as number) / sum
  return swayed
}

function agreement(leads: number[], direct: Float64Array): number {
  let sum = FLOOR_OF_AGREEMENT
  for (let b = 0; b < direct.length; b += 1) sum += (direct[b] as number) * (leads[b] as number)
  return sum
}

type Ranked = Omit<Choice<string>, 'because'>

export function softmax(scores: Scores, from: number, classes: number, sharpness: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < classes; c += 1) top = Math.max(top, scores[from + c] as number)
  const probabilities = new Float64Array(classes)
  let sum = 0
  for (let c = 0; c < classes; c += 1) {
    const p = Math.exp(((scores[from + c] as number) - top) * sharpness)
    probabilities[c] = p
    sum += p
  }
  for (let c = 0; c < classes; c += 1) probabilities[c] = (probabilities[c] as number) / sum
  return probabilities
}

const FLOOR = 1e-6
const WORTH_COUNTING = 1e-4
const FLOOR_OF_AGREEMENT = 1e-4

/** Logarithmic opinion pool of the direct answer and the one by way of the leaves. */
function pooled(direct: Float64Array, leaves: Float64Array, { leadOfLeaf, leafShare }: Opinions): Float64Array {
  const byLeaf = new Float64Array(direct.length)
  for (let l = 0; l < leaves.length; l += 1) {
    const p = leaves[l] as number
    if (p < WORTH_COUNTING) continue
    const row = leadOfLeaf[l] as number[]
    for (let b = 0; b < direct.length; b += 1) byLeaf[b] = (byLeaf[b] as number) + p * (row[b] as number)
  }
  let sum = 0
  for (let b = 0; b < direct.length; b += 1) {
    const own = Math.log((direct[b] as number) + FLOOR) * (1 - leafShare)
    byLeaf[b] = Math.exp(own + Math.log((byLeaf[b] as number) + FLOOR) * leafShare)
    sum += byLeaf[b] as number
  }
  for (let b = 0; b < direct.length; b += 1) byLeaf[b] = (byLeaf[b] as number) / sum
  return byLeaf
}

/** Calibration moves the first answer's probability; the others share what is left in proportion. */
function ranked(probabilities: Float64Array, names: string[], curve: Curve): Ranked {
  const order = bestOf(probabilities, 1 + ALTERNATIVES)
  const [first = 0, ...others] = order
  const raw = probabilities[first] as number
  const confidence = calibrate(curve, raw)
  const rest = raw < 1 ? (1 - confidence) / (1 - raw) : 0
  const alternatives = others.map((c) => ({
    value: names[c] as string,
    confidence: Math.min((probabilities[c] as number) * rest, confidence),
  }))
  return { value: names[first] as string, confidence, alternatives }
}

/** Places of the `n` largest values, largest first; the earlier place wins a tie. */
export function bestOf(values: Float64Array, n: number): number[] {
  const best: number[] = []
  for (let c = 0; c < values.length; c += 1) {
    let at = best.length
    while (at > 0 && (values[c] as number) > (values[best[at - 1] as number] as number)) at -= 1
    if (at < n) best.splice(at, 0, c)
    if (best.length > n) best.pop()
  }
  return best
}

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
