import { toShanghaiDate } from '../reference/calendar.ts'

const day_ms = 86_400_000
const eightHours_ms = 8 * 3_600_000

/** The Monday of the week in Shenzhen, e.g. `2026-11-16`. */
export function weekOf(at: Date): string {
  const civil = new Date(`${toShanghaiDate(at)}T00:00:00Z`)
  const sinceMonday = (civil.getUTCDay() + 6) % 7
  return new Date(civil.getTime() - sinceMonday * day_ms).toISOString().slice(0, 10)
}

/** When a week begins. */
export const startOfWeek = (week: string): Date => new Date(Date.parse(`${week}T00:00:00Z`) - eightHours_ms)

/** `count` weeks up to the one of `now`, the newest first. */
export function weeksUpTo(now: Date, count: number): string[] {
  const newest = startOfWeek(weekOf(now)).getTime()
  return Array.from({ length: count }, (_, back) => weekOf(new Date(newest - back * 7 * day_ms)))
}
