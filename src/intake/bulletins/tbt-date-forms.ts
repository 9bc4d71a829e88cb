import { isoDay, lastDayOfMonth } from '../calendar-days.ts'
import type { DateBasis } from '../notice.ts'

/** A date found in a text: a day, a span of days coarser than that, or a number of days or months after something. */
export type Found = { start: number; end: number; raw: string } & (
  | { kind: 'day'; day: string }
  | { kind: 'span'; from: string; to: string; precision: 'tenDay' | 'month' | 'quarter' }
  | { kind: 'offset'; amount: number; unit: 'day' | 'week' | 'month'; basis: DateBasis }
)
type Form = { pattern: RegExp; read: (groups: string[], whole: string) => Unplaced | null }
/** `Omit` over each member of the union, so that the kinds stay apart. */
type Unplaced = Found extends infer F ? (F extends Found ? Omit<F, 'start' | 'end' | 'raw'> : never) : never

const monthNames = 'january|february|march|april|may|june|july|august|september|october|november|december'
const monthShort = 'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
const englishMonth = `(${monthNames}|${monthShort})\\.?`
const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'eighteen',
  'twenty',
  'twenty-four',
  'thirty',
  'thirty-six',
  'forty-five',
  'sixty',
  'ninety',
]
const numberValues = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 20, 24, 30, 36, 45, 60, 90]
const amount = String.raw`(\d{1,4}|[一二两三四五六七八九十百]{1,4})`
const unit = '(天|日|个工作日|周|星期|个月|月|年)'
const englishAmount = `(?:(\\d{1,4})(?:\\s*\\([a-z -]+\\))?|(${numberWords.join('|')})(?:\\s*\\(\\d{1,4}\\))?)`

