import type { Context } from '../context.ts'
import type { Typed } from './acts/act-words.ts'
import type { Act, CaseState } from './acts/case-states.ts'
import { decideMove } from './acts/decide-move.ts'
import { recordMove } from './acts/record-move.ts'
import { findCase } from './find-case.ts'
import { movesOf } from './joint/joint-moves.ts'

export type Moved = { state: CaseState; lead: string }

/**
 * Does one act of the table on a case: the only way its state changes. Throws NotFound when the case is not the actor's to
 * see, Forbidden and Conflict as the table says, Invalid with a message per field. What is done on a
 * joint complaint is done on each of its cases, or on none. A refused act leaves no row.
 */
export async function moveCase(context: Context, { caseId, act, typed }: Move): Promise<Moved> {
  const found = await findCase(context, caseId)
  const moves = await movesOf({ context, found, act, typed })
  const decided = moves.map((move) => decideMove(move.context, move.found, move.act, move.typed))
  await context.db.transaction().execute(async (tx) => {
    for (const [index, one] of decided.entries()) await recordMove(tx, moves[index]?.context ?? context, one)
  })
  const fact = decided[0]?.fact
  return { state: fact?.to ?? found.state, lead: fact?.changes.lead ?? found.lead }
}

type Move = { caseId: number; act: Act; typed: Typed }
