import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Conflict } from '../errors.ts'
import type { FilingKind, RiskLevel } from '../reference/city.ts'
import { type CaseState, caseStates } from './case-states.ts'
import type { ClockMove } from './clock-moves.ts'
import type { CaseFound } from './find-case.ts'

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
}

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
  await recordClocks(tx, found.id, clocks, context.now)
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

async function recordClocks(tx: Db, caseId: number, move: ClockMove, now: Date): Promise<void> {
  const { met, started, reopened, dropped } = move
  if (dropped.length > 0) await dropClocks(tx, caseId, dropped)
  if (reopened.length > 0) {
    await tx
      .updateTable('case_clock')
      .set({ met_at: null })
      .where('case_id', '=', caseId)
      .where('rule', 'in', reopened)
      .execute()
  }
  if (met.length > 0) {
    await tx
      .updateTable('case_clock')
      .set({ met_at: now })
      .where('case_id', '=', caseId)
      .where('rule', 'in', met)
      .where('met_at', 'is', null)
      .execute()
  }
  if (started.length === 0) return
  const rows = started.map((clock) => ({
    case_id: caseId,
    rule: clock.rule.id,
    rule_from: clock.version,
    force: clock.force,
    starts_at: clock.startsAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    met_at: null,
  }))
  await tx
    .insertInto('case_clock')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'rule']).doUpdateSet((eb) => ({
        rule_from: eb.ref('excluded.rule_from'),
        force: eb.ref('excluded.force'),
        starts_at: eb.ref('excluded.starts_at'),
        due_at: eb.ref('excluded.due_at'),
        provisional: eb.ref('excluded.provisional'),
        met_at: null,
      })),
    )
    .execute()
}

/** A clock that was extended stays: its extension is a fact of its own. */
async function dropClocks(tx: Db, caseId: number, rules: string[]): Promise<void> {
  await tx
    .deleteFrom('case_clock as k')
    .where('k.case_id', '=', caseId)
    .where('k.rule', 'in', rules)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('case_extension as x')
            .whereRef('x.case_id', '=', 'k.case_id')
            .whereRef('x.rule', '=', 'k.rule')
            .select('x.rule'),
        ),
      ),
    )
    .execute()
}
