import { acts } from '../acts/case-states.ts'
import { type ClockMove, type ClockRow, nextDue } from './clock-moves.ts'
import { type Clock, type ClockEvent, type Filing, meetsClock, readClock, rulesOf } from './clocks.ts'

/** A row of a case's history, as far as clocks care. */
export type ClockFact = { act: string; milestone: string | null; at: Date }

/** The clock events that a history stands for. */
export function clockEventsOf(history: ClockFact[]): ClockEvent[] {
  return history.flatMap(({ act, milestone, at }) => {
    const rule = Object.entries(acts).find(([name]) => name === act)?.[1]
    const kinds = [...(rule?.meets ?? []), ...(rule?.starts ?? []), ...(milestone === null ? [] : [milestone])]
    return [...new Set(kinds)].map((kind) => ({ kind, at }))
  })
}

/**
 * The clocks of a case whose leaf, kind or danger a person corrected, from the rules anew: what its history has started and not
 * yet met begins at the old instants; danger found now starts its clocks now. A clock promised before goes only where one that
 * the same event meets is due no later, so that no promised date moves later.
 */
export function rederiveClocks(input: {
  filing: Filing
  /** Danger as it was before the correction. */
  dangerBefore: number
  rows: ClockRow[]
  history: ClockFact[]
  at: Date
}): ClockMove {
  const { filing, rows, at } = input
  const rules = rulesOf(filing)
  const events = knownEvents(input)
  const running = rows.filter((row) => row.met_at === null)
  const started = rules
    .filter((rule) => !rows.some((row) => row.rule === rule.id))
    .map((rule) => readClock({ city: filing.city, rule, events, now: at }))
    .flatMap(({ state, clock }) => (clock && (state === 'running' || state === 'overdue') ? [clock] : []))
  const stays = running.filter((row) => rules.some((rule) => rule.id === row.rule))
  const dropped = running
    .filter((row) => !stays.includes(row) && isReplaced(filing, row, stays, started))
    .map((row) => row.rule)
  const left = running.filter((row) => !dropped.includes(row.rule))
  const held = { stopped: [], retimed: [] }
  return { met: [], started, reopened: [], dropped, ...held, nextDueAt: nextDue(left, { started, ...held }) }
}

const DANGER_FROM = 2

function knownEvents({ filing, dangerBefore, history, at }: Parameters<typeof rederiveClocks>[0]): ClockEvent[] {
  const received = { kind: 'received', at: filing.receivedAt }
  const flagged = { kind: 'danger_flag', at: dangerBefore >= DANGER_FROM ? filing.receivedAt : at }
  const events = [received, ...clockEventsOf(history), ...(filing.danger >= DANGER_FROM ? [flagged] : [])]
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

function isReplaced({ city }: Filing, row: ClockRow, stays: ClockRow[], started: Clock[]): boolean {
  const ruleOf = (id: string, from: string) =>
    city.clockRules.find((rule) => rule.id === id && rule.effectiveFrom === from)
  const ends = ruleOf(row.rule, row.rule_from)?.until.split('|') ?? []
  const others = [
    ...started.map(({ rule, dueAt }) => ({ rule, dueAt })),
    ...stays.flatMap((one) => {
      const rule = ruleOf(one.rule, one.rule_from)
      return rule ? [{ rule, dueAt: one.due_at }] : []
    }),
  ]
  return others.some(({ rule, dueAt }) => dueAt <= row.due_at && ends.some((event) => meetsClock(rule, event)))
}
