import { setImmediate } from 'node:timers/promises'
import type { World } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Candidate } from './candidate.ts'
import { dayNumber } from './civil-days.ts'
import { dangerShares, type SeriesCounts } from './counts.ts'
import { type Distinct, distinct, type Earlier } from './distinct.ts'
import { findClusters } from './find-clusters.ts'
import { gatherActive, gatherInParts, gatherKind, sightingsOf } from './gather-counts.ts'
import { gatherNightPairs } from './gather-pairs.ts'
import { sightingsAt } from './gather-placed.ts'
import { margins, priorsOf } from './prior-weeks.ts'
import { overlap, type SeriesLevel } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import { nightCandidates, type PartTested, testPart } from './test-night.ts'
import type { WatchChoice } from './watch-choice.ts'

/** More candidates in one night than people could look at: the most surprising are taken. */
const CANDIDATES_MAX = 300

/** Those that pairs and clusters are shown on; the others are let go when they are tested. */
const keptLevels: ReadonlySet<SeriesLevel> = new Set([
  'sector',
  'district_sector',
  'street_sector',
  'product',
  'product_hazard',
])

export type SoughtNight<Id> = {
  kind: SightingKind
  night: string
  choice: WatchChoice
  earlier: Earlier<Id>[]
  /** False while a late source is still missing: series are compared with their own past alone, where that can only hide a rise. */
  whole?: boolean
}

/** Everything of a kind that one closed night shows, one signal an event; what the nights before told of is not told again. Reads only. */
export async function findSignals<Id>(
  { db, city }: Pick<World, 'db' | 'city'>,
  { kind, night, choice, earlier, whole: complete = true }: SoughtNight<Id>,
): Promise<Distinct<Id>> {
  const whole = await gatherKind(db, kind, night)
  if (!whole) return { fresh: [], again: [] }
  const asked = { kind, night, peopleMin: choice.peopleMin }
  const span = { kind, night: dayNumber(night), firstDay: whole.firstDay }
  const above = await gatherActive(db, { ...asked, levels: ['city', ...margins] })
  const nightAsked = {
    ...span,
    nodesOf: whole.nodesOf,
    whole: dangerShares(whole.dangers, null),
    restartOf: (series: SeriesCounts) => restartAfter(earlier.filter((one) => overlap(one, series))),
    priorOf: priorsOf(above, whole.firstDay, dayNumber(night)),
    choice,
  }
  const parts: PartTested[] = []
  const kept: SeriesCounts[] = []
  for await (const some of gatherInParts(db, asked)) {
    parts.push(testPart(some, { ...nightAsked, pairs: null }))
    kept.push(...some.filter(({ level }) => keptLevels.has(level)))
    await setImmediate()
  }
  const paired = complete && kept.some(({ level }) => level === 'product_hazard')
  const pairs = paired ? await gatherNightPairs(db, span) : null
  const ofSeries = nightCandidates(parts, kept, { ...nightAsked, pairs })
  const clusters = complete ? await findClusters({ db, city }, { ...span, active: kept, choice }) : []
  const shown = [...ofSeries, ...clusters].sort((a, b) => b.surprise - a.surprise)
  const candidates = choice.only === null ? shown : shown.filter(({ method }) => method === choice.only)
  return distinct(await withSightings(db, candidates.slice(0, CANDIDATES_MAX)), earlier, choice.sameDays)
}

const restartAfter = (told: Earlier<unknown>[]): number | null =>
  told.length === 0 ? null : Math.max(...told.map(({ to }) => to)) + 1

export async function withSightings(
  db: Db,
  candidates: Candidate[],
): Promise<{ candidate: Candidate; sightings: ReadonlySet<number> }[]> {
  const all = []
  for (const candidate of candidates) {
    all.push({ candidate, sightings: await sightingsBehind(db, candidate) })
  }
  return all
}

async function sightingsBehind(db: Db, { series, from, to, cluster }: Candidate): Promise<Set<number>> {
  if (!cluster) return sightingsOf(db, series.id, from, to)
  return sightingsAt(db, { seriesId: cluster.seriesId, from, to, places: cluster.evidence.places })
}
