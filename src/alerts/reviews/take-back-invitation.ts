import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findReview } from './find-review.ts'
import { stateAfterAct } from './review-moves.ts'
import { takeStep } from './take-step.ts'

/** Takes an invitation back that was not answered: its link opens nothing any more. Throws NotFound, Forbidden, Conflict. */
export async function takeBackInvitation(
  context: Context,
  { reviewId, invitationId }: { reviewId: number; invitationId: number },
): Promise<void> {
  const { db, actor, now } = context
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, 'take_back')
  await db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('review_invitation')
      .set({ ended_at: now })
      .where('id', '=', invitationId)
      .where('review_id', '=', reviewId)
      .where('answered_at', 'is', null)
      .where('ended_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!ended) throw new Conflict(answered)
    await takeStep(tx, context, { found, act: 'take_back', to, text: ended.name })
  })
}

const answered = {
  zh: '对方已经答复，或邀请已撤回。',
  en: 'They have answered, or the invitation is taken back already.',
}
