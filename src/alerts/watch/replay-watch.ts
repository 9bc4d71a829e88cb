import type { Context } from '../../context.ts'
import { addDays, daysBetween } from '../../reference/calendar.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WatchMethod } from './candidate.ts'
import { dayNumber } from './civil-days.ts'
import type { Earlier } from './distinct.ts'
import { findKnownEvents, type KnownEvent } from './find-known-events.ts'
import { findSignals } from './find-signals.ts'
import { sightingsOf } from './gather-counts.ts'
import { harmOf, recentDangers } from './ranking.ts'
import type { SightingKind } from './sighted.ts'
import { titleOf } from './signal-words.ts'
import type { WatchChoice } from './watch-choice.ts'

/** One signal as it would have been found; `event` is the known event that it shows, null for a false alarm. */
export type ReplayedSignal = {
  night: string
  title: Bilingual
  method: WatchMethod
  surprise: number
  harm: number
  event: string | null
}

export type ReplayedEvent = {
  name: string
  planted: boolean
  firstDay: string
  /** The first night that would have shown it, and how many days after its first entry; null when none. */
  found: { night: string; daysAfterFirst: number; daysSooner: number | null } | null
}

export type WatchReplay = {
  kind: SightingKind
  from: string
  to: string
  choice: WatchChoice
  signals: ReplayedSignal[]
  events: ReplayedEvent[]
  falsePerWeek: number
  /** Share of signals that show a known event; null without any signal. */
  right: number | null
}

/** As in the bench of the simulated city: two sightings and a third of the signal's own make it right. */
const SHOWN_MIN = 2
const SHOWN_SHARE = 1 / 3

/**
 * What the nightly tests would have found between two days with these settings, on what is stored now; nothing is written. Compared
 * with the events known by now: planted ones, and signals that people judged to be events. Tests at arrival are not replayed.
 */
export async function replayWatch(
  { db, city }: Pick<Context, 'db' | 'city'>,
  { kind, from, to, choice }: { kind: SightingKind; from: string; to: string; choice: WatchChoice },
): Promise<WatchReplay> {
  const known = await findKnownEvents(db, kind, from, to)
  const told: Told[] = []
  for (let night = from; night <= to; night = addDays(night, 1)) {
    const earlier = await Promise.all(told.map((one, nth) => asEarlier(db, one, nth, night, choice)))
    const { fresh, again } = await findSignals({ db, city }, { kind, night, choice, earlier })
    for (const { id, sightings } of again) for (const sighting of sightings) told[id]?.grown.add(sighting)
    told.push(
      ...fresh.map(({ candidate, sightings }) => ({ night, candidate, grown: new Set(sightings), first: sightings })),
    )
  }
  const signals = told.map(({ night, candidate, first }): ReplayedSignal => {
    const { method, surprise } = candidate
    const harm = harmOf(recentDangers(candidate))
    return {
      night,
      title: titleOf(city, candidate),
      method,
      surprise,
      harm,
      event: shownBy(first, known)?.name ?? null,
    }
  })
  const wrong = signals.filter(({ event }) => event === null).length
  return {
    ...{ kind, from, to, choice, signals },
    events: known.map((event) => replayedEvent(event, signals)),
    falsePerWeek: (7 * wrong) / (daysBetween(from, to) + 1),
    right: signals.length === 0 ? null : 1 - wrong / signals.length,
  }
}

type Fresh = Awaited<ReturnType<typeof findSignals>>['fresh'][number]
type Told = { night: string; candidate: Fresh['candidate']; first: ReadonlySet<number>; grown: Set<number> }

async function asEarlier(
  db: Context['db'],
  { candidate, grown }: Told,
  id: number,
  night: string,
  choice: WatchChoice,
): Promise<Earlier<number>> {
  const { series, from, to } = candidate
  const recent = dayNumber(night) - to <= choice.sameDays
  const sightings = recent
    ? new Set([...grown, ...(await sightingsOf(db, series.id, from, dayNumber(night)))])
    : new Set<number>()
  return { id, kind: series.kind, level: series.level, key: series.key, to, sightings }
}

function shownBy(sightings: ReadonlySet<number>, known: KnownEvent[]): KnownEvent | null {
  const shares = known.map((event) => [...sightings].filter((id) => event.sightings.has(id)).length)
  const best = shares.indexOf(Math.max(...shares))
  const shown = shares[best] ?? 0
  return shown >= SHOWN_MIN && shown >= SHOWN_SHARE * sightings.size ? (known[best] as KnownEvent) : null
}

function replayedEvent({ name, planted, firstDay, toldOn }: KnownEvent, signals: ReplayedSignal[]): ReplayedEvent {
  const first = signals.find(({ event }) => event === name)
  const found = first && {
    night: first.night,
    daysAfterFirst: daysBetween(firstDay, first.night),
    daysSooner: toldOn === null ? null : daysBetween(first.night, toldOn),
  }
  return { name, planted, firstDay, found: found ?? null }
}
