import type { ReviewAct } from './review-moves.ts'

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

/** Where reviews live, for staff and for those invited; letters lead there too. */
export const reviewPaths = {
  list: '/bureau/measure-reviews',
  one: (id: number): string => `/bureau/measure-reviews/${id}`,
  act: (id: number, noun: string): string => `/bureau/measure-reviews/${id}/${noun}`,
  merge: (id: number): string => `/bureau/measure-reviews/${id}/answer`,
  answer: (id: number, number: number): string => `/bureau/measure-reviews/${id}/answers/${number}`,
  answerPdf: (id: number, number: number): string => `/bureau/measure-reviews/${id}/answers/${number}/pdf`,
  /** Where files are sent. */
  feedbackForm: '/bureau/measure-reviews/:id/feedback',
  file: (id: number, file: number): string => `/bureau/measure-reviews/${id}/files/${file}`,
  invitation: <Token extends string>(token: Token) => `/trade/reviews/${token}` as const,
  acknowledgement: (token: string): string => `/trade/reviews/${token}/acknowledgement`,
  opinion: (token: string): string => `/trade/reviews/${token}/opinion`,
} as const
