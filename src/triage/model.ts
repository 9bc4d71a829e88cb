import type { BureauId, LeafCode } from '../reference/city.ts'
import type { CertaintyModel } from './certainty.ts'

/** What was learned, as read from `city/<name>/model/`. Nothing in it is a text or a word: features are known by their hashes. */
export type TriageModel = {
  version: string
  /** Columns of weights, in this order: one per leaf, one per lead bureau, DANGER_COLUMNS for danger. */
  leaves: LeafCode[]
  leads: BureauId[]
  /** Share of each block in the length of a text's vector, in the order of BLOCKS. */
  blockShares: number[]
  /** Feature hashes in the order of the rows. */
  hashes: Int32Array
  idf: Float32Array
  rowScales: Float32Array
  bias: Float32Array
  /** features × columns, row by row; multiply by the row's scale. */
  weights: Int8Array
  /** Scores are multiplied by it before the softmax. */
  leafSharpness: number
  leadSharpness: number
  /** leadOfLeaf[leaf][lead]: how often the leaf was led by the bureau. */
  leadOfLeaf: number[][]
  /** Part of the leaf's say in the bureau; the rest is what the words say of the bureau directly. */
  leafShare: number
  /** Weight of the bureau's opinion in the leaf: how probable the leaf's usual bureaus are by the words alone. */
  leadSay: number
  /** How likely the bureau put first is right, before its curve. */
  leadCertainty: CertaintyModel
  /** From raw to calibrated probability: rising points, linear between them. */
  leafCalibration: Curve
  leadCalibration: Curve
  dispatch: DispatchThresholds
  danger: DangerModel
  index: FeatureIndex
}

export type Curve = { raw: number[]; calibrated: number[] }

/** The calibrated confidence in the bureau from which a filing is dispatched without a person: of its leaf, or else of all. */
export type DispatchThresholds = { all: number; byLeaf: Record<LeafCode, number> }

/** Whether a filing so read may go to its bureau without a person; a threshold above 1 is never met. */
export function isSure(leaf: LeafCode, leadConfidence: number, { dispatch }: Pick<TriageModel, 'dispatch'>): boolean {
  return leadConfidence >= (dispatch.byLeaf[leaf] ?? dispatch.all)
}

/**
 * For danger ≥ 1, ≥ 2 and ≥ 3 a logistic regression over what `dangerInputs` gives: weights, offset,
 * and the probability from which the level is given.
 */
export type DangerModel = { weights: number[][]; offset: number[]; threshold: number[] }
export const DANGER_COLUMNS = 3

/** Open addressing over the hashes: hash and row + 1 side by side (one cache line), 0 is empty. */
export type FeatureIndex = { mask: number; slots: Int32Array }

export function indexOf(hashes: Int32Array): FeatureIndex {
  let size = 1024
  while (size < hashes.length * 2) size *= 2
  const index = { mask: size - 1, slots: new Int32Array(size * 2) }
  for (let row = 0; row < hashes.length; row += 1) {
    const hash = hashes[row] as number
    let at = hash & index.mask
    while (index.slots[2 * at + 1] !== 0) at = (at + 1) & index.mask
    index.slots[2 * at] = hash
    index.slots[2 * at + 1] = row + 1
  }
  return index
}

/** Row of a feature, −1 when the model does not know it. */
export function rowOf({ mask, slots }: FeatureIndex, hash: number): number {
  let at = hash & mask
  while (slots[2 * at] !== hash && slots[2 * at + 1] !== 0) at = (at + 1) & mask
  return (slots[2 * at + 1] as number) - 1
}

/**
 * Writes the rows of the first `count` features. Their slots lie far apart in memory: the first loop, in which none waits for another,
 * has them fetched side by side, and the second finds them near.
 */
export function findRows(index: FeatureIndex, hashes: Int32Array, count: number, rows: Int32Array): void {
  for (let i = 0; i < count; i += 1) rows[i] = index.slots[2 * ((hashes[i] as number) & index.mask)] as number
  for (let i = 0; i < count; i += 1) rows[i] = rowOf(index, hashes[i] as number)
}

/** Linear between the points, flat outside them. */
export function calibrate(curve: Curve, raw: number): number {
  const { raw: x, calibrated: y } = curve
  const last = x.length - 1
  if (last < 0) return raw
  if (raw <= (x[0] as number)) return y[0] as number
  if (raw >= (x[last] as number)) return y[last] as number
  let i = 1
  while ((x[i] as number) < raw) i += 1
  const [x0, x1, y0, y1] = [x[i - 1] as number, x[i] as number, y[i - 1] as number, y[i] as number]
  return x1 === x0 ? y1 : y0 + ((raw - x0) / (x1 - x0)) * (y1 - y0)
}
