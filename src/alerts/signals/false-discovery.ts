/**
 * Benjamini–Hochberg (1995): for each p the smallest share of false discoveries at which it would be reported, min over larger p of
 * p·m/rank. With `dependent`, Benjamini–Yekutieli (2001), valid for any dependence, as between a series and its parents. `among` is how
 * many tests there were in all when only the smallest p are given.
 */
export function adjustedForDiscovery(ps: readonly number[], { dependent = false, among = ps.length } = {}): number[] {
  const m = Math.max(among, ps.length)
  const penalty = dependent ? harmonic(m) : 1
  const order = ps.map((_, i) => i).sort((a, b) => (ps[b] as number) - (ps[a] as number))
  const adjusted = new Array<number>(ps.length)
  let least = 1
  order.forEach((index, above) => {
    least = Math.min(least, (penalty * m * (ps[index] as number)) / (ps.length - above))
    adjusted[index] = least
  })
  return adjusted
}

function harmonic(m: number): number {
  let sum = 0
  for (let i = 1; i <= m; i += 1) sum += 1 / i
  return sum
}
