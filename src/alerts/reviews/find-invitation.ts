import type { Context } from '../../context.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { invitationHash } from './invitation-token.ts'
import { type ReviewFound, reviewRow } from './review-row.ts'

export type InvitationFound = {
  id: number
  kind: 'expert' | 'firm'
  name: string
  acknowledgedAt: Date | null
  answeredAt: Date | null
  review: ReviewFound
}

/** Whose link this is, with the review it is for. Throws NotFound for a link that is not ours or was taken back. */
export async function findInvitation(context: Context, token: string): Promise<InvitationFound> {
  const row = await context.db
    .selectFrom('review_invitation')
    .where('token_hash', '=', invitationHash(token))
    .where('ended_at', 'is', null)
    .select(['id', 'review_id', 'kind', 'name', 'acknowledged_at', 'answered_at'])
    .executeTakeFirst()
  if (!row) throw new NotFound(noInvitation)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    acknowledgedAt: row.acknowledged_at,
    answeredAt: row.answered_at,
    review: await reviewRow(context, row.review_id),
  }
}

/** Whether comments are still taken: while they are asked for, to the end of the last day. */
export const takesComments = ({ state, commentsBy }: ReviewFound, now: Date): boolean =>
  state === 'assigned' && commentsBy !== null && toShanghaiDate(now) <= commentsBy

/** Throws Conflict once comments are no longer taken. */
export function stillOpen({ review }: InvitationFound, now: Date): void {
  if (!takesComments(review, now)) throw new Conflict(over(review))
}

const noInvitation = {
  zh: '链接不完整或已撤回，请用信里的原链接，或联系邀请您的单位。',
  en: 'The link is incomplete or was taken back: use the one in the letter, or ask who invited you.',
}
const over = ({ commentsBy }: ReviewFound) => ({
  zh: `已经超过评议时间（${commentsBy ?? '—'}），意见不再接收；仍要补充请联系邀请您的单位。`,
  en: `Comments are closed (${commentsBy ?? '—'}). If you still have something to add, ask who invited you.`,
})
