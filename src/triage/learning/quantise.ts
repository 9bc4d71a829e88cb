import type { LinearModel } from './linear-svm.ts'

/** Weights as whole numbers −127 … 127 with one scale a row; the largest weight of a row keeps its size, the others lose at most 0.4 % of it. */
export function quantise(linear: LinearModel, features: number): { weights: Int8Array; rowScales: Float32Array } {
  const weights = new Int8Array(features * linear.columns)
  const rowScales = new Float32Array(features)
  for (let row = 0; row < features; row += 1) {
    const from = row * linear.columns
    let most = 0
    for (let c = 0; c < linear.columns; c += 1) most = Math.max(most, Math.abs(linear.weights[from + c] as number))
    rowScales[row] = most / 127
    if (most === 0) continue
    for (let c = 0; c < linear.columns; c += 1)
      weights[from + c] = Math.round(((linear.weights[from + c] as number) / most) * 127)
  }
  return { weights, rowScales }
}
