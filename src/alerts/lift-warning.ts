import type { Context } from '../context.ts'
import { judgeDecision } from './judge-decision.ts'
import { type Deciding, recordDecision } from './record-decision.ts'

/** Ends a released warning, with the reason, which everybody may read. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function liftWarning(context: Context, input: Deciding): Promise<void> {
  const decision = await judgeDecision(context, 'lift', input)
  await context.db.transaction().execute((tx) => recordDecision(tx, context, decision))
}
