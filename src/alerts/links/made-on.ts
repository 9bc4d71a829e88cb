/** ISO days, both included. */
export type DaySpan = { from: string; to: string }

const day =
  '((?:19|20)\\d{2})(?!\\d)(?:\\s?[年.\\-/]\\s?(1[0-2]|0?[1-9])(?:\\s?[月.\\-/]\\s?(3[01]|[12]\\d|0?[1-9])(?!\\d))?)?'
const compact = '((?:19|20)\\d{2})(1[0-2]|0[1-9])(3[01]|[12]\\d|0[1-9])(?!\\d)'
const label =
  '(?:生产日期|制造日期|出厂日期|制造年月|生产年月|date\\s?of\\s?manufacture|manufactured(?:\\s?on)?|mfg\\.?\\s?date)(?:/?批号)?\\s?[:：为是]?\\s?'
const forms = [
  new RegExp(`${label}${compact}`, 'gi'),
  new RegExp(`${label}${day}`, 'gi'),
  new RegExp(`${day}\\s?[年月日]?\\s?(?:生产|制造|出厂|产)(?![^，。]{0,2}许可)`, 'g'),
]

/** When the article was made, as a report says it: a day, a month or a year, each as the days it may be. What is no day of the calendar is left out. */
export function madeIn(text: string): DaySpan[] {
  const simple = text.normalize('NFKC')
  const found = forms.flatMap((form) =>
    [...simple.matchAll(form)].flatMap(([, year, month, date]) => spanOf(year, month, date)),
  )
  return [...new Map(found.map((span) => [span.from + span.to, span])).values()]
}

function spanOf(year = '', month?: string, date?: string): DaySpan[] {
  if (month === undefined) return [{ from: `${year}-01-01`, to: `${year}-12-31` }]
  const start = `${year}-${month.padStart(2, '0')}`
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (date === undefined) return [{ from: `${start}-01`, to: `${start}-${last}` }]
  const on = `${start}-${date.padStart(2, '0')}`
  return Number(date) > last ? [] : [{ from: on, to: on }]
}

/** Whether two spans share a day. */
export const meet = (a: DaySpan, b: DaySpan): boolean => a.from <= b.to && b.from <= a.to
