import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { TradeDate } from '../../intake/notice.ts'
import { type ReviewDays, reviewDays } from './review-days.ts'
import { notReviewer, type ReviewState } from './review-moves.ts'

export type ReviewListed = {
  id: number
  family: string
  title: string
  titleZh: string | null
  market: string | null
  state: ReviewState
  commentsBy: string | null
  fedBackOn: string | null
  days: ReviewDays
  invited: number
  acknowledged: number
  answered: number
}

const pageSize = 50

/** Reviews, those under way first and of these the first to close first. Throws Forbidden for who reviews no measures. */
export async function listReviews(
  { db, actor, city, now }: Context,
  { state, page }: { state: ReviewState | null; page: number },
): Promise<{ reviews: ReviewListed[]; underWay: number; pages: number }> {
  if (!may(actor, 'review_measures')) throw notReviewer()
  const rows = await db
    .selectFrom('measure_review as r')
    .innerJoin('measure as m', 'm.family', 'r.family')
    .$if(state !== null, (query) => query.where('r.state', '=', state ?? 'unassigned'))
    .select(['r.id', 'r.family', 'r.state', 'r.route', 'r.comments_by as commentsBy', 'r.fed_back_on as fedBackOn'])
    .select(['m.title', 'm.title_zh as titleZh', 'm.market', 'm.clocks'])
    .select([count('*', 'invited'), count('acknowledged_at', 'acknowledged'), count('answered_at', 'answered')])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .orderBy(sql`r.state in ('fed_back', 'ended')`)
    .orderBy(sql`m.comment_until nulls last`)
    .orderBy('r.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  const { underWay } = await db
    .selectFrom('measure_review')
    .where('state', 'not in', ['fed_back', 'ended'])
    .select(sql<number>`count(*)::int`.as('underWay'))
    .executeTakeFirstOrThrow()
  const reviews = rows.map(({ total: _, clocks, route, ...row }) => {
    const { comment } = clocks as { comment: TradeDate }
    return { ...row, days: reviewDays(city, { market: row.market, comment, route }, now) }
  })
  return { reviews, underWay, pages: Math.max(1, Math.ceil((rows[0]?.total ?? 0) / pageSize)) }
}

const count = <Name extends string>(of: string, name: Name) =>
  sql<number>`(select count(${sql.raw(of)})::int from review_invitation i where i.review_id = r.id and i.ended_at is null)`.as(
    name,
  )
