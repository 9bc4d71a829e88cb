import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

export type EvaluationEvent = {
  evaluationId: number
  act: Tables['evaluation_event']['act']
  /** The bureau it is about; else that of the person who acts. */
  bureau?: string
  reason: string
}

/** Writes one row of the history of an evaluation, in the caller's transaction. */
export async function recordEvaluationEvent(
  tx: Db,
  { actor, now }: Context,
  { evaluationId, act, bureau, reason }: EvaluationEvent,
): Promise<void> {
  await tx
    .insertInto('evaluation_event')
    .values({
      ...{ evaluation_id: evaluationId, at: now, actor: actorName(actor), act, reason },
      bureau: bureau ?? (actor.kind === 'staff' ? actor.bureau : null),
    })
    .execute()
}
