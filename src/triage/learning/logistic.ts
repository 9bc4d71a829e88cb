import { logisticOf } from '../logistic.ts'

/** What `fitLogistic` finds. */
export type FittedLogistic = { weights: Float64Array; offset: number }

const STEPS = 20

/** One case of a regression; `share` is its weight, 1 where it is left out. */
export type LogisticCase = { inputs: Float64Array; yes: boolean; share?: number }

/** Ridge-penalised logistic regression by Newton's method; the offset is not penalised. */
export function fitLogistic(cases: LogisticCase[], ridge: number): FittedLogistic {
  const size = (cases[0]?.inputs.length ?? 0) + 1
  let beta = new Float64Array(size)
  for (let step = 0; step < STEPS; step += 1) {
    const { gradient, hessian } = slopes(cases, beta, ridge)
    const move = solve(hessian, gradient)
    beta = beta.map((b, j) => b - (move[j] as number))
    if (move.every((m) => Math.abs(m) < 1e-6)) break
  }
  return { weights: beta.subarray(0, size - 1), offset: beta[size - 1] as number }
}

function slopes(cases: LogisticCase[], beta: Float64Array, ridge: number) {
  const size = beta.length
  const gradient = beta.map((b, j) => (j < size - 1 ? ridge * b : 0))
  const hessian = Array.from({ length: size }, (_, j) => {
    const row = new Float64Array(size)
    row[j] = j < size - 1 ? ridge : 1e-6
    return row
  })
  for (const { inputs, yes, share = 1 } of cases) {
    const x = Float64Array.of(...inputs, 1)
    const p = logisticOf({ weights: beta, offset: 0 }, x)
    const curve = share * p * (1 - p) + 1e-9
    const miss = share * (p - Number(yes))
    for (let j = 0; j < size; j += 1) {
      const xj = x[j] as number
      if (xj === 0) continue
      gradient[j] = (gradient[j] as number) + miss * xj
      const row = hessian[j] as Float64Array
      for (let k = 0; k <= j; k += 1) row[k] = (row[k] as number) + curve * xj * (x[k] as number)
    }
  }
  return { gradient, hessian }
}

/** Cholesky: the lower triangle of a symmetric positive definite matrix against one right-hand side. */
function solve(lower: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  const at = (i: number, j: number): number => (lower[i] as Float64Array)[j] as number
  const y = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    const row = lower[i] as Float64Array
    for (let j = 0; j <= i; j += 1) {
      let sum = at(i, j)
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k)
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j)
    }
    let sum = right[i] as number
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (y[k] as number)
    y[i] = sum / at(i, i)
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = y[i] as number
    for (let k = i + 1; k < n; k += 1) sum -= at(k, i) * (y[k] as number)
    y[i] = sum / at(i, i)
  }
  return y
}
