import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

/** Writes, in the caller's transaction, one row of a warning's history. */
export async function recordEvent(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { warningId, act, reason }: { warningId: number; act: Tables['warning_event']['act']; reason: string },
): Promise<void> {
  const bureau = actor.kind === 'staff' ? actor.bureau : null
  await tx
    .insertInto('warning_event')
    .values({ warning_id: warningId, at: now, actor: actorName(actor), bureau, act, reason })
    .execute()
}
