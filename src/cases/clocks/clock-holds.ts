import { addDays, daysBetween, onOrNextWorkday, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { City, ClockRule, PauseKind } from '../../reference/city.ts'
import type { ClockFacts, Pause } from './clock-count.ts'
import type { ClockRow } from './clock-moves.ts'
import { clockOf } from './clocks.ts'

/** What stops a running clock, what lets it run again, and what lengthens it. Pure. */

/** A pause of a case: asked of the reporter at a stage, or a test. `until` is the last moment for what was asked. */
export type CasePause = Pause & { stage: 'acceptance' | 'handling'; until: Date | null }

/** A running clock whose end was worked out anew. */
export type Retimed = { rule: string; due_at: Date; provisional: boolean }

/** The version of the rule under which a clock runs. Undefined when the city no longer has it. */
export function ruleOfRow(city: City, row: Pick<ClockRow, 'rule' | 'rule_from'>): ClockRule | undefined {
  return city.clockRules.find(({ id, effectiveFrom }) => id === row.rule && effectiveFrom === row.rule_from)
}

/** The running clocks that a pause of this kind stops. One that is over already is not saved by it. */
export function stoppedBy(city: City, running: ClockRow[], kind: PauseKind, at: Date): ClockRow[] {
  return running.filter((row) => row.paused_at === null && row.due_at > at && stops(city, row, kind))
}

/** The clocks that run on when pauses of these kinds end at `at`, with their new ends. */
export function resumedBy(city: City, running: ClockRow[], pauses: Pause[], kinds: PauseKind[], at: Date): Retimed[] {
  const ended = pauses.map((pause) => (pause.to === null && kinds.includes(pause.kind) ? { ...pause, to: at } : pause))
  const still = ended.filter(({ to }) => to === null).map(({ kind }) => kind)
  return running
    .filter((row) => row.paused_at !== null && !still.some((kind) => stops(city, row, kind)))
    .flatMap((row) => {
      const { extended } = row
      return retimed(city, row, { pauses, extended }, { pauses: ended, extended }) ?? []
    })
}

/** A clock with its one extension, counted on from its end. Null when its rule knows none. */
export function extendedBy(city: City, row: ClockRow, pauses: Pause[], amount: number): Retimed | null {
  return retimed(city, row, { pauses, extended: 0 }, { pauses, extended: amount })
}

/** The running clocks that the head of the bureau may still extend, once, before they are over. */
export function extendable(city: City, rows: ClockRow[], at: Date): { row: ClockRow; rule: ClockRule }[] {
  return rows
    .filter((row) => row.met_at === null && row.paused_at === null && row.extended === 0 && row.due_at > at)
    .flatMap((row) => {
      const rule = ruleOfRow(city, row)
      return rule?.extension ? [{ row, rule }] : []
    })
}

function stops(city: City, row: ClockRow, kind: PauseKind): boolean {
  return ruleOfRow(city, row)?.pauses.some((pause) => pause.for === kind) ?? false
}

/**
 * The end of a clock after a fact, from the same count. A date that was promised earlier than the count gives keeps its lead:
 * the fact moves it by no more than it moves the count.
 */
function retimed(city: City, row: ClockRow, before: ClockFacts, after: ClockFacts): Retimed | null {
  const { calendar } = city
  const rule = ruleOfRow(city, row)
  if (!rule) return null
  const was = clockOf(calendar, rule, row.starts_at, before)
  const is = clockOf(calendar, rule, row.starts_at, after)
  const { provisional } = is
  if (row.due_at >= was.dueAt) return { rule: row.rule, due_at: is.dueAt, provisional }
  if (was.lastDay === null || is.lastDay === null) {
    return {
      rule: row.rule,
      due_at: new Date(row.due_at.getTime() + is.dueAt.getTime() - was.dueAt.getTime()),
      provisional,
    }
  }
  const moved = addDays(lastDayOf(row), daysBetween(was.lastDay, is.lastDay))
  const due = shanghaiInstant(onOrNextWorkday(calendar, moved).date, '24:00')
  return { rule: row.rule, due_at: due < is.dueAt ? due : is.dueAt, provisional }
}

/** The civil day that a due midnight ends. */
export function lastDayOf({ due_at }: Pick<ClockRow, 'due_at'>): string {
  return toShanghaiDate(new Date(due_at.getTime() - 1))
}
