import { gramAt } from './grams.ts'
import { type IncidentModel, rarityOf } from './incident-model.ts'
import { countIn, isOfHeadline, type Sketch } from './sketch.ts'

/** A sketch as a model sees it: what two reports are compared by. */
export type Portrait = {
  sketch: Sketch
  /** TF-IDF of each gram with the logarithm of the count; the squares sum to 1. */
  weights: Float32Array
  /** The same for what the report is about: grams that many texts hold, without the rare ones that names are made of. */
  matter: Float32Array
  /** Pairs of the headline with the square of their rarity, and the sum of those. */
  headline: Uint32Array
  headlineWeights: Float32Array
  headlineTotal: number
  day: number
}

/** Rarer than one text in some 670: mostly names. */
const NAMES_FROM = 6.5
const DAY_MS = 86_400_000

export function portraitOf(sketch: Sketch, model: IncidentModel): Portrait {
  const { grams, counts } = sketch
  const [weights, matter] = [new Float32Array(grams.length), new Float32Array(grams.length)]
  const headline: number[] = []
  const headlineWeights: number[] = []
  let [square, matterSquare, headlineTotal] = [0, 0, 0]
  for (let i = 0; i < grams.length; i += 1) {
    const rarity = rarityOf(model, grams[i] as number)
    const weight = (LOG_COUNTS[countIn(counts[i] as number)] as number) * rarity
    weights[i] = weight
    square += weight * weight
    if (rarity < NAMES_FROM) {
      matter[i] = weight
      matterSquare += weight * weight
    }
    if (isOfHeadline(counts[i] as number)) {
      headline.push(grams[i] as number)
      headlineWeights.push(rarity * rarity)
      headlineTotal += rarity * rarity
    }
  }
  scale(weights, square)
  scale(matter, matterSquare)
  return {
    sketch,
    weights,
    matter,
    headline: Uint32Array.from(headline),
    headlineWeights: Float32Array.from(headlineWeights),
    headlineTotal,
    day: sketch.receivedAt.getTime() / DAY_MS,
  }
}

/** One and the logarithm of the count. */
const LOG_COUNTS = Float64Array.from({ length: 128 }, (_, count) => 1 + Math.log(Math.max(1, count)))

function scale(weights: Float32Array, square: number): void {
  const length = Math.sqrt(square) || 1
  for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] as number) / length
}

/** Whether a word may stand in the report: all its pairs and triples do. */
export function holds({ sketch: { grams } }: Portrait, word: string): boolean {
  for (const size of [2, 3] as const)
    for (let at = 0; at + size <= word.length; at += 1) if (!isIn(grams, gramAt(word, at, size))) return false
  return true
}

function isIn(grams: Uint32Array, gram: number): boolean {
  let [from, to] = [0, grams.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((grams[middle] as number) < gram) from = middle + 1
    else to = middle
  }
  return grams[from] === gram
}
