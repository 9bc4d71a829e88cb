import type { City, FilingKind } from '../../reference/city.ts'
import type { Pause } from './clock-count.ts'
import { extendedBy, lastDayOf, type Retimed, resumedBy, ruleOfRow, stoppedBy } from './clock-holds.ts'
import { type Clock, clockOf, type Filing, meetsClock, rulesOf } from './clocks.ts'

/** A clock of a case as it is kept: `case_clock` in schema.sql. */
export type ClockRow = {
  rule: string
  rule_from: string
  starts_at: Date
  due_at: Date
  provisional: boolean
  met_at: Date | null
  paused_at: Date | null
  /** From its extension (`case_extension`); 0 without one. */
  extended: number
}

/** The clock of a row, with its rule's version. Null when the city no longer has that version. */
export function clockOfRow(city: City, row: ClockRow, pauses: Pause[] = []): Clock | null {
  const rule = ruleOfRow(city, row)
  return rule ? clockOf(city.calendar, rule, row.starts_at, { pauses, extended: row.extended }) : null
}

/** What an act does to the pauses of a case and the length of a clock. */
export type Holds = {
  pauses: Pause[]
  begins: Pause['kind'] | null
  ends: Pause['kind'][]
  extends: { rule: string; amount: number } | null
}

/**
 * `reopened` run again, as if what met them had not happened; `dropped` no longer belong to the case; `stopped` stand still from now
 * on; `retimed` run to another date.
 */
export type ClockMove = {
  met: string[]
  started: Clock[]
  reopened: string[]
  dropped: string[]
  stopped: string[]
  retimed: Retimed[]
  nextDueAt: Date | null
}

/**
 * What an event does to the clocks of a case: which running ones it meets, which it starts, and the earliest due date left.
 * A clock that still runs is not started again, so that passing a case on never moves a promised date later.
 */
export function moveClocks(input: {
  filing: Filing
  rows: ClockRow[]
  meets: string[]
  starts: string[]
  /** Events taken back: the clocks that they met run again to the date once promised. */
  undoes?: string[]
  /** A track that is over: its running clocks no longer belong to the case. */
  ends?: FilingKind | undefined
  holds?: Holds
  at: Date
}): ClockMove {
  const { filing, meets, starts, undoes = [], ends, holds = noHolds, at } = input
  const unmet = input.rows.filter((row) => !isMet(filing.city, row, meets))
  const dropped = ends === undefined ? [] : clocksOfTrack(filing, unmet, ends)
  const rows = input.rows.filter(({ rule }) => !dropped.includes(rule))
  const rules = rulesOf(filing)
  const met = rows.filter((row) => row.met_at === null && isMet(filing.city, row, meets)).map((row) => row.rule)
  const reopened = rows.filter((row) => row.met_at !== null && isMet(filing.city, row, undoes)).map((row) => row.rule)
  const running = rows.filter((row) => reopened.includes(row.rule) || (row.met_at === null && !met.includes(row.rule)))
  const started = rules
    .filter((rule) => starts.includes(rule.from) && !running.some((row) => row.rule === rule.id))
    .filter((rule) => !meets.some((event) => meetsClock(rule, event)))
    .map((rule) => clockOf(filing.city.calendar, rule, at))
  const held = holdClocks(filing.city, running, holds, at)
  return { met, started, reopened, dropped, ...held, nextDueAt: nextDue(running, { started, ...held }) }
}

/** The running clocks that one track alone brought; the check of a clue found in a complaint is not the complaint's. */
function clocksOfTrack(filing: Filing, rows: ClockRow[], track: FilingKind): string[] {
  const others = rulesOf({ ...filing, tracks: filing.tracks?.filter((one) => one !== track) ?? [] })
  const own = rulesOf({ ...filing, tracks: [track] }).filter(({ id }) => !others.some((rule) => rule.id === id))
  const ended = own.filter((rule) => track === 'report' || !meetsClock(rule, 'filing_decision'))
  return rows.filter((row) => row.met_at === null && ended.some(({ id }) => id === row.rule)).map(({ rule }) => rule)
}

const noHolds: Holds = { pauses: [], begins: null, ends: [], extends: null }

function holdClocks(city: City, running: ClockRow[], holds: Holds, at: Date): Pick<ClockMove, 'stopped' | 'retimed'> {
  const stopped = holds.begins === null ? [] : stoppedBy(city, running, holds.begins, at).map(({ rule }) => rule)
  const resumed = holds.ends.length === 0 ? [] : resumedBy(city, running, holds.pauses, holds.ends, at)
  const longer = running
    .filter(({ rule }) => rule === holds.extends?.rule)
    .map((row) => extendedBy(city, row, holds.pauses, holds.extends?.amount ?? 0))
  return { stopped, retimed: [...resumed, ...longer.filter((one) => one !== null)] }
}

/** The earliest due date among the clocks that run and do not stand still. */
export function nextDue(
  running: ClockRow[],
  { started, stopped, retimed }: Pick<ClockMove, 'started' | 'stopped' | 'retimed'>,
): Date | null {
  const resumed = new Map(retimed.map(({ rule, due_at }) => [rule, due_at]))
  const going = running.filter(
    ({ rule, paused_at }) => !stopped.includes(rule) && (paused_at === null || resumed.has(rule)),
  )
  return earliest([
    ...going.map(({ rule, due_at }) => resumed.get(rule) ?? due_at),
    ...started.map((clock) => clock.dueAt),
  ])
}

function isMet(city: City, row: ClockRow, meets: string[]): boolean {
  const rule = ruleOfRow(city, row)
  return rule !== undefined && meets.some((event) => meetsClock(rule, event))
}

/** The first of some instants; null of none. */
export function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((first, instant) => (first === null || instant < first ? instant : first), null)
}

/** A clock as it is promised: a date once told never moves later, whatever a calendar loaded since then says. */
export function promisedClock(
  city: City,
  row: ClockRow,
  pauses: Pause[] = [],
): { clock: Clock; metAt: Date | null } | null {
  const clock = clockOfRow(city, row, pausesBeforeMet(row, pauses))
  if (!clock) return null
  if (clock.dueAt <= row.due_at) return { clock, metAt: row.met_at }
  const lastDay = clock.lastDay === null ? null : lastDayOf(row)
  return { clock: { ...clock, dueAt: row.due_at, lastDay }, metAt: row.met_at }
}

/** What is waited for after a clock was met no longer stops it. */
const pausesBeforeMet = ({ met_at }: ClockRow, pauses: Pause[]): Pause[] =>
  met_at === null ? pauses : pauses.filter(({ from }) => from < met_at)

/** The clocks that still mean something: once a case has ended, those it cut short before they were due are left out. */
export function clocksThatCount(rows: ClockRow[], endedAt: Date | null): ClockRow[] {
  if (endedAt === null) return rows
  return rows.filter((row) => row.met_at !== null || row.due_at <= endedAt || row.starts_at >= endedAt)
}
