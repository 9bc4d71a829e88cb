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
  /** Replications that were made: fewer than asked where enough were at least as surprising. */
  replications: number
}

/** `enough`: stop after so many replications at least as surprising, p = those / replications (Besag & Clifford 1991). */
export type Replications = { replications: number; random: RandomSource; enough?: number }

/**
 * The prospective space-time permutation scan (Kulldorff et al. 2005): zones of neighbouring places over the last 1…durationMax
 * periods, compared with what independent places and times would give, so that no population is needed. The replications shuffle
 * times over cases; p = (1 + those at least as surprising)/(replications + 1).
 */
export function permutationScan(
  cases: CaseTable,
  zones: readonly (readonly number[])[],
  durationMax: number,
  { replications, random, enough = Number.POSITIVE_INFINITY }: Replications,
): Scan {
  // Shuffled times leave both margins, and so every expectation, as they are.
  const expected = marginExpectation(cases)
  const clusters = scanClusters(cases, expected, zones, durationMax, 'permutation')
  const best = clusters[0]?.score ?? 0
  const scored = replicaScorer(cases, expected, zones, Math.min(durationMax, cases.length))
  let atLeast = 0
  for (let made = 1; made <= replications; made += 1) {
    if (scored(random) >= best) atLeast += 1
    if (atLeast >= enough) return { clusters, p: atLeast / made, replications: made }
  }
  return { clusters, p: replications > 0 ? (1 + atLeast) / (replications + 1) : null, replications }
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

/** The best score of the cases with their times shuffled, again and again: only the last periods are laid out anew. */
function replicaScorer(
  cases: CaseTable,
  expected: CaseTable,
  zones: readonly (readonly number[])[],
  durations: number,
): (random: RandomSource) => number {
  const { places, times } = listed(cases)
  const hoped = zones.map((zone) => expectedSums(expected, zone, durations))
  const width = cases[0]?.length ?? 0
  const recent = new Float64Array(durations * width)
  return (random) => {
    shuffle(times, random)
    recent.fill(0)
    times.forEach((time, nth) => {
      const back = cases.length - 1 - time
      if (back < durations) {
        const at = back * width + (places[nth] as number)
        recent[at] = (recent[at] as number) + 1
      }
    })
    return bestOf(recent, width, zones, hoped, times.length)
  }
}

function bestOf(
  recent: Float64Array,
  width: number,
  zones: readonly (readonly number[])[],
  hoped: Float64Array[],
  total: number,
): number {
  let best = 0
  for (let zone = 0; zone < zones.length; zone += 1) {
    const sums = hoped[zone] as Float64Array
    let seen = 0
    for (let back = 0; back < sums.length; back += 1) {
      for (const place of zones[zone] as readonly number[]) seen += recent[back * width + place] as number
      best = Math.max(best, surprise(seen, sums[back] as number, total, 'permutation'))
    }
  }
  return best
}

/** What the last 1…durations periods of a zone let expect, added in the order of `scanClusters`. */
function expectedSums(expected: CaseTable, zone: readonly number[], durations: number): Float64Array {
  let hoped = 0
  return Float64Array.from({ length: durations }, (_, back) => {
    for (const place of zone) hoped += expected[expected.length - 1 - back]?.[place] as number
    return hoped
  })
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

/** Each case with its place and its time. */
function listed(cases: CaseTable): { places: Uint32Array; times: Uint32Array } {
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
  return { places: Uint32Array.from(places), times: Uint32Array.from(times) }
}

/** The sets of each place and its nearest 0…size−1 neighbours by distance, each set once; infinitely far ones are nobody's neighbours. */
export function nearestZones(distances: readonly (readonly number[])[], size: number): number[][] {
  const zones = new Map<string, number[]>()
  for (const row of distances) {
    const nearest = row
      .flatMap((distance, place) => (Number.isFinite(distance) ? [place] : []))
      .sort((a, b) => (row[a] as number) - (row[b] as number) || a - b)
    for (let k = 1; k <= Math.min(size, nearest.length); k += 1) {
      const zone = nearest.slice(0, k).sort((a, b) => a - b)
      zones.set(zone.join(' '), zone)
    }
  }
  return [...zones.values()]
}

const sumAll = (table: CaseTable): number => table.reduce((sum, row) => row.reduce((all, count) => all + count, sum), 0)
