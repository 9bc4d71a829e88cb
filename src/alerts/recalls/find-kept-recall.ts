import type { Context } from '../../context.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { keepsRecall, notFollowed, notYours } from './recall-sight.ts'

/** The followed recall on which this actor may act. Throws NotFound, Forbidden. */
export async function findKeptRecall({ db, actor }: Pick<Context, 'db' | 'actor'>, noticeId: number) {
  const row = await db.selectFrom('recall_follow_up').selectAll().where('notice_id', '=', noticeId).executeTakeFirst()
  if (!row) throw new NotFound(notFollowed)
  if (!keepsRecall(actor, row.bureau)) throw new Forbidden(notYours)
  return row
}
