import type { World } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Candidate } from './candidate.ts'
import { dayNumber } from './civil-days.ts'
import { dangerShares } from './counts.ts'
import { type Distinct, distinct, type Earlier } from './distinct.ts'
import { findClusters } from './find-clusters.ts'
import { gatherActive, gatherKind, sightingsOf } from './gather-counts.ts'
import { gatherNightPairs } from './gather-pairs.ts'
import { sightingsAt } from './gather-placed.ts'
import { priorsOf } from './prior-weeks.ts'
import { overlap } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import { testNight } from './test-night.ts'
import type { WatchChoice } from './watch-choice.ts'

/** More candidates in one night than people could look at: the most surprising are taken. */
const CANDIDATES_MAX = 300

export type SoughtNight<Id> = { kind: SightingKind; night: string; choice: WatchChoice; earlier: Earlier<Id>[] }

/** Everything of a kind that one closed night shows, one signal an event; what the nights before told of is not told again. Reads only. */
export async function findSignals<Id>(
  { db, city }: Pick<World, 'db' | 'city'>,
  { kind, night, choice, earlier }: SoughtNight<Id>,
): Promise<Distinct<Id>> {
  const whole = await gatherKind(db, kind, night)
  if (!whole) return { fresh: [], again: [] }
  const active = await gatherActive(db, { kind, night, peopleMin: choice.peopleMin })
  const togetherLately = active.some(({ level }) => level === 'product_hazard')
  const span = { kind, night: dayNumber(night), firstDay: whole.firstDay }
  const ofSeries = testNight(active, {
    night: dayNumber(night),
    firstDay: whole.firstDay,
    nodesOf: whole.nodesOf,
    whole: dangerShares(whole.dangers, null),
    restartOf: (series) => restartAfter(earlier.filter((one) => overlap(one, series))),
    priorOf: priorsOf(active, whole.firstDay, dayNumber(night)),
    pairs: togetherLately ? await gatherNightPairs(db, span) : null,
    choice,
  })
  const clusters = await findClusters({ db, city }, { ...span, active, choice })
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
