import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findKeptRecall } from './find-kept-recall.ts'
import { recordRecallEvent } from './record-recall-event.ts'

/** A person takes the public page of a recall back. Throws NotFound, Forbidden, Conflict when it is not public. */
export async function withdrawRecallPage(context: Context, { noticeId }: { noticeId: number }): Promise<void> {
  const recall = await findKeptRecall(context, noticeId)
  if (recall.published_at === null) throw new Conflict({ zh: '这一页没有公开。', en: 'The page is not public.' })
  await context.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('recall_follow_up')
      .set({ published_at: null, published_by: null })
      .where('notice_id', '=', noticeId)
      .execute()
    await recordRecallEvent(tx, context, { noticeId, act: 'withdraw', reason: '' })
  })
}
