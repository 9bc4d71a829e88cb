import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { closingLacks, countOpenChecks } from './closing-lacks.ts'
import { findKeptRecall } from './find-kept-recall.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { recallDues } from './recall-clocks.ts'
import { recordRecallEvent } from './record-recall-event.ts'

/**
 * Ends following a recall, or takes it up again, with a reason. It ends only once its firm reported the end and owes nothing more by law, and
 * nobody still looks whether it is sold. Throws NotFound, Forbidden, Invalid without a reason, Conflict.
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
  if (!open) await mustBeDone(context, recall)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('recall_follow_up')
      .set(open ? { state: 'open', closed_at: null } : { state: 'closed', closed_at: now })
      .where('notice_id', '=', noticeId)
      .execute()
    await recordRecallEvent(tx, context, { noticeId, act, reason })
  })
}

async function mustBeDone(
  { db, city, now }: Context,
  { notice_id, regime: id, started_at: startedAt }: Awaited<ReturnType<typeof findKeptRecall>>,
): Promise<void> {
  const regime = city.recallRegimes.find((one) => one.id === id)
  const reports = await readRecallReports(db, notice_id)
  const dues = regime ? recallDues(city.calendar, { regime, startedAt, reports }, now) : []
  const lacks = closingLacks({ reports, dues, openChecks: await countOpenChecks(db, notice_id) })
  if (lacks.length === 0) return
  throw new Conflict({
    zh: `还不能办结：${lacks.map(({ zh }) => zh).join('')}`,
    en: `It cannot be closed yet: ${lacks.map(({ en }) => en).join(' ')}`,
  })
}

const standsSo = { zh: '这次召回已经是这个状态。', en: 'The recall stands so already.' }
const noReason = { zh: '请用 2 至 500 个字写明理由', en: 'Give a reason in 2 to 500 characters' }
