import type { Context } from '../../context.ts'
import { readWords } from '../response/response-words.ts'
import { findReview } from './find-review.ts'
import { finishReviewTasks } from './finish-review-tasks.ts'
import { reviewActs, stateAfterAct } from './review-moves.ts'
import { takeStep } from './take-step.ts'

/**
 * Stops asking for comments, or ends a review without any, with the reason. Throws NotFound, Forbidden, Conflict in another state, Invalid
 * without the reason.
 */
export async function moveReview(
  context: Context,
  { reviewId, act, text }: { reviewId: number; act: 'finish' | 'end'; text: string },
): Promise<void> {
  const { db, actor } = context
  const { label, asks } = reviewActs[act]
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, act)
  const words = readWords(text, `text-${act}`, asks ?? label)
  await db.transaction().execute(async (tx) => {
    await takeStep(tx, context, { found, act, to, text: words })
    if (act === 'end') await finishReviewTasks(tx, context, found.family, `不提意见：${words}`)
  })
}
