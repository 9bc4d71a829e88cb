import {
  addDays,
  addWorkdays,
  isWorkday,
  onOrNextWorkday,
  shanghaiInstant,
  toShanghaiDate,
} from '../../reference/calendar.ts'
import type { Bilingual, Calendar, ClockRule, PauseKind } from '../../reference/city.ts'
import { remembered } from '../remembered.ts'

/** How a clock is counted, day by day: the same count gives the end and explains it. Pure. */

/** A time in which clocks stand still. `to` is null while it goes on. */
export type Pause = { kind: PauseKind; from: Date; to: Date | null }

/** What happened to a clock after it started. */
export type ClockFacts = { pauses: Pause[]; extended: number }

/** One line of the arithmetic: a day, whether it counts, the count so far, and why. */
export type ArithmeticDay = { date: string; counted: boolean; running: number; because: Bilingual }

/** Where a clock ends; see `Clock`. */
export type ClockEnd = {
  /** The instant the time is over; for days and working days the midnight (24:00 in Shanghai) that ends `lastDay`. */
  dueAt: Date
  /** Last civil day; null for hours and minutes. */
  lastDay: string | null
  /** Where the count itself ended, when that was a day off and art. 203 moved the end to `lastDay`; else the same. */
  countedTo: string | null
  /** The count touches a year whose holiday notice is not out yet; the date may move to an earlier one. */
  provisional: boolean
}

/** The end of a clock that began at `startsAt`, after what happened to it. */
export function endOf(calendar: Calendar, rule: ClockRule, startsAt: Date, facts: ClockFacts): ClockEnd {
  const untouched = facts.pauses.length === 0 && facts.extended === 0
  return untouched ? plainEnd(calendar, rule, startsAt) : endAfter(calendar, rule, startsAt, facts)
}

type Counted = ClockFacts & { rule: ClockRule; startsAt: Date; lastDay: string | null; dueAt: Date; amount: number }

/** The count, line by line, from the day after the start to the last day; two lines for hours and minutes. */
export function explainClock(calendar: Calendar, clock: Counted): ArithmeticDay[] {
  const start = toShanghaiDate(clock.startsAt)
  const begin: ArithmeticDay = { date: start, counted: false, running: 0, because: START }
  if (clock.lastDay === null) {
    const due: ArithmeticDay = {
      date: toShanghaiDate(clock.dueAt),
      counted: true,
      running: clock.amount,
      because: CLOCK_TIME,
    }
    return [{ ...begin, because: CLOCK_TIME }, due]
  }
  const lines = [begin, ...countDays(calendar, clock.rule, clock.startsAt, clock)]
  const stopped = clock.pauses.find(({ to }) => to === null)
  if (!stopped) return lines
  const since = toShanghaiDate(stopped.from)
  const until = lines.filter(({ date }) => date <= since)
  return [
    ...until,
    { date: addDays(since, 1), counted: false, running: until.at(-1)?.running ?? 0, because: pausedBy[stopped.kind] },
  ]
}

/** Most clocks are never touched, and many begin on the same day: their end is remembered. */
const ends = new WeakMap<Calendar, Map<string, ClockEnd>>()

function plainEnd(calendar: Calendar, { unit, amount }: ClockRule, startsAt: Date): ClockEnd {
  if (unit === 'hour' || unit === 'minute') {
    const dueAt = new Date(startsAt.getTime() + amount * (unit === 'hour' ? 3_600_000 : 60_000))
    return { dueAt, lastDay: null, countedTo: null, provisional: false }
  }
  const start = toShanghaiDate(startsAt)
  return remembered(ends, calendar, `${unit} ${amount} ${start}`, () => endOfDays(calendar, unit, amount, start))
}

function endOfDays(calendar: Calendar, unit: 'day' | 'workday', amount: number, start: string): ClockEnd {
  if (unit === 'workday') return endOn(addWorkdays(calendar, start, amount))
  const countedTo = addDays(start, amount)
  return { ...endOn(onOrNextWorkday(calendar, countedTo)), countedTo }
}

