import type { Context } from '../context.ts'
import { judgeDecision } from './judge-decision.ts'
import { type Deciding, recordDecision } from './record-decision.ts'

/** Decides that a drafted warning is not released, with the reason. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function dropWarning(context: Context, input: Deciding): Promise<void> {
  const decision = await judgeDecision(context, 'drop', input)
  await context.db.transaction().execute((tx) => recordDecision(tx, context, decision))
}
