import { addDays, addWorkdays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'

/** From when a bad grade may be shown after the firm was told at an instant: the day after the last day of the city's term. */
export function noticeEnds({ credit, calendar }: City, toldAt: Date): Date {
  const { amount, unit } = credit.notice
  const told = toShanghaiDate(toldAt)
  const last = unit === 'workday' ? addWorkdays(calendar, told, amount).date : addDays(told, amount)
  return shanghaiInstant(last, '24:00')
}
