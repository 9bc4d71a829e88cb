import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Conflict } from '../errors.ts'
import type { FilingKind, RiskLevel } from '../reference/city.ts'
import { type CaseState, caseStates, type PauseEnd } from './acts/case-states.ts'
import { type ApartChange, recordApart } from './apart/apart-changes.ts'
import type { CasePause } from './clocks/clock-holds.ts'
import type { ClockMove } from './clocks/clock-moves.ts'
import { recordClocks } from './clocks/record-clocks.ts'
import type { CaseFound } from './find-case.ts'
import { type IdentityChange, recordIdentity } from './identity/identity-changes.ts'
import { type JointChange, recordJoint } from './joint/joint-changes.ts'
import type { PartsChange } from './parts/part-changes.ts'
import { recordParts } from './parts/record-parts.ts'

/** One fact of a case, decided: where it leads, what it does to the clocks, and its row of history. */
export type CaseFact = {
  found: CaseFound
  to: CaseState
  clocks: ClockMove
  /** Columns of the case that change with it. */
  changes: {
    lead?: string
    support?: string[]
    answer?: string
    added_at?: Date | null
    leaf?: string
    kind?: FilingKind
    danger?: number
    risk?: RiskLevel
  }
  event: {
    act: string
    bureau: string
    to_bureau: string | null
    milestone: string | null
    reason: string | null
    article: string | null
    public_text: string | null
    internal_text: string | null
  }
  pauses?: PauseChange
  parts?: PartsChange
  apart?: ApartChange | null
  joint?: JointChange | null
  identity?: IdentityChange | null
  extension?: Extension | null
}

export type PauseChange = {
  begins: Pick<CasePause, 'kind' | 'stage' | 'until'> | null
  ends: { kind: CasePause['kind']; by: PauseEnd }[]
}

/** The one extension of a clock, as the head of the bureau approved it. */
export type Extension = { rule: string; starts_at: Date; amount: number; reason: string }

/**
 * Writes one fact in the caller's transaction: the state, the clocks, the history row. Throws Conflict, and so leaves no row,
 * when the case has moved since it was read.
 */
export async function recordEvent(tx: Db, context: Pick<Context, 'actor' | 'now'>, fact: CaseFact): Promise<void> {
  const { found, to, clocks, changes, event } = fact
  const moved = await tx
    .updateTable('case_file')
    .set((eb) => ({
      ...changes,
      state: to,
      moves: eb('moves', '+', 1),
      next_due_at: caseStates[to].final ? null : clocks.nextDueAt,
    }))
    .where('id', '=', found.id)
    .where('state', '=', found.state)
    .where('moves', '=', found.moves)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new Conflict(movedMeanwhile)
  await recordClocks(tx, context, fact)
  if (fact.apart) await recordApart(tx, context, fact.found, fact.apart)
  if (fact.joint) await recordJoint(tx, context, fact.found, fact.joint)
  if (fact.identity) await recordIdentity(tx, context, fact.found, fact.identity)
  if (fact.parts) await recordParts(tx, context, fact.found.id, fact.parts)
  await tx
    .insertInto('case_event')
    .values({
      ...event,
      case_id: found.id,
      at: context.now,
      actor: actorName(context.actor),
      from_state: found.state,
      to_state: to,
    })
    .execute()
}

const movedMeanwhile = {
  zh: '同事刚刚处理过此案，请看最新情况后再决定。',
  en: 'A colleague has just acted on this case; look at it again before you decide.',
}
