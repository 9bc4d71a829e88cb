import type { LinearModel } from './linear-svm.ts'

/** A file a third smaller than with 127, and the same answer to 363 of 364 letters (docs/triage.md). */
export const SHIPPED_LEVELS = 31
/** Four times as fine, so that what a correction changes is kept; a shipped weight is one of them, whole. */
export const TAUGHT_LEVELS = 4 * SHIPPED_LEVELS

/**
 * Weights as whole numbers −levels … levels (at most 127) with one scale a row; the largest weight of a row keeps its size, the others
 * lose at most 1 / (2 × levels) of it.
 */
export function quantise(
  linear: LinearModel,
  features: number,
  levels: number,
): { weights: Int8Array; rowScales: Float32Array } {
  const weights = new Int8Array(features * linear.columns)
  const rowScales = new Float32Array(features)
  for (let row = 0; row < features; row += 1) {
    const from = row * linear.columns
    let most = 0
    for (let c = 0; c < linear.columns; c += 1) most = Math.max(most, Math.abs(linear.weights[from + c] as number))
    rowScales[row] = most / levels
    if (most === 0) continue
    for (let c = 0; c < linear.columns; c += 1)
      weights[from + c] = Math.round(((linear.weights[from + c] as number) / most) * levels)
  }
  return { weights, rowScales }
}
