import { addDays, addMonths, isoDay } from '../calendar-days.ts'
import type { DateBasis, TradeDate } from '../notice.ts'
import type { DayOrder } from '../recalls/recall-dates.ts'
import { foldSpaces } from '../source-text.ts'
import { type Found, findDates, firstNotices } from './tbt-date-forms.ts'
import { inEnglishDates } from './wto-dates.ts'

/** Dates of the notice itself, which relative dates hang on. ISO dates or null. */
export type Anchors = {
  circulated?: string | null
  adopted?: string | null
  published?: string | null
  inForce?: string | null
  /** How the source writes days by numbers; day first where nothing is said, as the forms of the WTO print it. Null: nobody knows. */
  dayOrder?: DayOrder | null
}
type Plain = Omit<TradeDate, 'stages'>

/**
 * A date as members write it on a WTO notification. Exact only when a day is stated; computed from a known anchor or coarser than a
 * day it is `estimated`; everything else is `unknown`, with what was found in it as `stages`. Never a guess: text beside the date
 * that this grammar does not know, an impossible day, or two readings make it unknown.
 */
export function readTradeDate(written: string, anchors: Anchors = {}): TradeDate {
  const raw = foldSpaces(written)
  if (raw === '') return unknownDate
  if (/^\d{4}-\d{2}-\d{2}$/.test(raw)) return { ...statedDay(raw), stages: [] }
  const ordered = dayFirst(cutContacts(raw.normalize('NFKC')), anchors.dayOrder)
  const text = inEnglishDates(ordered).replace(untickedOffset, '')
  const [main = '', ...tail] = splitStages(text)
  const dates = findDates(main)
  const date = decide(raw, main, dates, anchors)
  const stages = tail.length > 0 ? readStages(tail, anchors, date) : []
  const leftOver =
    date.kind === 'unknown'
      ? dates.filter((one) => one.kind === 'day' || one.kind === 'span').map((one) => resolved(one, anchors))
      : []
  return { ...date, stages: [...leftOver, ...stages] }
}

export const unknownDate: TradeDate = {
  raw: '',
  kind: 'unknown',
  earliest: null,
  latest: null,
  precision: null,
  basis: null,
  stages: [],
}

/** The last day on which the date may fall, if it is known at all: the day to sort by. An unknown deadline is never overdue. */
export function latestDay(date: TradeDate): string | null {
  return date.kind === 'unknown' ? null : (date.latest ?? date.earliest)
}

