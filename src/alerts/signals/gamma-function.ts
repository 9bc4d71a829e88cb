const SHIFTED_MIN = 15
const HALF_LOG_2PI = 0.9189385332046728

/**
 * ln Γ(x) for x > 0: Stirling's series after the argument is shifted to 15 or more (Abramowitz & Stegun 6.1.15, 6.1.41).
 * Absolute error below 1e-14 for small x, relative below 1e-15 for large.
 */
export function logGamma(x: number): number {
  let shifted = x
  let product = 1
  while (shifted < SHIFTED_MIN) {
    product *= shifted
    shifted += 1
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_2PI + stirlingSeries(shifted) - Math.log(product)
}

/** What Stirling's formula for ln n! lacks: ln n! − (n + ½) ln n + n − ½ ln 2π, n > 0 (Loader 2000, "stirlerr"). */
export function stirlingError(n: number): number {
  if (n >= SHIFTED_MIN) return stirlingSeries(n)
  const known = errorsOfWhole[n]
  return known ?? logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2PI
}

function stirlingSeries(x: number): number {
  const r = 1 / (x * x)
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))))) / x
}

const errorsOfWhole: readonly number[] = [
  Number.NaN,
  ...Array.from(
    { length: SHIFTED_MIN - 1 },
    (_, i) => logGamma(i + 2) - (i + 1.5) * Math.log(i + 1) + (i + 1) - HALF_LOG_2PI,
  ),
]

/** ψ(x) = d ln Γ / dx for x > 0, by recurrence and its asymptotic series (Abramowitz & Stegun 6.3.5, 6.3.18). */
export function digamma(x: number): number {
  let shifted = x
  let below = 0
  while (shifted < SHIFTED_MIN) {
    below += 1 / shifted
    shifted += 1
  }
  const r = 1 / (shifted * shifted)
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - (r * 691) / 32760)))))
  return Math.log(shifted) - 0.5 / shifted - series - below
}

/** ψ′(x) for x > 0 (Abramowitz & Stegun 6.4.6, 6.4.12). */
export function trigamma(x: number): number {
  let shifted = x
  let below = 0
  while (shifted < SHIFTED_MIN) {
    below += 1 / (shifted * shifted)
    shifted += 1
  }
  const r = 1 / (shifted * shifted)
  const series = 1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66 - (r * 691) / 2730))))
  return below + 1 / shifted + r / 2 + (r / shifted) * series
}
