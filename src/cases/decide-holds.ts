import type { Context } from '../context.ts'
import { addDays, addWorkdays, onOrNextWorkday, shanghaiInstant, toShanghaiDate } from '../reference/calendar.ts'
import type { City } from '../reference/city.ts'
import { type Act, acts, type CaseState } from './case-states.ts'
import type { Holds } from './clock-moves.ts'
import type { CaseFound } from './find-case.ts'
import type { Extension, PauseChange } from './record-event.ts'
import { stageOf } from './verdicts.ts'

/** What an act means for the pauses of its case; a case that moves on to another state waits for nothing any more. Pure. */
export function pausesOf(
  { city, now }: Pick<Context, 'city' | 'now'>,
  found: CaseFound,
  act: Act,
  to: CaseState,
): PauseChange {
  const { pause } = acts[act]
  const open = [...new Set(found.pauses.filter((one) => one.to === null).map(({ kind }) => kind))]
  const ends = open.flatMap((kind) => {
    if (pause?.does === 'ends' && pause.kind === kind) return [{ kind, by: pause.by }]
    return to === found.state ? [] : [{ kind, by: 'case_moved' as const }]
  })
  if (pause?.does !== 'begins') return { begins: null, ends }
  const until = pause.kind === 'supplement' ? supplementUntil(city, now) : null
  return { begins: { kind: pause.kind, stage: stageOf(found), until }, ends }
}

/** The same for the arithmetic of the clocks. */
export function holdsOf(found: CaseFound, act: Act, to: CaseState, extension: Extension | null): Holds {
  const { pause } = acts[act]
  const ends = found.pauses
    .filter((one) => one.to === null && (to !== found.state || (pause?.does === 'ends' && pause.kind === one.kind)))
    .map(({ kind }) => kind)
  const begins = pause?.does === 'begins' ? pause.kind : null
  return { pauses: found.pauses, begins, ends, extends: extension }
}

/** The end of the reporter's term, the day of the asking not counted. */
function supplementUntil({ calendar, supplementTerm: { amount, unit } }: City, now: Date): Date {
  const today = toShanghaiDate(now)
  const last =
    unit === 'workday' ? addWorkdays(calendar, today, amount) : onOrNextWorkday(calendar, addDays(today, amount))
  return shanghaiInstant(last.date, '24:00')
}
