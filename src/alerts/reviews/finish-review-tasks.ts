import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'

/** Ends, in the caller's transaction, the open tasks to review this measure: what came of them is the review. */
export async function finishReviewTasks(
  tx: Db,
  { actor, now }: Context,
  family: string,
  result: string,
): Promise<void> {
  await tx
    .updateTable('task')
    .set({ done_at: now, done_by: actorName(actor), result: result.slice(0, 1000) })
    .where('kind', '=', 'tbt_review')
    .where('done_at', 'is', null)
    .where('notice_id', 'in', (eb) =>
      eb.selectFrom('notice_reading').select('notice_reading.notice_id').where('family', '=', family),
    )
    .execute()
}
