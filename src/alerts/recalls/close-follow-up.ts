import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { findKeptRecall } from './find-kept-recall.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { recordRecallEvent } from './record-recall-event.ts'

/**
 * Ends following a recall, or takes it up again, with a reason. It ends only once its firm reported the end. Throws NotFound, Forbidden,
 * Invalid without a reason, Conflict.
 */
export async function closeFollowUp(
  context: Context,
  { noticeId, act, reason }: { noticeId: number; act: 'close' | 'reopen'; reason: string },
): Promise<void> {
  const { db, now } = context
  const recall = await findKeptRecall(context, noticeId)
  const open = act === 'reopen'
  if ((recall.state === 'open') === open) throw new Conflict(standsSo)
  if (reason.trim().length < 2 || reason.length > 500) throw new Invalid(noReason, { reason: noReason })
  const ended = (await readRecallReports(db, noticeId)).some(({ kind }) => kind === 'finish' || kind === 'summary')
  if (!open && !ended) throw new Conflict(notEnded)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('recall_follow_up')
      .set(open ? { state: 'open', closed_at: null } : { state: 'closed', closed_at: now })
      .where('notice_id', '=', noticeId)
      .execute()
    await recordRecallEvent(tx, context, { noticeId, act, reason })
  })
}

const standsSo = { zh: '这次召回已经是这个状态。', en: 'The recall stands so already.' }
const noReason = { zh: '请用 2 至 500 个字写明理由', en: 'Give a reason in 2 to 500 characters' }
const notEnded = {
  zh: '企业还没有报告召回完成，不能办结。',
  en: 'The firm has not reported the end: it cannot be closed yet.',
}
