import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { ResponseEventAct } from './response-words.ts'

type Said = { responseId: number; act: ResponseEventAct; taskId?: number; text: string }

/** Writes a line of the situation log in the caller's transaction and answers its number. */
export async function recordResponseEvent(
  tx: Db,
  { actor, now }: Context,
  { responseId, act, taskId, text }: Said,
): Promise<{ id: number }> {
  return tx
    .insertInto('response_event')
    .values({
      response_id: responseId,
      at: now,
      actor: actorName(actor),
      bureau: actor.kind === 'staff' ? actor.bureau : null,
      act,
      task_id: taskId ?? null,
      text,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
}