/** `3/31/2026` with the day in front, `?` for a day that may be a month: the whole is unknown then. */
function dayFirst(text: string, order: DayOrder | null | undefined): string {
  if (order === undefined || order === 'dmy') return text
  return text.replace(/(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/g, order === 'mdy' ? '$3/$1/$4' : '?')
}

/** An empty box beside an offset says that it does not apply. */
const untickedOffset = /\[\s*\]\s*(?:(?:自|距)?通报[^,，;；]{0,8}?\d+\s*天|\d+ days from notification)/gi

/** After the date, forms go on with an address full of numbers. */
function cutContacts(text: string): string {
  return (
    text.split(
      /指定处理|负责处理|联系方式|联系人|电话|传真|地址[:：]|邮编|文本可从|contact|body designated|agency or authority|address|https?:/i,
    )[0] ?? ''
  )
}

/** `批准后6个月 新申请…第13个月开始执行`: what holds for a part of the products comes after the first date. */
function splitStages(text: string): string[] {
  const bracket = /^(.*?)[(（]([^()（）]*(?:实施|适用|生效|application|apply)[^()（）]*)[)）]\s*[。.]?$/.exec(text)
  if (bracket?.[1] && bracket[2]) return [bracket[1], bracket[2]]
  const staged = /^(.{2,30}?)(?:\s+|[。;；])(?=(?:新申请|已获得|对于|其中|现有|新车型))(.*)$/.exec(text)
  return staged?.[1] && staged[2] ? [staged[1], ...staged[2].split(/[,，;；](?=已|对于|其中|现有)/)] : [text]
}

function readStages(tail: string[], anchors: Anchors, main: Plain): Plain[] {
  const inForce = main.kind !== 'unknown' && main.earliest === main.latest ? main.earliest : null
  return tail.map((part): Plain => {
    const ordinal = /第\s*(\d{1,3})\s*个月/.exec(part)?.[1]
    if (ordinal) return fromAnchor(part, 'entryIntoForce', inForce, (day) => addMonths(day, Number(ordinal) - 1))
    const found = findDates(part)
    const first = found.length === 1 ? found[0] : undefined
    return first ? resolved(first, { ...anchors, inForce }, part) : { ...unknownDate, raw: part }
  })
}

function decide(raw: string, text: string, dates: Found[], anchors: Anchors): Plain {
  const none: Plain = { raw, kind: 'unknown', earliest: null, latest: null, precision: null, basis: null }
  const rest = remainder(text, dates)
  const [first, second] = dates
  if (!first) return onTheDay(raw, text, anchors) ?? none
  if (!fillersOnly(rest) || (first.kind === 'offset' && otherEvent.test(rest)))
    return { ...none, basis: first.kind === 'offset' && !second ? first.basis : null }
  if (!second) return softened(resolved(first, anchors, raw), text)
  return reconcile(raw, dates, anchors) ?? none
}

/** Six months after adoption "or publication": of two events the words do not say which counts. */
const otherEvent = /批准|通过|采纳|公布|发布|出版|adopt|approv|publi/i

const onEvents: [DateBasis, RegExp][] = [
  [
    'publication',
    /^(?:自|从|于)?(?:在?(?:官方|政府)?公报上?)?(?:公布|发布|颁布)(?:之日|当日|日|后)起?(?:立即|即)?|^(?:immediately )?(?:upon|on|from|after|following|(?:(?:on|from|as of) )?(?:the )?(?:date|day) of) (?:the )?(?:(?:date|day) of )?(?:its |their )?publication(?: in the (?:[A-Z]\w+ ?){1,4})?/i,
  ],
  [
    'adoption',
    /^(?:自|从|于)?(?:批准|通过|采纳)(?:之日|当日|日|后)起?(?:立即|即)?|^(?:immediately )?(?:upon|on|from|after|following|(?:(?:on|from|as of) )?(?:the )?(?:date|day) of) (?:the )?(?:(?:date|day) of )?(?:its |their )?(?:adoption|approval)/i,
  ],
]

/** `自公布之日起施行`, `upon publication`: the day of the event itself. */
function onTheDay(raw: string, text: string, anchors: Anchors): Plain | null {
  for (const [basis, pattern] of onEvents) {
    const rest = text.replace(pattern, '')
    if (rest !== text && fillersOnly(rest) && !otherEvent.test(rest))
      return fromAnchor(raw, basis, anchorOf(basis, anchors), (day) => day)
  }
  return null
}

/** A stated day with "60 days from notification" beside it is one date; when the two disagree the span between them is all that is known. */
function reconcile(raw: string, dates: Found[], anchors: Anchors): Plain | null {
  const stated = dates.filter((date) => date.kind === 'day')
  const relative = dates.filter((date) => date.kind === 'offset' && date.basis === 'circulation')
  const [day] = stated
  const [offset] = relative
  if (!day || !offset || stated.length !== 1 || relative.length !== 1 || dates.length !== 2) return null
  const exact = resolved(day, anchors, raw)
  const computed = resolved(offset, anchors)
  if (
    computed.kind === 'unknown' ||
    !exact.earliest ||
    !computed.earliest ||
    apart(exact.earliest, computed.earliest) <= 3
  )
    return exact
  const [earliest, latest] = [exact.earliest, computed.earliest].sort()
  return { ...exact, kind: 'estimated', earliest: earliest ?? null, latest: latest ?? null }
}

/** The plain case, which most machine formats are. */
function statedDay(raw: string): Plain {
  const day = isoDay(raw.slice(0, 4), raw.slice(5, 7), raw.slice(8))
  if (!day || day < firstNotices)
    return { raw, kind: 'unknown', earliest: null, latest: null, precision: null, basis: null }
  return { raw, kind: 'exact', earliest: day, latest: day, precision: 'day', basis: 'stated' }
}

function resolved(found: Found, anchors: Anchors, raw = found.raw): Plain {
  if (found.kind === 'day')
    return { raw, kind: 'exact', earliest: found.day, latest: found.day, precision: 'day', basis: 'stated' }
  if (found.kind === 'span')
    return {
      raw,
      kind: 'estimated',
      earliest: found.from,
      latest: found.to,
      precision: found.precision,
      basis: 'stated',
    }
  return fromAnchor(raw, found.basis, anchorOf(found.basis, anchors), (day) =>
    found.unit === 'month'
      ? addMonths(day, found.amount)
      : addDays(day, found.unit === 'week' ? found.amount * 7 : found.amount),
  )
}

function fromAnchor(raw: string, basis: DateBasis, anchor: string | null, sum: (day: string) => string): Plain {
  if (!anchor) return { raw, kind: 'unknown', earliest: null, latest: null, precision: null, basis }
  const day = sum(anchor)
  return { raw, kind: 'estimated', earliest: day, latest: day, precision: 'day', basis }
}

function anchorOf(basis: DateBasis, anchors: Anchors): string | null {
  const days = {
    circulation: anchors.circulated,
    adoption: anchors.adopted,
    publication: anchors.published,
    entryIntoForce: anchors.inForce,
    stated: null,
  }
  return days[basis] ?? null
}

/** "Expected" makes a stated day an estimate; "not before" leaves the end open. */
function softened(date: Plain, text: string): Plain {
  if (date.kind === 'unknown') return date
  if (notBefore.test(text)) return { ...date, kind: 'estimated', latest: null }
  return /预计|预期|约|大致|左右|approximately|expected|estimated|around|tentative|provisional/i.test(text)
    ? { ...date, kind: 'estimated' }
    : date
}

/** A day with "after" behind it is the first of many. */
const notBefore =
  /不早于|\d\s*日?\s*(?:之后|以后|后)(?!\s*[\d一二两三四五六七八九十])|no earlier than|not before|not earlier|on or after|\bonwards?\b|and after/i

/** The hour at which a day ends, the name of its weekday, and whose clock it is, change nothing of the day. */
const hours =
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?|(?<!\d)\d{1,2}\s*(?:[ap]\.?m\b\.?|时)|当地时间|北京时间|星期[一二三四五六日天]|周[一二三四五六日](?!\p{Script=Han})|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|\b(?:(?:local|Brussels|Geneva|eastern) (?:standard )?time|midnight|close of business|E[SD]T|CES?T|GMT|UTC)\b/giu

const fillers =
  /不早于|不迟于|最迟|截至|截止|预计|预期|大约|大致|计划|左右|评议期|意见反馈|拟议?|批准|通过|采纳|公布|发布|出版|生效|实施|施行|执行|强制|正式|开始|日期|之前|之后|以前|以后|或者?|约|从|自|于|在|到|至|起|前|后|的|为|将|并|并且|和|\b(?:no earlier than|not before|no later than|at the latest|entry into force|enters? into force|in force|effective|adopt(?:ed|ion)|published|publication|expected|approximately|estimated|around|tentative(?:ly)?|provisional(?:ly)?|proposed|deadline|date|comments?|due|final|extended (?:to|until)|within|until|on or after|onwards?|and after|on|from|by|before|as of|the|of|in|to be|or|and|at|is|be|will|le|el|du|au|del)\b|\[\s*[xXхХ√✓]?\s*\]|[\s,，;；.。:：()（）\-–]/gi

function fillersOnly(rest: string): boolean {
  return rest.replace(hours, ' ').replace(fillers, '') === ''
}

function remainder(text: string, dates: Found[]): string {
  return dates.reduceRight((left, date) => `${left.slice(0, date.start)} ${left.slice(date.end)}`, text)
}

function apart(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
}
