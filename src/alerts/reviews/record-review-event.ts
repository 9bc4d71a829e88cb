import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { ReviewEventAct, ReviewState } from './review-moves.ts'

type Told = {
  reviewId: number
  act: ReviewEventAct
  from: ReviewState | null
  to: ReviewState
  text: string
  /** Who did it, when it is somebody invited. */
  invitationId?: number
}

/** Writes a line of a review's history in the caller's transaction. */
export async function recordReviewEvent(
  tx: Db,
  { actor, now }: Context,
  { reviewId, act, from, to, text, invitationId }: Told,
): Promise<void> {
  await tx
    .insertInto('measure_review_event')
    .values({
      review_id: reviewId,
      at: now,
      actor: invitationId === undefined ? actorName(actor) : `invited:${invitationId}`,
      act,
      from_state: from,
      to_state: to,
      text,
    })
    .execute()
}
