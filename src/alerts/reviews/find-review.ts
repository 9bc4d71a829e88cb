import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { noSuchReview, type ReviewFound, reviewRow } from './review-row.ts'

/** A review as staff who review measures see it. Throws NotFound for others. */
export async function findReview(context: Context, reviewId: number): Promise<ReviewFound> {
  if (!may(context.actor, 'review_measures')) throw noSuchReview()
  return reviewRow(context, reviewId)
}
