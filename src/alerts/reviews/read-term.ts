import type { Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import { reviewDays } from './review-days.ts'
import type { ReviewFound } from './review-row.ts'

/**
 * The last day for those invited, as typed: from today to the last day of the route, so that time is left before the official end. While
 * that is unknown, any day to come. Throws Invalid on `commentsBy`.
 */
export function readTerm({ city, now }: Pick<Context, 'city' | 'now'>, found: ReviewFound, typed: string): string {
  const { route } = reviewDays(city, found, now)
  const fault = faultOf(typed, toShanghaiDate(now), route?.lastDay ?? null)
  if (fault) throw new Invalid(fault, { commentsBy: fault })
  return typed
}

function faultOf(typed: string, today: string, last: string | null): Said | null {
  if (!isRealDate(typed)) return { zh: '请选择征集意见的截止日', en: 'Choose the last day for comments' }
  if (typed < today) return { zh: '截止日不能早于今天', en: 'The last day lies in the past' }
  if (last !== null && last >= today && typed > last)
    return {
      zh: `最晚到 ${last}：这条途径那天就要收到汇总意见`,
      en: `${last} at the latest: this route needs the merged answer by then`,
    }
  return null
}
