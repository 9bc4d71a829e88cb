import { createHash } from 'node:crypto'
import type { City } from '../../reference/city.ts'
import { seeded } from '../signals/random.ts'
import { marginExpectation, nearestZones, permutationScan } from '../signals/space-time-scan.ts'
import type { Place, PlacedCount } from './gather-placed.ts'

/** Twelve weeks say where and when a sector's events usually are; a cluster is of the last seven days at most (Kulldorff et al. 2005). */
export const SCANNED_DAYS = 84
export const DURATION_MAX = 7
/** Zones are a place and its nearest neighbours, so many at most and no farther apart. */
const ZONE_PLACES_MAX = 10
const ZONE_KM_MAX = 10
/** Fewer events than this in twelve weeks are no pattern. */
const EVENTS_MIN = 20
const REPLICATIONS_MAX = 9999
const REPLICATIONS_MIN = 999
/** A sector is given up as unremarkable once so many replications were at least as surprising. */
const ENOUGH = 20
/** Additions for one sector, about two seconds: what keeps a night short. */
const WORK_MAX = 1e9

/** Events of a sector near each other in place and time: the cylinder, and all that is needed to compute its p again. */
export type ClusterEvidence = {
  sector: string
  /** The places of the zone that had any, most first, with what each had and should have had in these days. */
  places: (Place & { seen: number; expected: number })[]
  /** The last so many days, the night included. */
  days: number
  seen: number
  expected: number
  score: number
  p: number
  /** Benjamini–Hochberg over the sectors scanned that night. */
  adjusted: number
  sectors: number
  seed: number
  replications: number
  /** The table itself: places, and events as [day back from the night, number of the place, events]. */
  table: { places: Place[]; events: [back: number, place: number, events: number][] }
}

export type Scanned = Omit<ClusterEvidence, 'adjusted' | 'sectors' | 'table'> & {
  table: ClusterEvidence['table']
  /** Events in the zone and what was to be expected, by day, the night last. */
  daily: { seen: number; expected: number }[]
}

/**
 * Where a sector's events of the last days are closer together than its usual places and days explain: the best cylinder with its p by Monte
 * Carlo. Null with too few events, or none rising anywhere. The same table, sector and night give the same p.
 */
export function scanSector(
  city: City,
  asked: { kind: string; sector: string; counts: readonly PlacedCount[]; night: number },
): Scanned | null {
  const { counts, night, sector } = asked
  const table = tableOf(counts, night)
  if (table.events.reduce((sum, [, , events]) => sum + events, 0) < EVENTS_MIN) return null
  return scanTable(city, { sector, table, seed: seedOf(`${asked.kind}/${sector}/${night}`) })
}

/** The scan of a table that was kept: what makes a signal's p repeatable. */
export function scanTable(
  city: City,
  { sector, table, seed }: Pick<ClusterEvidence, 'sector' | 'table' | 'seed'>,
): Scanned | null {
  const { places } = table
  const cases = casesOf(table)
  const zones = nearestZones(distancesOf(city, places), ZONE_PLACES_MAX)
  const replications = replicationsFor(cases, zones)
  const scan = permutationScan(cases, zones, DURATION_MAX, { replications, random: seeded(seed), enough: ENOUGH })
  const best = scan.clusters[0]
  if (!best || scan.p === null) return null
  const zone = zones[best.zone] as number[]
  const expected = marginExpectation(cases)
  const [from, to] = [cases.length - best.duration, cases.length]
  return {
    sector,
    places: zone
      .map((place) => ({
        ...(places[place] as Place),
        seen: sumOf(cases.slice(from, to), [place]),
        expected: sumOf(expected.slice(from, to), [place]),
      }))
      .sort((a, b) => b.seen - a.seen || b.expected - a.expected),
    days: best.duration,
    seen: best.seen,
    expected: best.expected,
    score: best.score,
    p: scan.p,
    seed,
    replications: scan.replications,
    table,
    daily: cases.map((row, day) => ({ seen: sumOf([row], zone), expected: sumOf([expected[day] ?? []], zone) })),
  }
}

const sumOf = (rows: readonly (readonly number[])[], places: readonly number[]): number =>
  rows.reduce((sum, row) => places.reduce((all, place) => all + (row[place] ?? 0), sum), 0)

function tableOf(counts: readonly PlacedCount[], night: number): ClusterEvidence['table'] {
  const numbers = new Map<string, number>()
  const places: Place[] = []
  const events = counts.flatMap(({ day, district, street, events }): [number, number, number][] => {
    const back = night - day
    if (back < 0 || back >= SCANNED_DAYS) return []
    const name = `${district}/${street ?? ''}`
    if (!numbers.has(name)) numbers.set(name, places.push({ district, street }) - 1)
    return [[back, numbers.get(name) as number, events]]
  })
  return { places, events }
}

function casesOf({ places, events }: ClusterEvidence['table']): number[][] {
  const cases = Array.from({ length: SCANNED_DAYS }, () => new Array<number>(places.length).fill(0))
  for (const [back, place, count] of events) {
    const row = cases[SCANNED_DAYS - 1 - back] as number[]
    row[place] = (row[place] as number) + count
  }
  return cases
}

/** Kilometres between places; infinite where one's middle is not known or the way is too far for one zone. */
function distancesOf(city: City, places: readonly Place[]): number[][] {
  const middles = places.map((place) => middleOf(city, place))
  return middles.map((one, a) =>
    middles.map((other, b) => {
      if (a === b) return 0
      const km = one && other ? kilometres(one, other) : Number.POSITIVE_INFINITY
      return km <= ZONE_KM_MAX ? km : Number.POSITIVE_INFINITY
    }),
  )
}

type Position = readonly [latitude: number, longitude: number]

/** Of a street; of a district without a street, the mean of its streets. */
function middleOf(city: City, { district, street }: Place): Position | null {
  const streets = city.districts.find(({ id }) => id === district)?.streets ?? []
  const known = streets.flatMap(({ zh, centre }) => (centre && (street === null || street === zh) ? [centre] : []))
  if (known.length === 0) return null
  const mean = (nth: 0 | 1) => known.reduce((sum, centre) => sum + centre[nth], 0) / known.length
  return [mean(0), mean(1)]
}

const KM_PER_DEGREE = 111.2

/** Over one city the earth is flat: degrees of longitude shortened by the latitude. */
const kilometres = (a: Position, b: Position): number =>
  KM_PER_DEGREE * Math.hypot(a[0] - b[0], (a[1] - b[1]) * Math.cos((a[0] * Math.PI) / 180))

/** As many as the work of a sector allows; from the table alone, so that a repetition makes as many. */
function replicationsFor(cases: number[][], zones: number[][]): number {
  const events = cases.reduce((sum, row) => row.reduce((all, count) => all + count, sum), 0)
  const cells = zones.reduce((sum, zone) => sum + zone.length * DURATION_MAX, 0)
  return Math.min(REPLICATIONS_MAX, Math.max(REPLICATIONS_MIN, Math.floor(WORK_MAX / (events + cells))))
}

const seedOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE(0)
