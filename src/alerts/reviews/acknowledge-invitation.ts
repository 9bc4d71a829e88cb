import type { Context } from '../../context.ts'
import { findInvitation, stillOpen } from './find-invitation.ts'
import { recordReviewEvent } from './record-review-event.ts'
import { ownMoves } from './review-moves.ts'

/** Somebody invited says that the letter has come; saying so again changes nothing. Throws NotFound, Conflict when comments are closed. */
export async function acknowledgeInvitation(context: Context, { token }: { token: string }): Promise<void> {
  const { db, now } = context
  const invitation = await findInvitation(context, token)
  if (invitation.acknowledgedAt !== null) return
  stillOpen(invitation, now)
  const { from, to } = ownMoves.acknowledge
  await db.transaction().execute(async (tx) => {
    const acknowledged = await tx
      .updateTable('review_invitation')
      .set({ acknowledged_at: now })
      .where('id', '=', invitation.id)
      .where('acknowledged_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!acknowledged) return
    const told = { reviewId: invitation.review.id, invitationId: invitation.id, text: invitation.name }
    await recordReviewEvent(tx, context, { ...told, act: 'acknowledge', from, to })
  })
}
