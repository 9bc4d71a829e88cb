import { logGamma } from './gamma-function.ts'
import { normalQuantile } from './normal-law.ts'

const TINY = 1e-300
const STEPS_MAX = 10_000

/** P(T > t) of Student's t with `df` degrees of freedom: half the incomplete beta function I(df/(df+t²); df/2, ½). */
export function studentTail(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN
  const half = 0.5 * incompleteBeta(df / 2, 0.5, df, t * t)
  return t >= 0 ? half : 1 - half
}

/** t with P(T ≤ t) = p: Newton's steps from the normal quantile, exact to about 1e-15 relative. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df)
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI)
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let t = normalQuantile(p)
  for (let step = 0; step < 200; step += 1) {
    const excess = studentTail(t, df) - (1 - p)
    if (excess > 0) low = t
    else high = t
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df))
    let next = t + excess / density
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * t + 1 : (low + high) / 2
    if (Math.abs(next - t) <= 4e-16 * Math.abs(next)) return next
    t = next
  }
  return t
}

/** I_x(a, b) with x = u/(u+v), given as two parts so that neither x nor 1 − x loses digits (Numerical Recipes §6.4, Lentz). */
function incompleteBeta(a: number, b: number, u: number, v: number): number {
  if (v === 0) return 1
  const x = u / (u + v)
  const y = v / (u + v)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, y)) / b
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY)
  let value = d
  for (let m = 1; m < STEPS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d || TINY)
    c = 1 + even / c || TINY
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d || TINY)
    c = 1 + odd / c || TINY
    value *= d * c
    if (Math.abs(d * c - 1) < Number.EPSILON) break
  }
  return value
}
