import type { Context } from '../context.ts'
import type { Typed } from './act-words.ts'
import type { Act, CaseState } from './case-states.ts'
import { decideMove } from './decide-move.ts'
import { findCase } from './find-case.ts'
import { recordMove } from './record-move.ts'

export type Moved = { state: CaseState; lead: string }

/**
 * Does one act of the table on a case: the only way its state changes. Throws NotFound when the case is not the actor's to
 * see, Forbidden and Conflict as the table says, Invalid with a message per field. A refused act leaves no row.
 */
export async function moveCase(context: Context, { caseId, act, typed }: Move): Promise<Moved> {
  const found = await findCase(context, caseId)
  const decided = decideMove(context, found, act, typed)
  await context.db.transaction().execute((tx) => recordMove(tx, context, decided))
  return { state: decided.fact.to, lead: decided.fact.changes.lead ?? found.lead }
}

type Move = { caseId: number; act: Act; typed: Typed }
