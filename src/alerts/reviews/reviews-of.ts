import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { ReviewState } from './review-moves.ts'

/** The reviews of a measure, the newest first; null for who reviews no measures. */
export async function reviewsOf(
  { db, actor }: Context,
  family: string,
): Promise<{ id: number; state: ReviewState; openedAt: Date }[] | null> {
  if (!may(actor, 'review_measures')) return null
  return db
    .selectFrom('measure_review')
    .where('family', '=', family)
    .select(['id', 'state', 'opened_at as openedAt'])
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
}
