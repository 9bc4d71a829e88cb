import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { caseOfFeed, isFeedOf } from './feed-token.ts'
import { type TrackedCase, trackCase } from './track-case.ts'
/** Finds the case of a feed's address. Throws NotFound; the words never say how near a guess was. */
export async function followCase(context: Context, token: string): Promise<TrackedCase> {
  const caseId = caseOfFeed(token)
  const found =
    caseId === null
      ? undefined
      : await context.db
          .selectFrom('case_file')
          .where('id', '=', caseId)
          .select(['id', 'receipt_hash'])
          .executeTakeFirst()
  if (!found || !isFeedOf(context.secret, found.id, found.receipt_hash, token)) throw new NotFound(noSuchFeed)
  return trackCase(context, { receiptHash: found.receipt_hash })
}

const noSuchFeed = {
  zh: '这个订阅地址不对。请用回执码打开查询页，从那里重新复制订阅地址。',
  en: 'This is not the address of a feed. Open the tracking page with the receipt and copy the address from there.',
}
