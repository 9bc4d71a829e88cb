import type { Bilingual, Calendar } from './city.ts'

/** Civil dates of Shanghai as ISO strings, and which of them are worked. Pure. */

/** Shanghai has kept UTC+8 without summer time since 1992; no date of this system is earlier. */
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** A provisional year knows only the days fixed by law; of an absent one nothing but the weekdays is known. */
export type DayStatus = 'official' | 'provisional' | 'absent'
export type Workday = { workday: boolean; status: DayStatus; because: Bilingual }

/** Is this civil date worked, how sure is that, and why. `isoDate` must be a real date, YYYY-MM-DD. */
export function isWorkday(calendar: Calendar, isoDate: string): Workday {
  const year = calendar.years.get(Number(isoDate.slice(0, 4)))
  const status = year?.status ?? 'absent'
  const holiday = year?.holidays.get(isoDate)
  if (holiday) return { workday: false, status, because: holiday }
  if (year?.makeupDays.has(isoDate)) return { workday: true, status, because: MAKEUP }
  return isWeekend(isoDate) ? { workday: false, status, because: WEEKEND } : { workday: true, status, because: WEEKDAY }
}

/**
 * The `amount`-th working day after `isoDate`, the day itself not counted (《民法典》第二百零一条).
 * `provisional` when a day on the way lies in a year without its holiday notice.
 */
export function addWorkdays(
  calendar: Calendar,
  isoDate: string,
  amount: number,
): { date: string; provisional: boolean } {
  let date = isoDate
  let provisional = false
  for (let counted = 0; counted < amount; ) {
    date = addDays(date, 1)
    const day = isWorkday(calendar, date)
    if (day.status !== 'official') provisional = true
    if (day.workday) counted += 1
  }
  return { date, provisional }
}

/** `isoDate` itself when worked, else the next working day: where a period ends whose last day is a day off (第二百零三条). */
export function onOrNextWorkday(calendar: Calendar, isoDate: string): { date: string; provisional: boolean } {
  return isWorkday(calendar, isoDate).workday
    ? { date: isoDate, provisional: isWorkday(calendar, isoDate).status !== 'official' }
    : addWorkdays(calendar, isoDate, 1)
}

/** `isoDate` moved by whole days, backwards when negative. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(isoDate) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from one civil date to another, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** Is this text a date that exists, written YYYY-MM-DD? */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The civil date in Shanghai at an instant. */
export function toShanghaiDate(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** Date and minute in Shanghai at an instant, e.g. `2026-05-31 09:05`. */
export function shanghaiMinute(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

/** The instant of a Shanghai wall-clock time; `24:00` is the midnight that ends the day. */
export function shanghaiInstant(isoDate: string, time = '00:00'): Date {
  const hours = Number(time.slice(0, 2))
  const minutes = Number(time.slice(3, 5))
  return new Date(Date.parse(isoDate) + (hours * 60 + minutes) * 60_000 - OFFSET_MS)
}

/** Saturday or Sunday, worked or not. */
export function isWeekend(isoDate: string): boolean {
  const weekday = new Date(isoDate).getUTCDay()
  return weekday === 0 || weekday === 6
}

const WEEKDAY: Bilingual = { zh: '工作日', en: 'Working day' }
const WEEKEND: Bilingual = { zh: '周末', en: 'Weekend' }
const MAKEUP: Bilingual = { zh: '调休上班', en: 'Weekend worked (make-up day)' }
