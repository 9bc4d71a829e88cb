import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { AnswerContent } from './answer-content.ts'
import { findReview } from './find-review.ts'

/** One version of the city's answer, as it was merged. Throws NotFound. */
export async function readAnswer(
  context: Context,
  { reviewId, number }: { reviewId: number; number: number },
): Promise<{ content: AnswerContent; pdf: Uint8Array }> {
  await findReview(context, reviewId)
  const row = await context.db
    .selectFrom('review_answer')
    .where('review_id', '=', reviewId)
    .where('number', '=', number)
    .select(['content', 'pdf'])
    .executeTakeFirst()
  if (!row) throw new NotFound({ zh: '没有这一版。', en: 'There is no such version.' })
  return { content: row.content as AnswerContent, pdf: row.pdf }
}
