import type { Context } from '../context.ts'
import { judgeDecision } from './judge-decision.ts'
import { type Deciding, recordDecision } from './record-decision.ts'
import { liftDespite } from './response/lift-despite.ts'
import { openCriticalTasks } from './response/open-critical-tasks.ts'

/**
 * Ends a released warning, with the reason, which everybody may read. While critical tasks of its responses are not achieved, `despite`
 * must say why it is lifted all the same. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function liftWarning(
  context: Context,
  { despite = '', ...input }: Deciding & { despite?: string },
): Promise<void> {
  const decision = await judgeDecision(context, 'lift', input)
  const standing = await openCriticalTasks(context, input)
  const reason = decision.reason + liftDespite(standing, despite)
  await context.db.transaction().execute((tx) => recordDecision(tx, context, { ...decision, reason }))
}
