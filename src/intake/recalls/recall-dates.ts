import { isoDay, lastDayOfMonth } from '../calendar-days.ts'

/** Dates of recall sources. Each source has its own order of day and month; the order is an argument and never guessed from the digits. */
export type DayOrder = 'dmy' | 'mdy'

/** ISO date of a day written as ISO (with or without a time), `yyyymmdd`, `2024年8月15日`, or by numbers in `order` (null: only where no other order gives another day). Null when it is no such day. */
export function readDay(written: string, order: DayOrder | null): string | null {
  const text = written.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (iso) return isoDay(iso[1], iso[2], iso[3])
  const chinese = /^(\d{4})\s*[年/.]\s*(\d{1,2})\s*[月/.]\s*(\d{1,2})\s*日?$/.exec(text)
  if (chinese) return isoDay(chinese[1], chinese[2], chinese[3])
  const named = namedDay(text) ?? millisecondsDay(text)
  if (named) return named
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text)
  if (!numbers) return null
  const dayFirst = isoDay(numbers[3], numbers[2], numbers[1])
  const monthFirst = isoDay(numbers[3], numbers[1], numbers[2])
  if (order !== null) return order === 'dmy' ? dayFirst : monthFirst
  return dayFirst === monthFirst || monthFirst === null ? dayFirst : dayFirst === null ? monthFirst : null
}

/** `January 15, 2026`, `15 Jan 2026`, `15-JAN-2026`: a name leaves no doubt which is the month. */
function namedDay(text: string): string | null {
  const [, day = '', name = '', year = ''] =
    /^(?:[a-z]{3,9}, )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i.exec(text) ?? []
  const [, first = '', second = '', third = ''] =
    /^(?:[a-z]{3,9}, )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text) ?? []
  const month = months.findIndex((short) => (name || first).toLowerCase().startsWith(short)) + 1
  return month > 0 ? isoDay(year || third, String(month), day || second) : null
}

/** `/Date(1199163600000-0500)/`: milliseconds and the zone in which they are a day. */
function millisecondsDay(text: string): string | null {
  const [, milliseconds, hours = '0'] = /^\/Date\((-?\d{1,14})([+-]\d{2})?\d{0,2}\)\/$/.exec(text) ?? []
  if (milliseconds === undefined) return null
  const local = new Date(Number(milliseconds) + Number(hours) * 3_600_000)
  return isoDay(...(local.toISOString().slice(0, 10).split('-') as [string, string, string]))
}

/** A cell that holds nothing but a day by numbers, perhaps with an hour. */
const numberedDay = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/
export const isNumberedDay = (text: string): boolean => numberedDay.test(text.trim())

/**
 * The order in which a whole column writes its days by numbers: what the numbers over 12 show, `documented` where there are none, null
 * where they contradict each other: 03/04/2026 alone may be the third of April or the fourth of March.
 */
export function dayOrderIn(days: Iterable<string>, documented: DayOrder | null = null): DayOrder | null {
  let first = false
  let second = false
  for (const day of days) {
    const [, a, b] = numberedDay.exec(day.trim()) ?? []
    first ||= Number(a) > 12
    second ||= Number(b) > 12
  }
  if (first === second) return first ? null : documented
  return first ? 'dmy' : 'mdy'
}

export type Period = { from: string | null; to: string | null }

