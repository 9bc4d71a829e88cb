import type { Context } from '../../context.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findReview } from './find-review.ts'
import { readTerm } from './read-term.ts'
import { reminderLetter } from './review-letters.ts'
import { stateAfterAct } from './review-moves.ts'
import { takeStep } from './take-step.ts'

/** Gives those invited another last day and tells whoever has not answered. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function setTerm(
  context: Context,
  { reviewId, commentsBy: typed }: { reviewId: number; commentsBy: string },
): Promise<void> {
  const { db, actor, now, queue } = context
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, 'set_term')
  const commentsBy = readTerm(context, found, typed)
  await db.transaction().execute(async (tx) => {
    const text = `${found.commentsBy ?? '—'} → ${commentsBy}`
    await takeStep(tx, context, { found, act: 'set_term', to, text, changes: { comments_by: commentsBy } })
    const open = await tx
      .updateTable('review_invitation')
      .set({ reminded_at: null })
      .where('review_id', '=', reviewId)
      .where('answered_at', 'is', null)
      .where('ended_at', 'is', null)
      .returning(['id', 'name', 'email'])
      .execute()
    const letters = open.map((one) => reminderLetter(context, found, one, { commentsBy, why: 'changed' }))
    await oweLetters(tx, queue, letters, now)
  })
}
