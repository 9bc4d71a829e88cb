import { logGamma } from './gamma-function.ts'

const TINY = 1e-300
const STEPS_MAX = 100_000

/**
 * P(X ≤ x) of a gamma variable with the given shape and rate 1: the regularised incomplete gamma function, by its series below
 * shape + 1 and by Lentz's continued fraction above (Press et al., Numerical Recipes §6.2). Relative error about 1e-14.
 */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0
  return x < shape + 1 ? lowerSeries(x, shape) : 1 - upperFraction(x, shape)
}

/** P(X > x) of the same variable, exact also far in the tail. */
export function gammaTail(x: number, shape: number): number {
  if (x <= 0) return 1
  return x < shape + 1 ? 1 - lowerSeries(x, shape) : upperFraction(x, shape)
}

function lowerSeries(x: number, shape: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; n < STEPS_MAX && term > sum * Number.EPSILON * 0.1; n += 1) {
    term *= x / (shape + n)
    sum += term
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape))
}

function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape
  let c = 1 / TINY
  let d = 1 / b
  let value = d
  for (let n = 1; n < STEPS_MAX; n += 1) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b || TINY)
    c = b + a / c || TINY
    const change = c * d
    value *= change
    if (Math.abs(change - 1) < Number.EPSILON) break
  }
  return value * Math.exp(shape * Math.log(x) - x - logGamma(shape))
}