const chinesePoint = String.raw`(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?`
const chinesePeriod = new RegExp(`${chinesePoint}\\s*(?:起)?\\s*(?:至|到|[-—–~～]+)\\s*${chinesePoint}`)
const chineseSingle = new RegExp(chinesePoint)
const yearFirstDay = String.raw`(?<!\d)(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|20\d{6})(?!\d)`
const yearFirstPeriod = new RegExp(`(${yearFirstDay})\\s*(?:[-–—~～至到]+|to)\\s*(${yearFirstDay})`)
const westernDay = String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}`
const westernPeriod = new RegExp(`(${westernDay})\\s*(?:-|–|to|until|and|bis|—)\\s*(${westernDay})`, 'i')

/** First and last day of production. Months count from their first to their last day; what is not plainly a date stays null. */
export function readPeriod(written: string, order: DayOrder): Period {
  const text = numbered(
    written
      .normalize('NFKC')
      .replace(/\((?:包?含|均含)\)/g, '')
      .trim(),
  )
  const open = /^自?([^至到~～—]+?)日?(起|开始|以后|之后|后|以前|之前|前)$/.exec(text)
  if (open?.[1] && /\d{4}/.test(open[1])) {
    const bound = readPeriod(/月\d{1,2}$/.test(open[1]) ? `${open[1]}日` : open[1], order)
    return /前/.test(open[2] ?? '') ? { from: null, to: bound.to } : { from: bound.from, to: null }
  }
  const days = text.split(/[、;]\s*/).map((one) => readDay(one.trim(), order))
  if (days.length > 1 && days.every((day) => day !== null)) {
    const sorted = days.toSorted()
    return { from: sorted[0] ?? null, to: sorted.at(-1) ?? null }
  }
  const yearFirst = yearFirstPeriod.exec(text)
  if (yearFirst) return { from: readDay(yearFirst[1] ?? '', order), to: readDay(yearFirst[2] ?? '', order) }
  const western = westernPeriod.exec(text)
  if (western) return { from: readDay(western[1] ?? '', order), to: readDay(western[2] ?? '', order) }
  const chinese = chinesePeriod.exec(text)
  if (chinese) return chineseSpan(chinese)
  const years = /^((?:19|20)\d{2})年?\s*(?:[-–—~至到]|to)\s*((?:19|20)\d{2})年?$/.exec(text)
  if (years) return { from: `${years[1]}-01-01`, to: `${years[2]}-12-31` }
  const monthLast = /^((?:19|20)\d{2})[./-](\d{1,2})$/.exec(text)
  if (monthLast)
    return { from: isoDay(monthLast[1], monthLast[2], '1'), to: lastDayOfMonth(monthLast[1] ?? '', monthLast[2] ?? '') }
  const month = /^(\d{1,2})[/.](\d{4})$/.exec(text)
  if (month) return { from: isoDay(month[2], month[1], '1'), to: lastDayOfMonth(month[2] ?? '', month[1] ?? '') }
  const months = /^(\d{1,2})[/.](\d{4})\s*(?:-|–|to)\s*(\d{1,2})[/.](\d{4})$/.exec(text)
  if (months) return { from: isoDay(months[2], months[1], '1'), to: lastDayOfMonth(months[4] ?? '', months[3] ?? '') }
  const year = /^((?:19|20)\d{2})年?$/.exec(text)?.[1]
  if (year) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const only = readDay(text, order)
  if (only) return { from: only, to: only }
  const single = chineseSingle.exec(text)
  return single?.[1]
    ? chineseSpan([single[0], single[1], single[2], single[3], single[1], single[2], single[3]])
    : { from: null, to: null }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `31 August 2019` as an ISO date and `01.07. 2010` without its gap, so that one pattern reads all. */
function numbered(text: string): string {
  return text
    .replace(/(\d[./])\s+(?=\d)/g, '$1')
    .replace(/\b(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})\b/g, (whole, day: string, name: string, year: string) => {
      const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
      return isoDay(year, String(month), day) ?? whole
    })
}

/** `2023年10月28日至11月10日`: the second year is the first when it is left out. */
function chineseSpan(match: ArrayLike<string | undefined>): Period {
  const [fromYear, fromMonth, fromDay] = [match[1], match[2] ?? '', match[3]]
  const [toYear, toMonth, toDay] = [match[4] ?? fromYear, match[5] ?? '', match[6]]
  if (!fromYear || !toYear) return { from: null, to: null }
  return {
    from: isoDay(fromYear, fromMonth, fromDay ?? '1'),
    to: toDay ? isoDay(toYear, toMonth, toDay) : lastDayOfMonth(toYear, toMonth),
  }
}
