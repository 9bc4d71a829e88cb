import { shanghaiMinute, toShanghaiDate } from '../reference/calendar.ts'

/** Times are stored in UTC and shown in Asia/Shanghai, which has had no summer time since 1991. */
const zone = 'Asia/Shanghai'

const weekdayZh = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' })
const weekdayEn = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' })

/** The civil date in Shenzhen, e.g. `2026-05-31`. */
export const shanghaiDate = toShanghaiDate

/** Date and minute in Shenzhen, e.g. `2026-05-31 09:05`. */
export const shanghaiTime = shanghaiMinute

/** By when: the last day of a term that ends at midnight, because `2026-06-01 00:00` reads as a day later; else date and minute. */
export function shanghaiDue(at: Date): string {
  const minute = shanghaiTime(at)
  return minute.endsWith(' 00:00') ? shanghaiDate(new Date(at.getTime() - 1)) : minute
}

/** The weekday in Shenzhen: `周日`, `Sun`. */
export function weekdayOf(at: Date): { zh: string; en: string } {
  return { zh: weekdayZh.format(at), en: weekdayEn.format(at) }
}

/** How far `at` lies from `now`, in the largest whole unit: `还有 3 天`, `已过 5 小时`. */
export function distance(at: Date, now: Date): { zh: string; en: string; past: boolean } {
  const minutes = Math.round(Math.abs(at.getTime() - now.getTime()) / 60_000)
  const past = at < now
  const [count, zh, en] =
    minutes >= 2880
      ? [Math.floor(minutes / 1440), '天', 'days']
      : minutes >= 120
        ? [Math.floor(minutes / 60), '小时', 'hours']
        : [minutes, '分钟', 'minutes']
  return past
    ? { zh: `已过 ${count} ${zh}`, en: `${count} ${en} ago`, past }
    : { zh: `还有 ${count} ${zh}`, en: `in ${count} ${en}`, past }
}
