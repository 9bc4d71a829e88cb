import { toShanghaiDate } from '../../reference/calendar.ts'
import type {
  Bilingual,
  Calendar,
  City,
  ClockForce,
  ClockRule,
  ClockUnit,
  FilingKind,
  LeafCode,
} from '../../reference/city.ts'
import { remembered } from '../remembered.ts'
import { type ClockEnd, type ClockFacts, endOf, type Pause } from './clock-count.ts'

/** Something that happened to a case and that may start or meet a clock: received, dispatched, accepted, replied … */
export type ClockEvent = { kind: string; at: Date }

/** One limit running in one case: under which version of which rule, from when to when. */
export type Clock = Bilingual &
  ClockEnd & {
    rule: ClockRule
    /** First day of the rule's version that governs this case. */
    version: string
    article: string
    force: ClockForce
    unit: ClockUnit
    amount: number
    startsAt: Date
    /** The pauses that stopped it; the one that still goes on has no end. */
    pauses: Pause[]
    /** By how much it was extended, in the unit of its rule's extension; 0 when it was not. */
    extended: number
  }

export type ClockReading = {
  rule: ClockRule
  /** waiting: not begun; running; overdue: not met in time; met, met_late: done. */
  state: 'waiting' | 'running' | 'overdue' | 'met' | 'met_late'
  clock: Clock | null
  metAt: Date | null
}

export type Filing = {
  city: City
  leaf: LeafCode
  kind: FilingKind
  receivedAt: Date
  /** Danger 0–3; from 2 on the city's danger clocks run too. */
  danger: number
  /** The tracks that run, where they are more than `kind` says. */
  tracks?: FilingKind[]
}

/**
 * The clocks that run from the moment of filing: those begun by receipt, by danger, and by the dispatch or referral that
 * happened with it, without those already met by it, the soonest due first. The version in force on the day of receipt governs.
 */
export function startClocks({
  state = 'dispatched',
  ...filing
}: Filing & { state?: 'to_dispatch' | 'dispatched' | 'referred' }): Clock[] {
  const { city, leaf, kind, danger, receivedAt, tracks = [kind] } = filing
  const key = `${leaf} ${tracks.join()} ${danger >= DANGER_FROM} ${state} ${toShanghaiDate(receivedAt)}`
  const rules = remembered(openings, city, key, () => openingRules(filing, state))
  return rules.map((rule) => clockOf(city.calendar, rule, receivedAt)).sort((one, other) => +one.dueAt - +other.dueAt)
}

function openingRules(filing: Filing, state: string): ClockRule[] {
  const happened = filing.danger >= DANGER_FROM ? ['received', 'danger_flag'] : ['received']
  if (state !== 'to_dispatch') happened.push(state)
  return rulesOf(filing).filter(
    (rule) => happened.includes(rule.from) && !happened.some((event) => meetsClock(rule, event)),
  )
}

/** All clocks of a case as its events so far leave them at `now`; those not begun are `waiting`. */
export function readClocks({ events, now, ...filing }: Filing & { events: ClockEvent[]; now: Date }): ClockReading[] {
  const known: ClockEvent[] = [{ kind: 'received', at: filing.receivedAt }, ...events]
  if (filing.danger >= DANGER_FROM) known.push({ kind: 'danger_flag', at: filing.receivedAt })
  return rulesOf(filing).map((rule) => readClock({ city: filing.city, rule, events: known, now }))
}

/** One rule read against a case's events: begun by the first event it starts from, met by the first that follows and meets it. */
export function readClock(input: { city: City; rule: ClockRule; events: ClockEvent[]; now: Date }): ClockReading {
  const { city, rule, events, now } = input
  const begun = first(events.filter((event) => event.kind === rule.from))
  if (!begun) return { rule, state: 'waiting', clock: null, metAt: null }
  const clock = clockOf(city.calendar, rule, begun.at)
  const met = first(events.filter((event) => event.at >= begun.at && meetsClock(rule, event.kind)))
  if (met) return { rule, state: met.at <= clock.dueAt ? 'met' : 'met_late', clock, metAt: met.at }
  return { rule, state: now <= clock.dueAt ? 'running' : 'overdue', clock, metAt: null }
}

/** The rules of one matter in force on the day it was received: the leaf's set for its track, that of handling again, and the danger set from danger 2 on. */
export function rulesOf({ city, leaf, kind, receivedAt, danger, tracks = [kind] }: Filing): ClockRule[] {
  const day = toShanghaiDate(receivedAt)
  const rules = rulesBySet(city)
  const sets = new Set(tracks.map((track) => setOf(city, leaf, track)))
  const own = [...sets].flatMap((set) => rules.get(set) ?? [])
  const added = danger >= DANGER_FROM ? [city.againClocks, city.dangerClocks] : [city.againClocks]
  const all = [...own, ...added.flatMap((set) => rules.get(set) ?? [])]
  return all.filter((rule) => rule.effectiveFrom <= day && (rule.effectiveTo === null || day < rule.effectiveTo))
}

/** Does an event of this kind meet the clock? */
export function meetsClock(rule: ClockRule, event: string): boolean {
  return rule.until === event || rule.until.split('|').includes(event)
}

/**
 * One rule started at an instant. Hours run from the instant; the day of the start does not count (《民法典》第二百零一条);
 * a period of days that ends on a day off ends on the next working day (第二百零三条); working days include weekends worked.
 * A pause that its rule knows takes days out of the count — like any period it does not count its own first day — and an extension
 * is counted on from the end. A pause that still goes on takes nothing out yet: the end is the earliest still possible.
 */
export function clockOf(calendar: Calendar, rule: ClockRule, startsAt: Date, facts: ClockFacts = untouched): Clock {
  const pauses = facts.pauses.filter(({ kind }) => rule.pauses.some((pause) => pause.for === kind))
  const { extended } = facts
  const end = endOf(calendar, rule, startsAt, { pauses, extended })
  return {
    rule,
    version: rule.effectiveFrom,
    zh: rule.zh,
    en: rule.en,
    article: rule.article,
    force: rule.force,
    unit: rule.unit,
    amount: rule.amount,
    startsAt,
    ...end,
    pauses,
    extended,
  }
}

/** The pause that stops the clock now; null when it runs. */
export function pauseNow({ pauses }: Pick<Clock, 'pauses'>): Pause | null {
  return pauses.find(({ to }) => to === null) ?? null
}

/** From this level on somebody can be hurt. */
const DANGER_FROM = 2

const untouched: ClockFacts = { pauses: [], extended: 0 }

function setOf(city: City, leaf: LeafCode, kind: FilingKind): string {
  const known = city.leaves.get(leaf)
  if (!known) return city.defaultClocks
  return kind === 'complaint' ? known.complaintRule : known.reportRule
}

const openings = new WeakMap<City, Map<string, ClockRule[]>>()
const sets = new WeakMap<City, Map<string, ClockRule[]>>()

function rulesBySet(city: City): Map<string, ClockRule[]> {
  const known = sets.get(city) ?? Map.groupBy(city.clockRules, (rule) => rule.set)
  sets.set(city, known)
  return known
}

function first(events: ClockEvent[]): ClockEvent | undefined {
  return events.reduce<ClockEvent | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined)
}
