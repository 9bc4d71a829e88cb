import type { Curve } from '../model.ts'

/** Sharpness whose softmax gives the true class the highest mean log-probability: golden-section search on a logarithmic scale. */
export function fitSharpness(logLikelihood: (sharpness: number) => number, low = 0.2, high = 30): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [a, b] = [Math.log(low), Math.log(high)]
  for (let step = 0; step < 40; step += 1) {
    const left = b - ratio * (b - a)
    const right = a + ratio * (b - a)
    if (logLikelihood(Math.exp(left)) > logLikelihood(Math.exp(right))) b = right
    else a = left
  }
  return Math.exp((a + b) / 2)
}

/**
 * Isotonic regression by pool-adjacent-violators over quantile bins, as rising points.
 * Bins of at least `smallest` answers keep the tails from following single cases.
 */
export function fitCurve(answers: { raw: number; right: number }[], smallest = 60): Curve {
  const sorted = [...answers].sort((a, b) => a.raw - b.raw)
  const pools: { raw: number; right: number; n: number }[] = []
  for (let from = 0; from < sorted.length; from += smallest) {
    const bin = sorted.length - from < 2 * smallest ? sorted.slice(from) : sorted.slice(from, from + smallest)
    if (bin.length === 0) break
    pools.push({
      raw: mean(bin.map((one) => one.raw)),
      right: mean(bin.map((one) => one.right)),
      n: bin.length,
    })
    if (bin.length > smallest) break
  }
  const merged = poolAdjacent(pools)
  return { raw: merged.map((pool) => round(pool.raw)), calibrated: merged.map((pool) => round(pool.right)) }
}

function poolAdjacent(pools: { raw: number; right: number; n: number }[]): { raw: number; right: number; n: number }[] {
  const stack: { raw: number; right: number; n: number }[] = []
  for (const pool of pools) {
    let top = { ...pool }
    for (let last = stack.at(-1); last && last.right >= top.right; last = stack.at(-1)) {
      const n = last.n + top.n
      top = { raw: (last.raw * last.n + top.raw * top.n) / n, right: (last.right * last.n + top.right * top.n) / n, n }
      stack.pop()
    }
    stack.push(top)
  }
  return stack
}

const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
const round = (value: number): number => Math.round(value * 1e4) / 1e4
