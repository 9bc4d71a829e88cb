import { isWeekend } from './calendar.ts'
import type { CityFiles } from './city-files.ts'
import { once, twice, unknown } from './fault-words.ts'

export function checkCalendar(calendar: CityFiles['calendar']): void {
  const { years } = calendar.value
  years.forEach((entry, y) => {
    const before = years[y - 1]
    if (before && entry.year !== before.year + 1) {
      calendar.fault(
        ['years', y, 'year'],
        `${before.year} 年之后应是 ${before.year + 1} 年 / the year after ${before.year} is missing`,
      )
    }
    if (entry.status === 'official' && entry.notice === null) {
      calendar.fault(['years', y, 'notice'], `${entry.year} 年没有通知文号 / an official year needs its notice`)
    }
    checkDays(calendar, y)
  })
}

function checkDays(calendar: CityFiles['calendar'], y: number): void {
  const entry = calendar.value.years[y]
  if (!entry) return
  const seen = new Set<string>()
  const check = (day: string, at: PropertyKey[]) => {
    once(seen, day, () => calendar.fault(at, twice('日期', 'day', day)))
    if (!day.startsWith(`${entry.year}-`)) {
      calendar.fault(at, `${day} 不在 ${entry.year} 年 / is not a day of ${entry.year}`)
    }
  }
  for (const [name, days] of Object.entries(entry.holidays)) {
    const at = ['years', y, 'holidays', name]
    if (!(name in calendar.value.names)) calendar.fault(at, unknown('节日', 'holiday', name))
    for (const day of days) check(day, at)
  }
  for (const day of entry.makeup) {
    const at = ['years', y, 'makeup']
    check(day, at)
    if (!isWeekend(day)) calendar.fault(at, `${day} 不是周末，不能调休上班 / ${day} is no weekend, so no make-up day`)
  }
}
