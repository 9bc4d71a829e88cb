import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

type Said = { noticeId: number; act: Tables['recall_follow_up_event']['act']; subject?: string; reason: string }

/** Writes what happened to a followed recall, in the caller's transaction; what was late is called once. Answers whether it is new. */
export async function recordRecallEvent(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { noticeId, act, subject = '', reason }: Said,
): Promise<boolean> {
  const written = await tx
    .insertInto('recall_follow_up_event')
    .values({
      notice_id: noticeId,
      at: now,
      actor: actorName(actor),
      bureau: actor.kind === 'staff' ? actor.bureau : null,
      act,
      subject,
      reason,
    })
    .onConflict((conflict) => conflict.columns(['notice_id', 'subject']).where('act', '=', 'late').doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}