/** Most particular first: a form that matches hides the same characters from those after it. */
const forms: Form[] = [
  chineseOffset(
    String.raw`(?:自|距|从)?(?:本)?(?:WTO\s*)?(?:秘书处|通报|分发|散发)(?:之?日期?|分发|发布|公布|散发|文件分发)*(?:之日|日期|日)?(?:起|后|之后|以后|以来)?的?(?:第)?`,
    'circulation',
  ),
  chineseOffset(
    `(?:自|从)?(?:标准|本标准|法规|本法规|措施|法令)?(?:批准|采纳|通过)(?:之日|日期|日)?(?:起|后|之后|以后)(?:的?第)?`,
    'adoption',
  ),
  chineseOffset(
    String.raw`(?:自|从)?(?:在|于)?(?:《?[\p{Script=Han}]{0,12}(?:官方|政府)?(?:公报|官报)》?(?:上)?)?(?:公布|发布|出版|颁布)(?:之日|日期|日)?(?:起|后|之后|以后)(?:的?第)?`,
    'publication',
  ),
  englishOffset(
    '(?:the )?(?:date of )?(?:notification|circulation|distribution)(?: (?:of (?:the|this) notification|by (?:the )?WTO(?: Secretariat)?|by the Secretariat))?',
    'circulation',
  ),
  englishOffset('(?:the )?(?:date of )?(?:its |their )?(?:adoption|approval)(?: of the [a-z ]{3,30})?', 'adoption'),
  englishOffset(
    '(?:the )?(?:date of )?(?:its |their )?publication(?: (?:in|on) the (?:[A-Z][A-Za-z]+ ?){1,6}(?:of the [A-Z][A-Za-z ]+)?)?',
    'publication',
  ),
  englishOffset('(?:the )?(?:date of )?(?:its )?entry into force', 'entryIntoForce'),
  // a citation such as 第2019/1782号 or 2009/125/EC is no date, and hides its digits
  { pattern: /第?\s*\d{1,4}\/\d{1,4}(?:\/(?:EC|EU|EEC)|号)|No\.?\s*\d{1,4}\/\d{1,4}/gi, read: () => null },
  {
    pattern: /(\d{4})\s*年\s*(\d{1,2})\s*月\s*([上中下]旬|底|末|初)/g,
    read: ([y = '', m = '', part = '']) => tenDays(y, m, part),
  },
  {
    pattern: new RegExp(`\\b(early|late|end of|beginning of|mid|middle of)[ -]${englishMonth},? (\\d{4})(?!\\d)`, 'gi'),
    read: ([part = '', m = '', y = '']) => tenDays(y, monthNumber(m), part.toLowerCase()),
  },
  { pattern: /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?/g, read: ([y, m, d]) => dayOf(y, m, d) },
  {
    pattern: /(\d{4})\s*年\s*(?:第\s*)?([一二三四1-4]|最后一个?|第一个|首个)\s*个?(?:季度|季)/g,
    read: ([y = '', q = '']) => quarter(y, q),
  },
  { pattern: /(\d{4})\s*年\s*(\d{1,2})\s*月(?:份)?/g, read: ([y = '', m = '']) => month(y, m) },
  {
    pattern: /(?<![\d/-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T00:00(?::00(?:\.0+)?)?Z?)?(?![\d/T-])/g,
    read: ([y, m, d]) => dayOf(y, m, d),
  },
  { pattern: /(?<![\d/.-])((?:19|20)\d{2})([01]\d)([0-3]\d)(?![\d/.-])/g, read: ([y, m, d]) => dayOf(y, m, d) },
  { pattern: /(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/-])/g, read: ([d, m, y]) => dayOf(y, m, d) },
  { pattern: /(?<![\d/.-])(\d{4})\/(\d{1,2})(?![\d/])/g, read: ([y = '', m = '']) => month(y, m) },
  {
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${englishMonth},?[ -](\\d{4})(?!\\d)`, 'gi'),
    read: ([d, m = '', y]) => dayOf(y, monthNumber(m), d),
  },
  {
    pattern: new RegExp(`\\b${englishMonth} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'gi'),
    read: ([m = '', d, y]) => dayOf(y, monthNumber(m), d),
  },
  {
    pattern: /\b(first|second|third|fourth|last|1st|2nd|3rd|4th|Q[1-4])\s*(?:quarter)?(?: of)?,?\s*(\d{4})\b/gi,
    read: ([q = '', y = ''], whole) => (/quarter|Q\d/i.test(whole) ? quarter(y, q) : null),
  },
  { pattern: /\b(\d{4})\s*Q([1-4])\b/gi, read: ([y = '', q = '']) => quarter(y, q) },
  {
    pattern: new RegExp(`\\b${englishMonth},? (\\d{4})(?!\\d)`, 'gi'),
    read: ([m = '', y = '']) => month(y, monthNumber(m)),
  },
]

const anyNumber = new RegExp(`\\d|[一二两三四五六七八九十百]|\\b(?:${numberWords.join('|')})\\b`, 'i')

/** Every date in the text, in order. A form that fits but names an impossible day leaves its characters unread, so the whole stays unknown. */
export function findDates(text: string): Found[] {
  if (!anyNumber.test(text)) return []
  const known = recent.get(text)
  if (known) return known
  const found = findAnew(text)
  if (recent.size >= recentMax) recent.clear()
  recent.set(text, found)
  return found
}

/** The same words stand in thousands of notifications (`6 months after adoption`): what was found in them is kept, as it hangs on nothing else. */
const recent = new Map<string, Found[]>()
const recentMax = 2_000

