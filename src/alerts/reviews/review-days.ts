import type { TradeDate } from '../../intake/notice.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import { reviewTermsOn } from '../../reference/comment-routes.ts'
import { type RouteDeadline, routeDeadlines } from '../measures/route-deadlines.ts'
import { workdaysBefore } from '../notices/follow-up-due.ts'

/** The days of a review, ISO dates in Shanghai; null while the end of comments is not known. */
export type ReviewDays = {
  /** The last day for comments where the measure was notified; of a span of days the earliest. */
  official: string | null
  /** The last day of the route. */
  route: RouteDeadline | null
  /** The last day to propose to those invited: what merging needs before the route's. */
  proposed: string | null
}

type Measure = { market: string | null; comment: TradeDate; route: string }

/** By when what must be done, counted back in working days from the official end by the rules of today. */
export function reviewDays(city: City, { market, comment, route }: Measure, now: Date): ReviewDays {
  const today = toShanghaiDate(now)
  const deadline = routeDeadlines(city, market, comment, today).find((one) => one.route.id === route) ?? null
  const { merge_workdays } = reviewTermsOn(city.reviewTerms, today)
  const proposed = deadline && workdaysBefore(city.calendar, deadline.lastDay, merge_workdays)
  return {
    official: comment.kind === 'unknown' ? null : comment.earliest,
    route: deadline,
    proposed: proposed !== null && proposed >= today ? proposed : null,
  }
}
