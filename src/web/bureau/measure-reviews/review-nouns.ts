import type { ReviewAct } from '../../../alerts/reviews/review-moves.ts'

/** An act is a noun: inviting to review 3 is POST /bureau/measure-reviews/3/invitations. */
export const reviewNouns: Record<ReviewAct, string> = {
  invite: 'invitations',
  take_back: 'invitation-end',
  set_term: 'term',
  finish: 'finish',
  merge: 'answer',
  feed_back: 'feedback',
  end: 'end',
}
