import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { Invalid, type Said } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findInvitation, type InvitationFound, stillOpen } from './find-invitation.ts'
import { type OpinionPoint, readPoints } from './opinion-point.ts'
import { recordReviewEvent } from './record-review-event.ts'
import { officialLetter } from './review-letters.ts'
import { ownMoves } from './review-moves.ts'
import { type ReviewFound, reviewRow } from './review-row.ts'
import { takeStep } from './take-step.ts'

export type Stance = Tables['review_opinion']['stance']
export type TypedOpinion = { stance: string; points: OpinionPoint[]; remark: string }

export const stances: Record<Stance, Said> = {
  comments: { zh: '有意见', en: 'I have comments' },
  no_objection: { zh: '没有意见', en: 'I have none' },
  declined: { zh: '不参加这次评议', en: 'I do not take part' },
}
export const remarkMax = 1500

/**
 * Takes the comments of somebody invited, whole each time: a later sheet takes the place of the one before, which is kept. When everybody
 * has answered, asking is over. Throws NotFound, Conflict when comments are closed, Invalid with a message per field.
 */
export async function handInOpinion(
  context: Context,
  { token, typed }: { token: string; typed: TypedOpinion },
): Promise<void> {
  const { db, now } = context
  const invitation = await findInvitation(context, token)
  stillOpen(invitation, now)
  const opinion = readOpinion(typed)
  await db.transaction().execute(async (tx) => {
    await sql`select from measure_review where id = ${invitation.review.id} for update`.execute(tx)
    const { last } = await tx
      .selectFrom('review_opinion')
      .where('invitation_id', '=', invitation.id)
      .select((eb) => eb.fn.coalesce(eb.fn.max('number'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    const { points, ...row } = opinion
    await tx
      .insertInto('review_opinion')
      .values({ ...row, points: JSON.stringify(points), invitation_id: invitation.id, number: last + 1, at: now })
      .execute()
    await tx
      .updateTable('review_invitation')
      .set({ answered_at: now, acknowledged_at: sql`coalesce(acknowledged_at, ${now})` })
      .where('id', '=', invitation.id)
      .execute()
    await remember(tx, context, invitation, `${stances[opinion.stance].zh}，${points.length} 条`)
    await closeWhenAllIn(tx, context, invitation.review.id)
  })
}

function readOpinion({ stance: typed, points, remark }: TypedOpinion) {
  const stance = (Object.keys(stances) as Stance[]).find((one) => one === typed)
  if (!stance) throw new Invalid(sayStance, { stance: sayStance })
  const read = stance === 'comments' ? readPoints(points, mend) : []
  if (stance === 'comments' && read.length === 0) throw new Invalid(noPoint, { 'p0-place': noPoint })
  return { stance, points: read, remark: remark.trim().slice(0, remarkMax) }
}

async function remember(tx: Db, context: Context, { id, name, review }: InvitationFound, text: string): Promise<void> {
  const { from, to } = ownMoves.hand_in
  const told = { reviewId: review.id, invitationId: id, text: `${name}：${text}` }
  await recordReviewEvent(tx, context, { ...told, act: 'hand_in', from, to })
}

async function closeWhenAllIn(tx: Db, context: Context, reviewId: number): Promise<void> {
  const { waiting } = await tx
    .selectFrom('review_invitation')
    .where('review_id', '=', reviewId)
    .where('answered_at', 'is', null)
    .where('ended_at', 'is', null)
    .select(sql<number>`count(*)::int`.as('waiting'))
    .executeTakeFirstOrThrow()
  if (waiting > 0) return
  const found: ReviewFound = await reviewRow({ db: tx }, reviewId)
  const text = '被邀请者全部答复'
  await takeStep(tx, context, { found, act: 'all_in', to: ownMoves.all_in.to, text })
  const told = { reason: `all-in:${found.moves}`, zh: `${text}，可以汇总`, en: 'Everybody invited has answered: merge' }
  await oweLetters(tx, context.queue, officialLetter(context, found, told), context.now)
}

const sayStance = { zh: '请选择有没有意见', en: 'Say whether you have comments' }
const mend = {
  zh: '还没有提交，请看各栏的提示；已写的都在。',
  en: 'Not handed in yet: see the notes. Nothing typed is lost.',
}
const noPoint = {
  zh: '请至少写一条意见，或选择“没有意见”',
  en: 'Write one comment at least, or choose that you have none',
}
