import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { findReview } from './find-review.ts'

/** A file kept with a review. Throws NotFound. */
export async function readReviewFile(
  context: Context,
  { reviewId, fileId }: { reviewId: number; fileId: number },
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  await findReview(context, reviewId)
  const file = await context.db
    .selectFrom('review_file')
    .where('id', '=', fileId)
    .where('review_id', '=', reviewId)
    .select(['name', 'media_type as mediaType', 'bytes'])
    .executeTakeFirst()
  if (!file) throw new NotFound({ zh: '没有这份文件。', en: 'There is no such file.' })
  return file
}
