import { addDays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual } from '../../reference/city.ts'

export type Rhythm = 'instant' | 'daily' | 'weekly'
/** Hours of Shanghai in which nothing is sent, from the first up to the second; across midnight when the first is later. */
export type QuietHours = { from: number; to: number }

export const rhythms: Record<Rhythm, Bilingual> = {
  instant: { zh: '一有就发', en: 'At once' },
  daily: { zh: '每天一封（早上八点）', en: 'One letter a day, at eight in the morning' },
  weekly: { zh: '每周一封（周一早上八点）', en: 'One letter a week, on Monday at eight' },
}

const digestHour = 8

/** When somebody is to be told of what happens at `now`: at once, at the next digest, or when their quiet hours are over. */
export function tellAt(rhythm: Rhythm, quiet: QuietHours | null, now: Date): Date {
  if (rhythm === 'instant') return afterQuiet(quiet, now)
  const today = toShanghaiDate(now)
  const morning = shanghaiInstant(today, `0${digestHour}:00`)
  const next = morning > now ? today : addDays(today, 1)
  const day = rhythm === 'daily' ? next : mondayFrom(next)
  return afterQuiet(quiet, shanghaiInstant(day, `0${digestHour}:00`))
}

function afterQuiet(quiet: QuietHours | null, at: Date): Date {
  if (!quiet || !isQuiet(quiet, hourOf(at))) return at
  const day = toShanghaiDate(at)
  const end = `${String(quiet.to).padStart(2, '0')}:00`
  const today = shanghaiInstant(day, end)
  return today > at ? today : shanghaiInstant(addDays(day, 1), end)
}

function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from < to ? hour >= from && hour < to : from > to && (hour >= from || hour < to)
}

const hourOf = (at: Date): number => new Date(at.getTime() + 8 * 3_600_000).getUTCHours()

function mondayFrom(day: string): string {
  const weekday = new Date(day).getUTCDay()
  return addDays(day, (8 - weekday) % 7)
}
