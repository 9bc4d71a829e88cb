import { actorName, type Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import type { CleanAttachment } from '../../intake/clean-attachment.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import { findReview } from './find-review.ts'
import { finishReviewTasks } from './finish-review-tasks.ts'
import { stateAfterAct } from './review-moves.ts'
import type { ReviewFound } from './review-row.ts'
import { takeStep } from './take-step.ts'

export type TypedFeedback = { on: string; channel: string; reference: string }

/**
 * Marks the answer as handed on: the day, the way, the reference and, where there is one, the file that shows it. The tasks to review the
 * measure are done with it. Throws NotFound, Forbidden, Conflict before it is merged, Invalid with a message per field.
 */
export async function feedBackReview(
  context: Context,
  { reviewId, typed, files }: { reviewId: number; typed: TypedFeedback; files: CleanAttachment[] },
): Promise<void> {
  const { db, actor, now } = context
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, 'feed_back')
  const { on, channel, reference } = readFeedback(context, found, typed)
  await db.transaction().execute(async (tx) => {
    const changes = { fed_back_on: on, channel, reference: reference || null }
    const text = [on, channel, reference].filter(Boolean).join('，')
    await takeStep(tx, context, { found, act: 'feed_back', to, text, changes })
    await finishReviewTasks(tx, context, found.family, `评议意见已反馈：${text}`)
    if (files.length > 0)
      await tx
        .insertInto('review_file')
        .values(
          files.map(({ name, mediaType, sha256, scan, bytes }) => ({
            ...{ name, sha256, scan, review_id: reviewId, added_at: now, added_by: actorName(actor) },
            media_type: mediaType,
            bytes: Buffer.from(bytes),
          })),
        )
        .execute()
  })
}

function readFeedback({ now }: Context, { openedAt }: ReviewFound, { on, channel, reference }: TypedFeedback) {
  const faults: Record<string, Said> = {
    ...(isRealDate(on) && on <= toShanghaiDate(now) && on >= toShanghaiDate(openedAt) ? {} : { on: sayDay }),
    ...(channel.trim().length >= 2 ? {} : { channel: sayChannel }),
  }
  if (Object.keys(faults).length > 0) throw new Invalid(mend, faults)
  return { on, channel: channel.trim().slice(0, 120), reference: reference.trim().slice(0, 120) }
}

const sayDay = {
  zh: '请填报出的日期：评议开始以后、今天或以前',
  en: 'Give the day it was sent: since the review began, not after today',
}
const sayChannel = { zh: '请写明经什么途径报出', en: 'Say by which way it was sent' }
const mend = { zh: '还没有记下，请看各栏的提示。', en: 'Not recorded yet: see the notes.' }
