import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Context } from '../../context.ts'
import type { AnswerContent } from './answer-content.ts'
import { findReview } from './find-review.ts'
import type { Stance } from './hand-in-opinion.ts'
import type { OpinionPoint } from './opinion-point.ts'
import { type ReviewDays, reviewDays } from './review-days.ts'
import { actsOpen, type ReviewAct, type ReviewEventAct, type ReviewState } from './review-moves.ts'
import type { ReviewFound } from './review-row.ts'

export type OpinionRead = { number: number; at: Date; stance: Stance; points: OpinionPoint[]; remark: string }
export type InvitationRead = {
  id: number
  kind: 'expert' | 'firm'
  name: string
  email: string
  invitedAt: Date
  acknowledgedAt: Date | null
  answeredAt: Date | null
  remindedAt: Date | null
  escalatedAt: Date | null
  endedAt: Date | null
  /** What counts: the last sheet. */
  opinion: OpinionRead | null
}
export type ReviewLine = { at: Date; name: string | null; act: ReviewEventAct; to: ReviewState; text: string }
export type ReviewRead = {
  review: ReviewFound
  days: ReviewDays
  acts: ReviewAct[]
  invitations: InvitationRead[]
  answers: { number: number; at: Date; name: string | null; content: AnswerContent }[]
  files: { id: number; name: string; addedAt: Date }[]
  /** Newest first. */
  history: ReviewLine[]
}

/** A review with whom it asks, what they said, its answers and its history. Throws NotFound. */
export async function readReview(context: Context, { reviewId }: { reviewId: number }): Promise<ReviewRead> {
  const { actor, city, now } = context
  const review = await findReview(context, reviewId)
  return {
    review,
    days: reviewDays(city, review, now),
    acts: actsOpen(actor, review.state),
    invitations: await invitationsOf(context, reviewId),
    answers: await answersOf(context, reviewId),
    files: await filesOf(context, reviewId),
    history: await historyOf(context, reviewId),
  }
}

async function invitationsOf({ db }: Context, reviewId: number): Promise<InvitationRead[]> {
  const rows = await db
    .selectFrom('review_invitation as i')
    .where('i.review_id', '=', reviewId)
    .select(['i.id', 'i.kind', 'i.name', 'i.email', 'i.invited_at as invitedAt', 'i.ended_at as endedAt'])
    .select(['i.acknowledged_at as acknowledgedAt', 'i.answered_at as answeredAt'])
    .select(['i.reminded_at as remindedAt', 'i.escalated_at as escalatedAt'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('review_opinion as o')
          .whereRef('o.invitation_id', '=', 'i.id')
          .select(['o.number', 'o.at', 'o.stance', 'o.points', 'o.remark'])
          .orderBy('o.number', 'desc')
          .limit(1),
      ).as('opinions'),
    )
    .orderBy('i.id')
    .execute()
  return rows.map(({ opinions: [opinion], ...row }) => ({
    ...row,
    // `points` was written by hand-in-opinion; JSON brings dates as text.
    opinion: opinion ? { ...opinion, points: opinion.points as OpinionPoint[], at: new Date(opinion.at) } : null,
  }))
}

async function answersOf({ db }: Context, reviewId: number): Promise<ReviewRead['answers']> {
  const rows = await db
    .selectFrom('review_answer as a')
    .leftJoin('account', (join) => join.on('a.actor', '=', sql<string>`'staff:' || account.id`))
    .where('a.review_id', '=', reviewId)
    .select(['a.number', 'a.at', 'a.content', 'account.name'])
    .orderBy('a.number', 'desc')
    .execute()
  return rows.map(({ content, ...row }) => ({ ...row, content: content as AnswerContent }))
}

const filesOf = ({ db }: Context, reviewId: number) =>
  db
    .selectFrom('review_file')
    .where('review_id', '=', reviewId)
    .select(['id', 'name', 'added_at as addedAt'])
    .orderBy('id')
    .execute()

const historyOf = ({ db }: Context, reviewId: number): Promise<ReviewLine[]> =>
  db
    .selectFrom('measure_review_event as e')
    .leftJoin('account', (join) => join.on('e.actor', '=', sql<string>`'staff:' || account.id`))
    .where('e.review_id', '=', reviewId)
    .select(['e.at', 'account.name', 'e.act', 'e.to_state as to', 'e.text'])
    .orderBy('e.id', 'desc')
    .limit(300)
    .$narrowType<{ to: ReviewState }>()
    .execute()
