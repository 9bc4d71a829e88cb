import type { Candidate } from './candidate.ts'
import { broadLevels, overlap, type SeriesKey } from './series-keys.ts'

/** A signal told of before, as far as it decides whether another is the same. `id` is whatever tells them apart. */
export type Earlier<Id> = SeriesKey & { id: Id; kind: string; to: number; sightings: ReadonlySet<number> }

/** What two must share of the smaller one's sightings to be the same event where no hierarchy says so … */
const SHARED = 0.5
/** … and of the larger one's, where that is a level so broad that it holds many events. */
const SHARED_OF_BROAD = 1 / 3
/** A known event takes up the sightings of a candidate that it makes up so much of. */
const GROWS = 1 / 3

export type Distinct<Id> = {
  /** New events, each with the other candidates of the night that tell of the same: the levels it can be seen on. */
  fresh: { candidate: Candidate; sightings: ReadonlySet<number>; others: Candidate[] }[]
  /** Candidates that a known event makes up much of: it has grown. */
  again: { id: Id; sightings: ReadonlySet<number> }[]
}

/**
 * One event gives one signal, however many series show it: a candidate is the same as a signal of the last `sameDays` days, or as a more
 * surprising candidate of the night, on an overlapping node of the hierarchy or with half of its sightings. Candidates come the most
 * surprising first: that one explains the event best.
 */
export function distinct<Id>(
  candidates: { candidate: Candidate; sightings: ReadonlySet<number> }[],
  earlier: readonly Earlier<Id>[],
  sameDays: number,
): Distinct<Id> {
  const found: Distinct<Id> = { fresh: [], again: [] }
  for (const { candidate, sightings } of candidates) {
    const key = { ...candidate.series, sightings }
    const known = earlier.find((one) => Math.abs(candidate.to - one.to) <= sameDays && same(key, one))
    if (known) {
      if (sharedCount(sightings, known.sightings) >= GROWS * sightings.size)
        found.again.push({ id: known.id, sightings })
      continue
    }
    const tonight = found.fresh.find((one) => same(key, { ...one.candidate.series, sightings: one.sightings }))
    if (tonight) tonight.others.push(candidate)
    else found.fresh.push({ candidate, sightings, others: [] })
  }
  return found
}

type Compared = SeriesKey & { kind: string; sightings: ReadonlySet<number> }

/** Whether two signals tell of the same event. Symmetric. */
export function same(a: Compared, b: Compared): boolean {
  if (a.kind !== b.kind) return false
  if (overlap(a, b)) return true
  const shared = sharedCount(a.sightings, b.sightings)
  const [small, large] = a.sightings.size <= b.sightings.size ? [a, b] : [b, a]
  if (shared === 0 || shared < SHARED * small.sightings.size) return false
  return !broadLevels.has(large.level) || shared >= SHARED_OF_BROAD * large.sightings.size
}

function sharedCount(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let shared = 0
  for (const id of small) if (large.has(id)) shared += 1
  return shared
}
