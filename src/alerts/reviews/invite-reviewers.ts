import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findReview } from './find-review.ts'
import { invitationHash, invitationToken } from './invitation-token.ts'
import { listInvited } from './list-invited.ts'
import { readTerm } from './read-term.ts'
import { invitationLetter } from './review-letters.ts'
import { stateAfterAct } from './review-moves.ts'
import type { ReviewFound } from './review-row.ts'
import { takeStep } from './take-step.ts'
import { type Invitee, inviteesMax, readInvitees } from './typed-invitees.ts'

/** As typed: a line each, name and address; and addresses of those who were asked in earlier reviews. */
export type TypedInvitation = { experts: string; firms: string; again: string[]; commentsBy: string }

/**
 * Asks experts and firms for comments until a day, each by a letter with a link of their own. Who is invited already is left alone. Throws
 * NotFound, Forbidden, Conflict in a state past it, Invalid with a message per field.
 */
export async function inviteReviewers(
  context: Context,
  { reviewId, typed }: { reviewId: number; typed: TypedInvitation },
): Promise<void> {
  const { db, actor, now, queue, secret } = context
  const found = await findReview(context, reviewId)
  const to = stateAfterAct(actor, found.state, 'invite')
  const { invitees, commentsBy } = await readInvitation(context, found, typed)
  await db.transaction().execute(async (tx) => {
    const invited = await tx
      .insertInto('review_invitation')
      .values(
        invitees.map((one) => ({
          ...one,
          review_id: reviewId,
          token_hash: invitationHash(invitationToken(secret, reviewId, one.email)),
          invited_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['review_id', 'email']).doNothing())
      .returning(['id', 'name', 'email'])
      .execute()
    if (invited.length === 0) throw new Invalid(allInvited, { experts: allInvited })
    const text = `${invited.map(({ name }) => name).join('、')}；截止 ${commentsBy}`
    await takeStep(tx, context, { found, act: 'invite', to, text, changes: { comments_by: commentsBy } })
    const letters = invited.map((one) => invitationLetter(context, found, one, commentsBy))
    await oweLetters(tx, queue, letters, now)
  })
}

async function readInvitation(
  context: Context,
  found: ReviewFound,
  typed: TypedInvitation,
): Promise<{ invitees: Invitee[]; commentsBy: string }> {
  const before = await listInvited(context)
  const listed = [
    ...readInvitees('expert', 'experts', typed.experts),
    ...readInvitees('firm', 'firms', typed.firms),
    ...before.filter(({ email }) => typed.again.includes(email)),
  ]
  const invitees = [...new Map(listed.map((one) => [one.email, one])).values()]
  if (invitees.length === 0) throw new Invalid(nobody, { experts: nobody })
  if (invitees.length > inviteesMax) throw new Invalid(tooMany, { experts: tooMany })
  return { invitees, commentsBy: readTerm(context, found, typed.commentsBy) }
}

const nobody = { zh: '请至少写一位专家或一家企业', en: 'Name at least one expert or firm' }
const tooMany = { zh: `一次最多邀请 ${inviteesMax} 个`, en: `At most ${inviteesMax} at a time` }
const allInvited = { zh: '这些人都已经邀请过了', en: 'All of them are invited already' }
