import type { TradeDate } from '../../intake/notice.ts'
import { addDays, addWorkdays, isWorkday, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual, Calendar, City, ClockRule, ClockUnit } from '../../reference/city.ts'

/** By when a bureau must have followed a notice up, and why then. */
export type FollowUpDue = { dueAt: Date | null; because: Bilingual }

/** A recall: the city's rule `recall_follow_up`, from the moment the notice was read. No due date where the city has no such rule. */
export function recallDue(city: City, now: Date): FollowUpDue {
  const rule = ruleOf(city, 'recall_follow_up', now)
  if (!rule) return { dueAt: null, because: noRule }
  const { zh, en } = units[rule.unit]
  return {
    dueAt: endOf(city.calendar, rule, now),
    because: {
      zh: `收到通报后 ${rule.amount} ${zh}内核查（${rule.article}）`,
      en: `Check within ${rule.amount} ${en} (${rule.articleEn})`,
    },
  }
}

const units: Record<ClockUnit, Bilingual> = {
  workday: { zh: '个工作日', en: 'working days' },
  day: { zh: '日', en: 'days' },
  hour: { zh: '小时', en: 'hours' },
  minute: { zh: '分钟', en: 'minutes' },
}

/** Days end at 24:00 in Shanghai and the day of the start does not count; hours run from the instant. */
function endOf(calendar: Calendar, { amount, unit }: ClockRule, now: Date): Date {
  if (unit === 'hour' || unit === 'minute') {
    return new Date(now.getTime() + amount * (unit === 'hour' ? 3_600_000 : 60_000))
  }
  const today = toShanghaiDate(now)
  const last = unit === 'day' ? addDays(today, amount) : addWorkdays(calendar, today, amount).date
  return shanghaiInstant(last, '24:00')
}

/**
 * A bulletin: as many working days before comments close as the rule `tbt_review` says. Too late for that, the next working day,
 * but never past the last day for comments. None when comments are closed or their last day is open: an unknown deadline is
 * never overdue. Of a span of days the earliest counts.
 */
export function reviewDue(city: City, comment: TradeDate, now: Date): FollowUpDue {
  const last = comment.kind === 'unknown' ? null : comment.earliest
  const today = toShanghaiDate(now)
  if (last === null) return { dueAt: null, because: { zh: '评议截止日未定', en: 'The last day for comments is open' } }
  if (last < today) return { dueAt: null, because: { zh: `评议已于 ${last} 截止`, en: `Comments closed on ${last}` } }
  const rule = ruleOf(city, 'tbt_review', now)
  const lead = rule?.amount ?? 0
  const planned = workdaysBefore(city.calendar, last, lead)
  if (planned >= today) {
    return {
      dueAt: shanghaiInstant(planned, '24:00'),
      because: {
        zh: `评议 ${last} 截止，提前 ${lead} 个工作日报出意见${rule ? `（${rule.article}）` : ''}`,
        en: `Comments close on ${last}; ours are due ${lead} working days earlier${rule ? ` (${rule.articleEn})` : ''}`,
      },
    }
  }
  const next = nextWorkday(city.calendar, today)
  return {
    dueAt: shanghaiInstant(next < last ? next : last, '24:00'),
    because: {
      zh: `评议 ${last} 截止，已不足 ${lead} 个工作日，须立即研判`,
      en: `Comments close on ${last}, in less than ${lead} working days: review at once`,
    },
  }
}

/** The last working day after which `count` working days remain until `last`, which counts as one of them when it is worked. */
export function workdaysBefore(calendar: Calendar, last: string, count: number): string {
  let day = last
  for (let counted = 0; counted < count; day = addDays(day, -1)) if (isWorkday(calendar, day).workday) counted += 1
  while (!isWorkday(calendar, day).workday) day = addDays(day, -1)
  return day
}

function nextWorkday(calendar: Calendar, after: string): string {
  let day = addDays(after, 1)
  while (!isWorkday(calendar, day).workday) day = addDays(day, 1)
  return day
}

function ruleOf({ clockRules, noticeClocks }: City, milestone: string, now: Date): ClockRule | undefined {
  const day = toShanghaiDate(now)
  return clockRules.find(
    (rule) =>
      rule.id === `${noticeClocks}.${milestone}` &&
      rule.effectiveFrom <= day &&
      (rule.effectiveTo === null || day < rule.effectiveTo),
  )
}

const noRule: Bilingual = { zh: '本市没有规定时限', en: 'The city has set no limit' }
