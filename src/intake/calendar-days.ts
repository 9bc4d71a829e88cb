/** ISO date of a real day between 1900 and 2100, else null: 31 April and month 13 are refused. */
export function isoDay(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (!(y >= 1900 && y <= 2100)) return null
  const date = new Date(Date.UTC(y, m - 1, d))
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return real ? date.toISOString().slice(0, 10) : null
}

/** The last day of a month as ISO date; null when there is no such month. */
export function lastDayOfMonth(year: string, month: string): string | null {
  return isoDay(year, month, String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()))
}

/** The day `days` after an ISO date. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(isoDate) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The same day `months` later, or the last of that month when it has no such day: 31 August + 6 months is 28 February. */
export function addMonths(isoDate: string, months: number): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10)
}
