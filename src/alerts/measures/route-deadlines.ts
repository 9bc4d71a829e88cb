import type { TradeDate } from '../../intake/notice.ts'
import { addDays, isWorkday } from '../../reference/calendar.ts'
import type { Calendar, City } from '../../reference/city.ts'
import { type CommentRoute, routeTermOn } from '../../reference/comment-routes.ts'
import { workdaysBefore } from '../notices/follow-up-due.ts'

/** By when comments must be in by one route, counted back from the official end. */
export type RouteDeadline = {
  route: CommentRoute
  workdays: number
  source: CommentRoute['versions'][number]['source']
  /** ISO date, 24:00 in Shanghai. */
  lastDay: string
  over: boolean
}

/**
 * The internal deadline of every route open to a market, earliest first, by the version of the rule of `today`. None while the end of
 * comments is unknown; of a span of days the earliest counts.
 */
export function routeDeadlines(
  { commentRoutes, calendar }: Pick<City, 'commentRoutes' | 'calendar'>,
  market: string | null,
  comment: TradeDate,
  today: string,
): RouteDeadline[] {
  const end = comment.kind === 'unknown' ? null : comment.earliest
  if (end === null) return []
  return routesTo({ commentRoutes }, market)
    .flatMap((route): RouteDeadline[] => {
      const term = routeTermOn(route, today)
      if (!term) return []
      const lastDay = workdaysBefore(calendar, end, term.workdays)
      return [{ route, workdays: term.workdays, source: term.source, lastDay, over: lastDay < today }]
    })
    .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
}

/** The routes by which comments may go to a market. */
export function routesTo({ commentRoutes }: Pick<City, 'commentRoutes'>, market: string | null): CommentRoute[] {
  return commentRoutes.filter(({ markets }) => markets.length === 0 || (market !== null && markets.includes(market)))
}

/** Working days from tomorrow to `last`, both counted; 0 when `last` is today or past. At most `most`. */
export function workdaysLeft(calendar: Calendar, today: string, last: string, most = 60): number {
  let left = 0
  for (let day = addDays(today, 1); day <= last && left < most; day = addDays(day, 1))
    if (isWorkday(calendar, day).workday) left += 1
  return left
}
