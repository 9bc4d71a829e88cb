import { addDays, isWorkday } from '../../reference/calendar.ts'
import type { Calendar, CalendarYear } from '../../reference/city.ts'

/** How the calendar that is loaded now differs from the one this database last counted with. Pure. */

/** A year as it is kept: `calendar_year` in schema.sql. */
export type KeptYear = {
  year: number
  status: CalendarYear['status']
  notice: string | null
  days_off: string[]
  makeup: string[]
}

/** The years as they are to be kept. */
export function yearsToKeep({ years }: Calendar): KeptYear[] {
  return [...years.values()].map(({ year, status, notice, holidays, makeupDays }) => ({
    year,
    status,
    notice,
    days_off: [...holidays.keys()].sort(),
    makeup: [...makeupDays].sort(),
  }))
}

export type CalendarChange = {
  /** First and last civil day of the years that differ in a day or in how sure they are. */
  from: string
  to: string
  /** Days that are worked now and were not, or the other way round. */
  days: string[]
  /** The notices of those years. */
  notices: string[]
}

/** What has changed; null when nothing has, or when nothing was kept to compare with. */
export function calendarChange(kept: KeptYear[], calendar: Calendar): CalendarChange | null {
  if (kept.length === 0) return null
  const before = calendarOfKept(kept)
  const known = new Set([...kept.map(({ year }) => year), ...calendar.years.keys()])
  const changed = [...known].filter((year) => differs(before, calendar, year)).sort((a, b) => a - b)
  const [first] = changed
  const last = changed.at(-1)
  if (first === undefined || last === undefined) return null
  return {
    from: `${first}-01-01`,
    to: `${last}-12-31`,
    days: changed.flatMap((year) => daysOf(year).filter((day) => worked(before, day) !== worked(calendar, day))),
    notices: changed.flatMap((year) => calendar.years.get(year)?.notice ?? []),
  }
}

function calendarOfKept(kept: KeptYear[]): Calendar {
  const name = { zh: '', en: '' }
  return {
    years: new Map(
      kept.map(({ year, status, notice, days_off, makeup }) => [
        year,
        { year, status, notice, holidays: new Map(days_off.map((day) => [day, name])), makeupDays: new Set(makeup) },
      ]),
    ),
  }
}

function differs(before: Calendar, now: Calendar, year: number): boolean {
  if (before.years.get(year)?.status !== now.years.get(year)?.status) return true
  return daysOf(year).some((day) => worked(before, day) !== worked(now, day))
}

const worked = (calendar: Calendar, day: string): boolean => isWorkday(calendar, day).workday

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day)
  return days
}
