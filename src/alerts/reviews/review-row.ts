import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { TradeDate } from '../../intake/notice.ts'
import type { ReviewState } from './review-moves.ts'

export type ReviewFound = {
  id: number
  family: string
  state: ReviewState
  route: string
  commentsBy: string | null
  moves: number
  openedAt: Date
  openedBy: string
  fedBackOn: string | null
  channel: string | null
  reference: string | null
  /** Of the measure, as it stands now. */
  title: string
  titleZh: string | null
  market: string | null
  withdrawn: boolean
  comment: TradeDate
}

/** A review whoever asks: for those who hold an invitation, and for rounds. */
export async function reviewRow({ db }: Pick<Context, 'db'>, reviewId: number): Promise<ReviewFound> {
  const row = await db
    .selectFrom('measure_review as r')
    .innerJoin('measure as m', 'm.family', 'r.family')
    .where('r.id', '=', reviewId)
    .select(['r.id', 'r.family', 'r.state', 'r.route', 'r.comments_by as commentsBy', 'r.moves'])
    .select(['r.opened_at as openedAt', 'r.opened_by as openedBy', 'r.fed_back_on as fedBackOn', 'r.channel'])
    .select(['r.reference', 'm.title', 'm.title_zh as titleZh', 'm.market', 'm.withdrawn', 'm.clocks'])
    .executeTakeFirst()
  if (!row) throw noSuchReview()
  const { clocks, ...review } = row
  // Written by record-measure.
  return { ...review, comment: (clocks as { comment: TradeDate }).comment }
}

export const noSuchReview = (): NotFound => new NotFound(missingReview)
export const missingReview = { zh: '没有这项评议。', en: 'There is no such review.' }
