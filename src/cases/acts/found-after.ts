import type { CasePause } from '../clocks/clock-holds.ts'
import type { ClockRow } from '../clocks/clock-moves.ts'
import type { CaseFound } from '../find-case.ts'
import type { CaseFact } from '../record-event.ts'
import { tracksOf } from '../tracks.ts'
import type { Decided } from './decide-move.ts'

/** The case as it stands after a decided act, for a further act in the same transaction. */
export function foundAfter({ act, fact }: Decided, now: Date): CaseFound {
  const { found, to, changes, clocks } = fact
  const started = clocks.started.map((clock) => ({
    rule: clock.rule.id,
    rule_from: clock.version,
    starts_at: clock.startsAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    met_at: null,
    paused_at: null,
    extended: 0,
  }))
  const gone = [...clocks.dropped, ...started.map(({ rule }) => rule)]
  const kept = found.clocks
    .filter(({ rule }) => !gone.includes(rule))
    .map((row) => ({ ...row, met_at: metAt(row, clocks, now), ...heldAfter(row, fact, now) }))
  const { lead, support, leaf, kind, danger, risk } = {
    ...found,
    leaf: found.filing.leaf,
    kind: found.filing.kind,
    ...changes,
  }
  const done = [...found.done, act]
  const tracks = tracksOf(kind, done)
  return {
    ...found,
    ...{ state: to, lead, support, danger, risk, moves: found.moves + 1, done, tracks },
    filing: { ...found.filing, leaf, kind, danger, tracks },
    clocks: [...kept, ...started],
    pauses: pausesAfter(fact, now),
    items: itemsAfter(fact),
  }
}

function metAt(row: CaseFound['clocks'][number], { met, reopened }: CaseFact['clocks'], now: Date): Date | null {
  if (reopened.includes(row.rule)) return null
  return met.includes(row.rule) ? now : row.met_at
}

function heldAfter(row: CaseFound['clocks'][number], { clocks, extension }: CaseFact, now: Date): Partial<ClockRow> {
  const anew = clocks.retimed.find(({ rule }) => rule === row.rule)
  const stopped = clocks.stopped.includes(row.rule) ? now : row.paused_at
  return {
    paused_at: anew ? null : stopped,
    ...(anew ? { due_at: anew.due_at, provisional: anew.provisional } : {}),
    ...(extension?.rule === row.rule ? { extended: extension.amount } : {}),
  }
}

function itemsAfter({ found, parts }: CaseFact): CaseFound['items'] {
  return found.items.map((item) => {
    const end = parts?.ends.find(({ number }) => number === item.number)
    return end ? { ...item, parts: item.parts.map((part) => ({ ...part, endedBy: part.endedBy ?? end.by })) } : item
  })
}

function pausesAfter({ found, pauses }: CaseFact, now: Date): CasePause[] {
  const ended = found.pauses.map((pause) =>
    pause.to === null && pauses?.ends.some(({ kind }) => kind === pause.kind) ? { ...pause, to: now } : pause,
  )
  return [...ended, ...(pauses?.begins ? [{ ...pauses.begins, from: now, to: null }] : [])]
}
