import { BLOCKS, type Grams } from './features.ts'
import { findRows, type TriageModel } from './model.ts'
import { kernelOf } from './score-kernel.ts'

/**
 * A text as the model sees it: distinct rows with their TF-IDF values, by what their weights are to be multiplied, and times; each
 * occurrence with its place among them (−1 unknown). Reused by the next call.
 */
export type Vector = {
  size: number
  rows: Int32Array
  values: Float32Array
  factors: Float32Array
  times: Uint16Array
  occurrences: Int32Array
}

const LOGS = Float32Array.from({ length: 4096 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)))
type Scratch = Vector & { places: Int32Array; blocks: Uint8Array }
const scratches = new WeakMap<TriageModel, Scratch>()

/** TF-IDF with sublinear counts; each block is brought to its share of the length, the whole to length 1. */
export function vectorOf(grams: Grams, model: TriageModel): Vector {
  const vector = scratchOf(model, grams)
  count(grams, model, vector)
  weigh(model, vector)
  return vector
}

function count(grams: Grams, model: TriageModel, vector: Scratch): void {
  const { rows, times, places, blocks, occurrences } = vector
  vector.size = 0
  findRows(model.index, grams.hash, grams.count, occurrences)
  for (let i = 0; i < grams.count; i += 1) {
    const row = occurrences[i] as number
    if (row < 0) continue
    let place = (places[row] as number) - 1
    if (place < 0) {
      place = vector.size
      vector.size += 1
      places[row] = vector.size
      rows[place] = row
      times[place] = 0
      blocks[place] = grams.block[i] as number
    }
    times[place] = (times[place] as number) + 1
    occurrences[i] = place
  }
}

function weigh(model: TriageModel, vector: Scratch): void {
  const { rows, values, factors, times, places, blocks, size } = vector
  const squares = new Float64Array(BLOCKS.length)
  for (let j = 0; j < size; j += 1) {
    const row = rows[j] as number
    const value = (LOGS[Math.min(times[j] as number, 4095)] as number) * (model.idf[row] as number)
    const block = blocks[j] as number
    values[j] = value
    factors[j] = model.rowScales[row] as number
    squares[block] = (squares[block] as number) + value * value
    places[row] = 0
  }
  let whole = 0
  for (let b = 0; b < BLOCKS.length; b += 1)
    if ((squares[b] as number) > 0) whole += (model.blockShares[b] as number) ** 2
  const length = Math.sqrt(whole) || 1
  for (let j = 0; j < size; j += 1) {
    const block = blocks[j] as number
    const share = (model.blockShares[block] as number) / length / (Math.sqrt(squares[block] as number) || 1)
    values[j] = (values[j] as number) * share
    factors[j] = (values[j] as number) * (factors[j] as number)
  }
}

/** Linear scores, one per column of the model. */
export function scoresOf({ size, rows, factors }: Vector, model: TriageModel): Float64Array {
  const scores = new Float64Array(model.bias)
  if (size === 0) return scores
  const kernel = kernelOf(model)
  for (let j = 0; j < size; j += 1) kernel.factors[j] = factors[j] as number
  kernel.sum(rows, size)
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] as number) + (kernel.scores[c] as number)
  return scores
}

function scratchOf(model: TriageModel, grams: Grams): Scratch {
  const known = scratches.get(model)
  if (known) return known
  const features = model.hashes.length
  const fresh: Scratch = {
    size: 0,
    rows: new Int32Array(features),
    values: new Float32Array(features),
    factors: new Float32Array(features),
    occurrences: new Int32Array(grams.hash.length),
    times: new Uint16Array(features),
    places: new Int32Array(features),
    blocks: new Uint8Array(features),
  }
  scratches.set(model, fresh)
  return fresh
}
