import {
  addDays,
  addWorkdays,
  isWorkday,
  onOrNextWorkday,
  shanghaiInstant,
  toShanghaiDate,
} from '../reference/calendar.ts'
import type {
  Bilingual,
  Calendar,
  City,
  ClockForce,
  ClockRule,
  ClockUnit,
  FilingKind,
  LeafCode,
} from '../reference/city.ts'

/** Something that happened to a case and that may start or meet a clock: received, dispatched, accepted, replied … */
export type ClockEvent = { kind: string; at: Date }

/** One limit running in one case: under which version of which rule, from when to when. */
export type Clock = Bilingual & {
  rule: ClockRule
  /** First day of the rule's version that governs this case. */
  version: string
  article: string
  force: ClockForce
  unit: ClockUnit
  amount: number
  startsAt: Date
  /** The instant the time is over; for days and working days the midnight (24:00 in Shanghai) that ends `lastDay`. */
  dueAt: Date
  /** Last civil day; null for hours and minutes. */
  lastDay: string | null
  /** Where the count itself ended, when that was a day off and art. 203 moved the end to `lastDay`; else the same. */
  countedTo: string | null
  /** The count touches a year whose holiday notice is not out yet; the date may move to an earlier one. */
  provisional: boolean
}

/** One line of the arithmetic: a day, whether it counts, the count so far, and why. */
export type ArithmeticDay = { date: string; counted: boolean; running: number; because: Bilingual }

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
}

/**
 * The clocks that run from the moment of filing: those begun by receipt, by danger, and by the dispatch or referral that
 * happened with it, without those already met by it. The version in force on the day of receipt governs.
 */
export function startClocks({
  state = 'dispatched',
  ...filing
}: Filing & { state?: 'to_dispatch' | 'dispatched' | 'referred' }): Clock[] {
  const { city, leaf, kind, danger, receivedAt } = filing
  const key = `${leaf} ${kind} ${danger >= DANGER_FROM} ${state} ${toShanghaiDate(receivedAt)}`
  const rules = remembered(openings, city, key, () => openingRules(filing, state))
  return rules.map((rule) => clockOf(city.calendar, rule, receivedAt))
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

/** The rules of one matter in force on the day it was received: the leaf's set for its track, and the danger set from danger 2 on. */
export function rulesOf({ city, leaf, kind, receivedAt, danger }: Filing): ClockRule[] {
  const day = toShanghaiDate(receivedAt)
  const rules = rulesBySet(city)
  const own = rules.get(setOf(city, leaf, kind)) ?? []
  const all = danger >= DANGER_FROM ? [...own, ...(rules.get(city.dangerClocks) ?? [])] : own
  return all.filter((rule) => rule.effectiveFrom <= day && (rule.effectiveTo === null || day < rule.effectiveTo))
}

/** Does an event of this kind meet the clock? */
export function meetsClock(rule: ClockRule, event: string): boolean {
  return rule.until === event || rule.until.split('|').includes(event)
}

/**
 * One rule started at an instant. Hours run from the instant; the day of the start does not count (《民法典》第二百零一条);
 * a period of days that ends on a day off ends on the next working day (第二百零三条); working days include weekends worked.
 */
export function clockOf(calendar: Calendar, rule: ClockRule, startsAt: Date): Clock {
  const end = endOf(calendar, rule.unit, rule.amount, startsAt)
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
  }
}

/** The count, line by line, from the day after the start to the last day; two lines for hours and minutes. */
export function explainClock(calendar: Calendar, clock: Clock): ArithmeticDay[] {
  const start = toShanghaiDate(clock.startsAt)
  const begin: ArithmeticDay = { date: start, counted: false, running: 0, because: START }
  if (clock.lastDay === null) {
    const due: ArithmeticDay = {
      date: toShanghaiDate(clock.dueAt),
      counted: true,
      running: clock.amount,
      because: CLOCK_TIME,
    }
    return [{ ...begin, because: CLOCK_TIME }, due]
  }
  const lines = [begin]
  let running = 0
  for (let date = addDays(start, 1); date <= clock.lastDay; date = addDays(date, 1)) {
    const day = isWorkday(calendar, date)
    const past = running >= clock.amount
    const counted = !past && (clock.unit === 'day' || day.workday)
    if (counted) running += 1
    lines.push({ date, counted, running, because: past && day.workday ? MOVED : day.because })
  }
  return lines
}

/** From this level on somebody can be hurt. */
const DANGER_FROM = 2

type End = Pick<Clock, 'dueAt' | 'lastDay' | 'countedTo' | 'provisional'>

function endOf(calendar: Calendar, unit: ClockUnit, amount: number, startsAt: Date): End {
  if (unit === 'hour' || unit === 'minute') {
    const dueAt = new Date(startsAt.getTime() + amount * (unit === 'hour' ? 3_600_000 : 60_000))
    return { dueAt, lastDay: null, countedTo: null, provisional: false }
  }
  const start = toShanghaiDate(startsAt)
  return remembered(ends, calendar, `${unit} ${amount} ${start}`, () => endOfDays(calendar, unit, amount, start))
}

function endOfDays(calendar: Calendar, unit: 'day' | 'workday', amount: number, start: string): End {
  if (unit === 'workday') return endOn(addWorkdays(calendar, start, amount))
  const countedTo = addDays(start, amount)
  return { ...endOn(onOrNextWorkday(calendar, countedTo)), countedTo }
}

function endOn({ date, provisional }: { date: string; provisional: boolean }): End {
  return { dueAt: shanghaiInstant(date, '24:00'), lastDay: date, countedTo: date, provisional }
}

function setOf(city: City, leaf: LeafCode, kind: FilingKind): string {
  const known = city.leaves.get(leaf)
  if (!known) return city.defaultClocks
  return kind === 'complaint' ? known.complaintRule : known.reportRule
}

/** Remembered per city and calendar, because every filing of a day asks the same few questions; both never change once loaded. */
const REMEMBERED_MAX = 10_000
const ends = new WeakMap<Calendar, Map<string, End>>()
const openings = new WeakMap<City, Map<string, ClockRule[]>>()
const sets = new WeakMap<City, Map<string, ClockRule[]>>()

function remembered<Of extends object, T>(memory: WeakMap<Of, Map<string, T>>, of: Of, key: string, find: () => T): T {
  const known = memory.get(of) ?? new Map<string, T>()
  memory.set(of, known)
  const before = known.get(key)
  if (before !== undefined) return before
  const found = find()
  if (known.size >= REMEMBERED_MAX) known.clear()
  known.set(key, found)
  return found
}

function rulesBySet(city: City): Map<string, ClockRule[]> {
  const known = sets.get(city) ?? Map.groupBy(city.clockRules, (rule) => rule.set)
  sets.set(city, known)
  return known
}

function first(events: ClockEvent[]): ClockEvent | undefined {
  return events.reduce<ClockEvent | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined)
}

const START: Bilingual = { zh: '开始当日不计入', en: 'The day of the start is not counted' }
const CLOCK_TIME: Bilingual = { zh: '按小时从时刻起算', en: 'Counted from the hour' }
const MOVED: Bilingual = {
  zh: '期间最后一日是休假日，顺延至此',
  en: 'The last day was a day off; the period ends here',
}