function findAnew(text: string): Found[] {
  let masked = text
  const found: Found[] = []
  for (const { pattern, read } of forms) {
    for (const match of masked.matchAll(pattern)) {
      const date = read(
        match.slice(1).map((group) => group ?? ''),
        match[0],
      )
      if (date) found.push({ ...date, start: match.index, end: match.index + match[0].length, raw: match[0] } as Found)
      masked = `${masked.slice(0, match.index)}${'\u0000'.repeat(match[0].length)}${masked.slice(match.index + match[0].length)}`
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function chineseOffset(before: string, basis: DateBasis): Form {
  return {
    pattern: new RegExp(`${before}\\s*${amount}\\s*${unit}(?:内|之内|起|后|之后)?`, 'gu'),
    read: ([count = '', of = '']) => offset(chineseNumber(count), of, basis),
  }
}

function englishOffset(anchor: string, basis: DateBasis): Form {
  return {
    pattern: new RegExp(
      `${englishAmount}[ -](?:calendar )?(days?|weeks?|months?|years?) (?:from|after|following|of|since) ${anchor}`,
      'gi',
    ),
    read: ([digits = '', word = '', of = '']) =>
      offset(digits ? Number(digits) : (numberValues[numberWords.indexOf(word.toLowerCase())] ?? null), of, basis),
  }
}

function offset(count: number | null, of: string, basis: DateBasis): Unplaced | null {
  if (count === null || of.includes('工作日')) return null
  if (/年|year/.test(of)) return { kind: 'offset', amount: count * 12, unit: 'month', basis }
  const span = /月|month/.test(of) ? 'month' : /周|星期|week/.test(of) ? 'week' : 'day'
  return { kind: 'offset', amount: count, unit: span, basis }
}

/** The first agreement on technical barriers came into force on this day; an earlier date is a machine's word for "none". */
export const firstNotices = '1980-01-01'

function dayOf(year = '', monthOfYear = '', day = ''): Unplaced | null {
  const iso = isoDay(year, monthOfYear, day)
  return iso && iso >= firstNotices ? { kind: 'day', day: iso } : null
}

function month(year: string, monthOfYear: string): Unplaced | null {
  const from = isoDay(year, monthOfYear, '1')
  const to = from ? lastDayOfMonth(year, monthOfYear) : null
  return from && to ? { kind: 'span', from, to, precision: 'month' } : null
}

function tenDays(year: string, monthOfYear: string, part: string): Unplaced | null {
  const third = /上|初|early|begin/.test(part) ? 0 : /中|mid/.test(part) ? 1 : 2
  const from = isoDay(year, monthOfYear, ['1', '11', '21'][third])
  const to = third === 2 ? lastDayOfMonth(year, monthOfYear) : isoDay(year, monthOfYear, ['10', '20'][third])
  return from && to ? { kind: 'span', from, to, precision: 'tenDay' } : null
}

function quarter(year: string, name: string): Unplaced | null {
  const number = quarterNumber(name.toLowerCase())
  const from = number ? isoDay(year, String(number * 3 - 2), '1') : null
  const to = number ? lastDayOfMonth(year, String(number * 3)) : null
  return from && to ? { kind: 'span', from, to, precision: 'quarter' } : null
}

function quarterNumber(name: string): number | null {
  const names = [
    /^(一|1|第一个|首个|first|1st|q1)$/,
    /^(二|2|second|2nd|q2)$/,
    /^(三|3|third|3rd|q3)$/,
    /^(四|4|最后一个?|fourth|4th|last|q4)$/,
  ]
  const at = names.findIndex((pattern) => pattern.test(name))
  return at < 0 ? null : at + 1
}

function monthNumber(name: string): string {
  const short = name.toLowerCase().slice(0, 3)
  return String(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(short) + 1)
}

/** 六十 → 60, 两 → 2, 一百二十 → 120; digits as they are. Null when it is no number. */
function chineseNumber(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written)
  const digits: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
  const match = /^(?:([一二两三四五六七八九])?(百))?(?:([一二两三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(
    written,
  )
  if (!match || written === '') return null
  const hundreds = match[2] ? (digits[match[1] ?? '一'] ?? 1) * 100 : 0
  const tens = match[4] ? (digits[match[3] ?? '一'] ?? 1) * 10 : 0
  return hundreds + tens + (match[5] ? (digits[match[5]] ?? 0) : 0)
}
