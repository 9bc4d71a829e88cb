import type { Context } from '../../context.ts'
import { addDays, addWorkdays, onOrNextWorkday, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { City, PauseKind } from '../../reference/city.ts'
import { type Act, acts, type CaseState, type PauseEnd } from '../acts/case-states.ts'
import { stageOf } from '../acts/verdicts.ts'
import type { CaseFound } from '../find-case.ts'
import { type IdentityChange, movesOn } from '../identity/identity-changes.ts'
import type { Extension, PauseChange } from '../record-event.ts'
import type { Holds } from './clock-moves.ts'

/** What an act means for the pauses of its case; a case that moves on to another state waits for nothing any more. Pure. */
export function pausesOf(
  { city, actor, now }: Pick<Context, 'city' | 'actor' | 'now'>,
  found: CaseFound,
  { act, to, identity }: { act: Act; to: CaseState; identity: IdentityChange | null },
): PauseChange {
  const { pause } = acts[act]
  const open = [...new Set(found.pauses.filter((one) => one.to === null).map(({ kind }) => kind))]
  const ends = open.flatMap((kind) => {
    const by = endOf({ actor, found, act, to }, kind)
    return by === null ? [] : [{ kind, by }]
  })
  if (pause?.does !== 'begins') return { begins: null, ends }
  return { begins: { kind: pause.kind, stage: stageOf(found), until: untilOf(city, now, pause.kind, identity) }, ends }
}

/** The same for the arithmetic of the clocks. */
export function holdsOf(
  { actor }: Pick<Context, 'actor'>,
  found: CaseFound,
  { act, to, extension }: { act: Act; to: CaseState; extension: Extension | null },
): Holds {
  const { pause } = acts[act]
  const ends = found.pauses
    .filter((one) => one.to === null && endOf({ actor, found, act, to }, one.kind) !== null)
    .map(({ kind }) => kind)
  const begins = pause?.does === 'begins' ? pause.kind : null
  return { pauses: found.pauses, begins, ends, extends: extension }
}

type Ending = Pick<Context, 'actor'> & { found: CaseFound; act: Act; to: CaseState }

/**
 * How an act ends a pause of this kind; null when it does not. Proof of identity is not waited for once the complaint is accepted, and
 * nothing asked of the reporter once the complaint ended beside its clue.
 */
function endOf({ actor, found, act, to }: Ending, kind: PauseKind): PauseEnd | null {
  const { pause, endsTrack } = acts[act]
  if (pause?.does === 'ends' && pause.kind === kind) return pause.by
  if (to !== found.state) return 'case_moved'
  const asked = kind === 'identity' || (kind === 'supplement' && endsTrack === 'complaint')
  if (!asked || !movesOn(found, act, to)) return null
  return actor.kind === 'job' ? 'lapsed' : 'case_moved'
}

function untilOf(city: City, now: Date, kind: PauseKind, identity: IdentityChange | null): Date | null {
  if (kind === 'supplement') return supplementUntil(city, now)
  return identity?.does === 'asks' ? identity.until : null
}

/** The end of the reporter's term, the day of the asking not counted. */
function supplementUntil({ calendar, supplementTerm: { amount, unit } }: City, now: Date): Date {
  const today = toShanghaiDate(now)
  const last =
    unit === 'workday' ? addWorkdays(calendar, today, amount) : onOrNextWorkday(calendar, addDays(today, amount))
  return shanghaiInstant(last.date, '24:00')
}