/** The end of a clock that was paused or extended, by the same count that explains it. */
function endAfter(calendar: Calendar, rule: ClockRule, startsAt: Date, facts: ClockFacts): ClockEnd {
  if (rule.unit === 'hour' || rule.unit === 'minute') {
    const { dueAt, ...end } = plainEnd(calendar, rule, startsAt)
    return { ...end, dueAt: pushed(startsAt, dueAt, facts.pauses) }
  }
  const lines = countDays(calendar, rule, startsAt, facts)
  const date = lines.at(-1)?.date ?? toShanghaiDate(startsAt)
  const provisional = lines.some((line) => isWorkday(calendar, line.date).status !== 'official')
  return { ...endOn({ date, provisional }), countedTo: lines.findLast(({ counted }) => counted)?.date ?? date }
}

/** Every day from the one after the start to the last. The last is a working day, so the count never ends on a day off. */
function countDays(
  calendar: Calendar,
  rule: ClockRule,
  startsAt: Date,
  { pauses, extended }: ClockFacts,
): ArithmeticDay[] {
  const total = rule.amount + extended
  const lines: ArithmeticDay[] = []
  let running = 0
  for (let date = addDays(toShanghaiDate(startsAt), 1); ; date = addDays(date, 1)) {
    const day = isWorkday(calendar, date)
    const past = running >= total
    const pause = past ? undefined : pauses.find((one) => stopsOn(one, date))
    const unit = running < rule.amount ? rule.unit : (rule.extension?.unit ?? rule.unit)
    const counted = !past && !pause && (unit === 'day' || day.workday)
    if (counted) running += 1
    lines.push({
      date,
      counted,
      running,
      because: pause
        ? pausedBy[pause.kind]
        : past && day.workday
          ? MOVED
          : reasonOf(day.because, counted && running > rule.amount),
    })
    if (running >= total && day.workday) return lines
  }
}

const reasonOf = (because: Bilingual, extension: boolean): Bilingual =>
  extension ? { zh: `${because.zh}（延长期）`, en: `${because.en} (extension)` } : because

/** A pause takes out the days after the one it began on, up to and with the one it ended on. */
function stopsOn({ from, to }: Pause, date: string): boolean {
  return to !== null && date > toShanghaiDate(from) && date <= toShanghaiDate(to)
}

/** Hours stand still to the minute. A pause that began after the end changes nothing. */
function pushed(startsAt: Date, dueAt: Date, pauses: Pause[]): Date {
  return pauses
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
    .reduce((due, { from, to }) => {
      const begun = Math.max(from.getTime(), startsAt.getTime())
      return to === null || from >= due || to.getTime() <= begun ? due : new Date(due.getTime() + to.getTime() - begun)
    }, dueAt)
}

function endOn({ date, provisional }: { date: string; provisional: boolean }): ClockEnd {
  return { dueAt: shanghaiInstant(date, '24:00'), lastDay: date, countedTo: date, provisional }
}

const START: Bilingual = { zh: '开始当日不计入', en: 'The day of the start is not counted' }
const CLOCK_TIME: Bilingual = { zh: '按小时从时刻起算', en: 'Counted from the hour' }
const pausedBy: Record<PauseKind, Bilingual> = {
  supplement: { zh: '暂停：等待诉求人补充材料', en: 'Paused: waiting for what was asked of the reporter' },
  identity: { zh: '暂停：等待诉求人证明身份', en: 'Paused: waiting for proof of identity' },
  testing: { zh: '暂停：检测鉴定', en: 'Paused: test or appraisal' },
  suspension: { zh: '暂停：中止办理', en: 'Paused: suspended' },
}
const MOVED: Bilingual = {
  zh: '期间最后一日是休假日，顺延至此',
  en: 'The last day was a day off; the period ends here',
}
