/** How likely a clock will be met late, from clocks of the same rule that are over. Pure. */

/** So many clocks of one kind took so many working days; `days` is null where they were never met. */
export type PastClocks = {
  bureau: string
  leaf: string
  rule: string
  days: number | null
  late: boolean
  count: number
}

/** An open clock: under which rule, with whom, how many working days it has run. */
export type OpenClock = { bureau: string; leaf: string; rule: string; age: number }

/** `alike` clocks of the pool were still open after as many days; `alikeLate` of them were met late or never. */
export type Lateness = { late: number; pool: 'leaf' | 'bureau' | 'city' | 'none'; alike: number; alikeLate: number }

/** As many clocks of a narrow pool as one would trust the wider pool's share for. */
const trustWider = 10
/** The narrowest pool with at least so many is named as the reason. */
const namedFrom = 10

/** For each age: how many clocks of the pool were still open after so many working days, and how many of those were late. */
type Pool = { n: Float64Array; late: Float64Array }
export type Past = Map<string, Pool>

/** No clock of days runs longer; those never met count as open at every age. */
const oldest_days = 260

/** The clocks that are over, by pool: of the city, of a bureau, of a bureau's leaf; always of one rule. */
export function poolPast(past: PastClocks[]): Past {
  const pools: Past = new Map()
  for (const { days, late, count, ...of } of past) {
    const left = days === null ? oldest_days : Math.min(days, oldest_days)
    for (const key of [everything, ...keysOf(of)]) {
      const pool = pools.get(key) ?? { n: new Float64Array(oldest_days + 1), late: new Float64Array(oldest_days + 1) }
      pools.set(key, pool)
      pool.n[left] = (pool.n[left] ?? 0) + count
      if (late) pool.late[left] = (pool.late[left] ?? 0) + count
    }
  }
  for (const { n, late } of pools.values()) for (const counts of [n, late]) sumFromTheEnd(counts)
  return pools
}

function sumFromTheEnd(counts: Float64Array): void {
  for (let age = oldest_days - 1; age >= 0; age -= 1) counts[age] = (counts[age] ?? 0) + (counts[age + 1] ?? 0)
}

/**
 * The empirical survival given age: of the clocks of the pool that were still open after `age` working days, the share that was
 * late. A narrow pool is drawn towards the next wider one by a prior worth ten clocks of it (Gelman et al., Bayesian Data Analysis,
 * §2.4), so that few cases do not shout. Without any history one half.
 */
export function latenessOf(past: Past, clock: OpenClock): Lateness {
  const all = openAt(past.get(everything), 0)
  let late = (all.late + 0.5) / (all.n + 1)
  let named: Lateness = { late, pool: 'none', alike: 0, alikeLate: 0 }
  const pools = ['city', 'bureau', 'leaf'] as const
  keysOf(clock).forEach((key, width) => {
    const { n, late: k } = openAt(past.get(key), clock.age)
    late = (k + trustWider * late) / (n + trustWider)
    const pool = pools[width]
    if (pool && (n >= namedFrom || (pool === 'city' && n > 0))) named = { late, pool, alike: n, alikeLate: k }
  })
  return { ...named, late }
}

const everything = '*'

const keysOf = ({ rule, bureau, leaf }: { rule: string; bureau: string; leaf: string }): string[] => [
  rule,
  `${rule} ${bureau}`,
  `${rule} ${bureau} ${leaf}`,
]

function openAt(pool: Pool | undefined, age: number): { n: number; late: number } {
  const at = Math.min(Math.max(age, 0), oldest_days)
  return { n: pool?.n[at] ?? 0, late: pool?.late[at] ?? 0 }
}
