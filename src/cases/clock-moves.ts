import type { City, ClockRule } from '../reference/city.ts'
import { type Clock, clockOf, type Filing, meetsClock, rulesOf } from './clocks.ts'

/** A clock of a case as it is kept: `case_clock` in schema.sql. */
export type ClockRow = {
  rule: string
  rule_from: string
  starts_at: Date
  due_at: Date
  provisional: boolean
  met_at: Date | null
}

/** The clock of a row, with its rule's version. Null when the city no longer has that version. */
export function clockOfRow(city: City, row: ClockRow): Clock | null {
  const rule = ruleOfRow(city, row)
  return rule ? clockOf(city.calendar, rule, row.starts_at) : null
}

/** `reopened` run again, as if what met them had not happened; `dropped` no longer belong to the case. */
export type ClockMove = {
  met: string[]
  started: Clock[]
  reopened: string[]
  dropped: string[]
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
  at: Date
}): ClockMove {
  const { filing, rows, meets, starts, undoes = [], at } = input
  const rules = rulesOf(filing)
  const met = rows.filter((row) => row.met_at === null && isMet(filing.city, row, meets)).map((row) => row.rule)
  const reopened = rows.filter((row) => row.met_at !== null && isMet(filing.city, row, undoes)).map((row) => row.rule)
  const running = rows.filter((row) => reopened.includes(row.rule) || (row.met_at === null && !met.includes(row.rule)))
  const started = rules
    .filter((rule) => starts.includes(rule.from) && !running.some((row) => row.rule === rule.id))
    .filter((rule) => !meets.some((event) => meetsClock(rule, event)))
    .map((rule) => clockOf(filing.city.calendar, rule, at))
  const dues = [...running.map((row) => row.due_at), ...started.map((clock) => clock.dueAt)]
  return { met, started, reopened, dropped: [], nextDueAt: earliest(dues) }
}

function isMet(city: City, row: ClockRow, meets: string[]): boolean {
  const rule = ruleOfRow(city, row)
  return rule !== undefined && meets.some((event) => meetsClock(rule, event))
}

function ruleOfRow(city: City, row: ClockRow): ClockRule | undefined {
  return city.clockRules.find(({ id, effectiveFrom }) => id === row.rule && effectiveFrom === row.rule_from)
}

/** The first of some instants; null of none. */
export function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((first, instant) => (first === null || instant < first ? instant : first), null)
}

/** A clock as it is promised: a date once told never moves later, whatever a calendar loaded since then says. */
export function promisedClock(city: City, row: ClockRow): { clock: Clock; metAt: Date | null } | null {
  const clock = clockOfRow(city, row)
  if (!clock) return null
  const dueAt = clock.dueAt <= row.due_at ? clock.dueAt : row.due_at
  return { clock: { ...clock, dueAt }, metAt: row.met_at }
}

/** The clocks that still mean something: once a case has ended, those it cut short before they were due are left out. */
export function clocksThatCount(rows: ClockRow[], endedAt: Date | null): ClockRow[] {
  if (endedAt === null) return rows
  return rows.filter((row) => row.met_at !== null || row.due_at <= endedAt || row.starts_at >= endedAt)
}
