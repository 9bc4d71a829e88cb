import { BLOCKS, type Grams } from './features.ts'
import { rowOf, type TriageModel } from './model.ts'

/** A text as the model sees it: distinct rows with their TF-IDF values, and each occurrence with its row (−1 unknown). Reused by the next call. */
export type Vector = { size: number; rows: Int32Array; values: Float32Array; occurrences: Int32Array }

const LOGS = Float32Array.from({ length: 4096 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)))
type Scratch = Vector & { counts: Uint16Array; blocks: Uint8Array }
const scratches = new WeakMap<TriageModel, Scratch>()

/** TF-IDF with sublinear counts; each block is brought to its share of the length, the whole to length 1. */
export function vectorOf(grams: Grams, model: TriageModel): Vector {
  const vector = scratchOf(model, grams)
  count(grams, model, vector)
  weigh(model, vector)
  return vector
}

function count(grams: Grams, model: TriageModel, vector: Scratch): void {
  const { rows, counts, blocks, occurrences } = vector
  vector.size = 0
  for (let i = 0; i < grams.count; i += 1) {
    const row = rowOf(model.index, grams.hash[i] as number)
    occurrences[i] = row
    if (row < 0) continue
    if (counts[row] === 0) {
      rows[vector.size] = row
      blocks[vector.size] = grams.block[i] as number
      vector.size += 1
    }
    counts[row] = (counts[row] as number) + 1
  }
}

function weigh(model: TriageModel, vector: Scratch): void {
  const { rows, values, counts, blocks, size } = vector
  const squares = new Float64Array(BLOCKS.length)
  for (let j = 0; j < size; j += 1) {
    const row = rows[j] as number
    const value = (LOGS[Math.min(counts[row] as number, 4095)] as number) * (model.idf[row] as number)
    const block = blocks[j] as number
    values[j] = value
    squares[block] = (squares[block] as number) + value * value
    counts[row] = 0
  }
  let whole = 0
  for (let b = 0; b < BLOCKS.length; b += 1)
    if ((squares[b] as number) > 0) whole += (model.blockShares[b] as number) ** 2
  const length = Math.sqrt(whole) || 1
  for (let j = 0; j < size; j += 1) {
    const block = blocks[j] as number
    const share = (model.blockShares[block] as number) / length / (Math.sqrt(squares[block] as number) || 1)
    values[j] = (values[j] as number) * share
  }
}

/** Linear scores, one per column of the model. */
export function scoresOf(vector: Vector, model: TriageModel): Float32Array {
  const { weights, rowScales, bias } = model
  const columns = bias.length
  const scores = Float32Array.from(bias)
  for (let j = 0; j < vector.size; j += 1) {
    const row = vector.rows[j] as number
    const value = (vector.values[j] as number) * (rowScales[row] as number)
    const from = row * columns
    for (let c = 0; c < columns; c += 1) scores[c] = (scores[c] as number) + value * (weights[from + c] as number)
  }
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
    occurrences: new Int32Array(grams.hash.length),
    counts: new Uint16Array(features),
    blocks: new Uint8Array(features),
  }
  scratches.set(model, fresh)
  return fresh
}
