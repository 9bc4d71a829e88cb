import { type RandomSource, shuffle } from './random.ts'

/** Cases by period (the latest last) and place. */
export type CaseTable = readonly (readonly number[])[]

/**
 * How surprising C cases are where B were expected, of N in all. `baseline`: B is known beforehand (expectation-based Poisson);
 * `population` and `permutation`: all B sum to N (Kulldorff 1997, 2005).
 */
export type ScanKind = 'baseline' | 'population' | 'permutation'

export type Cluster = { zone: number; duration: number; score: number; seen: number; expected: number }

export type Scan = {
  /** Best first. */
  clusters: Cluster[]
  /** Monte Carlo p of the best, null without replications. */
  p: number | null
}

/**
 * The prospective space-time permutation scan (Kulldorff et al. 2005): zones of neighbouring places over the last 1…durationMax
 * periods, compared with what independent places and times would give, so that no population is needed. The replications shuffle
 * times over cases; p = (1 + those at least as surprising)/(replications + 1).
 */
export function permutationScan(
  cases: CaseTable,
  zones: readonly (readonly number[])[],
  durationMax: number,
  { replications, random }: { replications: number; random: RandomSource },
): Scan {
  const clusters = scanClusters(cases, marginExpectation(cases), zones, durationMax, 'permutation')
  const best = clusters[0]?.score ?? 0
  let atLeast = 0
  for (let i = 0; i < replications; i += 1) {
    const shuffled = shuffleTimes(cases, random)
    if (bestScore(shuffled, marginExpectation(shuffled), zones, durationMax) >= best) atLeast += 1
  }
  return { clusters, p: replications > 0 ? (1 + atLeast) / (replications + 1) : null }
}

/** Every zone and duration with more cases than expected, most surprising first. */
export function scanClusters(
  cases: CaseTable,
  expected: CaseTable,
  zones: readonly (readonly number[])[],
  durationMax: number,
  kind: ScanKind,
): Cluster[] {
  const total = sumAll(cases)
  const clusters: Cluster[] = []
  zones.forEach((places, zone) => {
    let seen = 0
    let hoped = 0
    for (let duration = 1; duration <= Math.min(durationMax, cases.length); duration += 1) {
      const period = cases.length - duration
      for (const place of places) {
        seen += cases[period]?.[place] as number
        hoped += expected[period]?.[place] as number
      }
      const score = surprise(seen, hoped, total, kind)
      if (score > 0) clusters.push({ zone, duration, score, seen, expected: hoped })
    }
  })
  return clusters.sort((a, b) => b.score - a.score)
}

function bestScore(
  cases: CaseTable,
  expected: CaseTable,
  zones: readonly (readonly number[])[],
  durationMax: number,
): number {
  return scanClusters(cases, expected, zones, durationMax, 'permutation')[0]?.score ?? 0
}

function surprise(seen: number, expected: number, total: number, kind: ScanKind): number {
  if (!(seen > expected)) return 0
  if (kind === 'baseline') return seen * Math.log(seen / expected) + expected - seen
  const outside = total - seen
  const rest = outside === 0 ? 0 : outside * Math.log(outside / (total - expected))
  return seen * Math.log(seen / expected) + rest
}

/** Expected when place and time are independent: (cases of the place) × (cases of the period) / all. */
export function marginExpectation(cases: CaseTable): number[][] {
  const total = sumAll(cases)
  const byPlace = (cases[0] ?? []).map((_, place) => cases.reduce((sum, row) => sum + (row[place] as number), 0))
  return cases.map((row) => {
    const ofPeriod = row.reduce((sum, count) => sum + count, 0)
    return byPlace.map((ofPlace) => (total === 0 ? 0 : (ofPlace * ofPeriod) / total))
  })
}

function shuffleTimes(cases: CaseTable, random: RandomSource): number[][] {
  const places: number[] = []
  const times: number[] = []
  cases.forEach((row, time) => {
    row.forEach((count, place) => {
      for (let i = 0; i < count; i += 1) {
        places.push(place)
        times.push(time)
      }
    })
  })
  const shuffled = Uint32Array.from(times)
  shuffle(shuffled, random)
  const table = cases.map((row) => new Array<number>(row.length).fill(0))
  places.forEach((place, i) => {
    const row = table[shuffled[i] as number] as number[]
    row[place] = (row[place] as number) + 1
  })
  return table
}

/** The sets of each place and its nearest 0…size−1 neighbours by distance, each set once. */
export function nearestZones(distances: readonly (readonly number[])[], size: number): number[][] {
  const zones = new Map<string, number[]>()
  for (const row of distances) {
    const nearest = row.map((_, place) => place).sort((a, b) => (row[a] as number) - (row[b] as number) || a - b)
    for (let k = 1; k <= Math.min(size, nearest.length); k += 1) {
      const zone = nearest.slice(0, k).sort((a, b) => a - b)
      zones.set(zone.join(' '), zone)
    }
  }
  return [...zones.values()]
}

const sumAll = (table: CaseTable): number => table.reduce((sum, row) => row.reduce((all, count) => all + count, sum), 0)
