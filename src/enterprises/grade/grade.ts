import { addDays, daysBetween } from '../../reference/calendar.ts'
import type { Bilingual } from '../../reference/city.ts'
import type {
  FactHarm,
  FactKind,
  FactPattern,
  FactSeverity,
  FirmSize,
  Grade,
  GradingRule,
} from '../../reference/credit-rules.ts'

/** The public grade of a firm from the published facts of its record, by one version of the rules. Pure. */

export type GradedFact = {
  id: number
  kind: FactKind
  result: string
  severity: FactSeverity | null
  harm: FactHarm
  safety: boolean
  happenedOn: string
  endsOn: string | null
  rectifiedOn: string | null
  shownUntil: string | null
  state: 'standing' | 'stopped' | 'removed'
}

/** What one fact counts, and the arithmetic. */
export type GradeLine = Bilingual & { factId: number; rule: string; points: number; because: Bilingual }
export type GradeCap = Bilingual & { factId: number; id: string; grade: Grade }

export type Graded = {
  grade: Grade
  /** Null where too little is known. */
  points: number | null
  /** What the points alone would give, before caps. */
  byPoints: Grade
  start: number
  lines: GradeLine[]
  caps: GradeCap[]
  evidence: number
  /** The day on which it must be computed again because a fact then counts less or is over; null while nothing will change by itself. */
  nextOn: string | null
}

const order: Grade[] = ['A', 'B', 'C', 'D']

/** Whether `a` is a worse grade than `b`; N is neither. */
export function isWorse(a: Grade, b: Grade): boolean {
  return order.indexOf(a) > order.indexOf(b) && order.includes(b)
}

/** Is the fact published on this day? One that is over, stopped or found wrong is neither shown nor counted. */
export function isPublished(fact: GradedFact, day: string): boolean {
  return fact.state === 'standing' && fact.happenedOn <= day && (fact.shownUntil === null || day <= fact.shownUntil)
}

/**
 * The grade on a civil day. Start points, and for each published fact the points of the first rule that fits it: halved after each
 * half-life (whole calendar months), by the firm's size where the rule says so, by the share for what was put right, the sum under one
 * rule held to its total. Then the caps. Points are rounded to a tenth.
 */
export function gradeOf(rule: GradingRule, { size }: { size: FirmSize }, facts: GradedFact[], day: string): Graded {
  const published = facts.filter((fact) => isPublished(fact, day))
  const lines = heldToTotals(
    rule,
    published.flatMap((fact) => lineOf(rule, size, fact, day) ?? []),
  )
  const caps = published.flatMap((fact) => capsOn(rule, fact, day))
  const evidence = published.filter(
    (fact) => saysSomething(rule, fact) && monthsApart(fact.happenedOn, day) <= rule.evidence.months,
  )
  const points = tenth(lines.reduce((sum, line) => sum + line.points, rule.start))
  const known = evidence.length >= rule.evidence.facts
  const byPoints = known ? gradeFor(rule, points) : 'N'
  return {
    grade: caps.reduce<Grade>(
      (grade, cap) => (grade === 'N' || isWorse(cap.grade, grade) ? cap.grade : grade),
      byPoints,
    ),
    points: known || caps.length > 0 ? points : null,
    byPoints,
    start: rule.start,
    lines,
    caps,
    evidence: evidence.length,
    nextOn: nextOn(rule, published, lines, day),
  }
}

function gradeFor({ grades }: GradingRule, points: number): Grade {
  return points >= grades.A ? 'A' : points >= grades.B ? 'B' : points >= grades.C ? 'C' : 'D'
}

/** Does a rule speak of this fact? Empty parts of the pattern fit every fact of its kind. */
export function fits(on: FactPattern, fact: GradedFact): boolean {
  return (
    on.kind === fact.kind &&
    (!on.results || on.results.includes(fact.result)) &&
    (!on.severities || (fact.severity !== null && on.severities.includes(fact.severity))) &&
    (!on.harms || on.harms.includes(fact.harm)) &&
    (on.safety === undefined || on.safety === fact.safety)
  )
}

const saysSomething = (rule: GradingRule, fact: GradedFact): boolean =>
  rule.rules.some(({ on }) => fits(on, fact)) || rule.caps.some(({ on }) => fits(on, fact))

function lineOf(rule: GradingRule, size: FirmSize, fact: GradedFact, day: string): GradeLine | null {
  const found = rule.rules.find(({ on }) => fits(on, fact))
  if (!found || (fact.endsOn !== null && fact.kind === 'list' && fact.endsOn < day)) return null
  const months = found.decays ? monthsApart(fact.happenedOn, day) : 0
  const age = 0.5 ** (months / rule.half_life_months)
  const bySize = found.by_size ? rule.sizes[size] : 1
  const mended = fact.rectifiedOn !== null && fact.rectifiedOn <= day && found.points < 0 ? rule.rectified : 1
  const points = tenth(found.points * age * bySize * mended)
  if (found.points !== 0 && Math.abs(points) < rule.points_min) return null
  return {
    factId: fact.id,
    rule: found.id,
    zh: found.zh,
    en: found.en,
    points,
    because: {
      zh: [
        `${found.points} 分`,
        months > 0 && `过去 ${months} 个月 ×${round2(age)}`,
        bySize < 1 && `按规模 ×${bySize}`,
        mended < 1 && `已整改 ×${mended}`,
      ]
        .filter(Boolean)
        .join('，'),
      en: [
        `${found.points} points`,
        months > 0 && `${months} months ago ×${round2(age)}`,
        bySize < 1 && `by size ×${bySize}`,
        mended < 1 && `put right ×${mended}`,
      ]
        .filter(Boolean)
        .join(', '),
    },
  }
}

/** Of the lines under one rule the weightiest count until its total is reached. */
function heldToTotals(rule: GradingRule, lines: GradeLine[]): GradeLine[] {
  return rule.rules.flatMap(({ id, total }) => {
    let left = total
    return lines
      .filter((line) => line.rule === id)
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || a.factId - b.factId)
      .map((line) => {
        const points = tenth(total < 0 ? Math.max(line.points, left) : Math.min(line.points, left))
        left = tenth(left - points)
        if (points === line.points) return line
        const held = {
          zh: `${line.because.zh}，同类合计不超过 ${total} 分`,
          en: `${line.because.en}, at most ${total} in all`,
        }
        return { ...line, points: points === 0 ? 0 : points, because: held }
      })
  })
}

function capsOn(rule: GradingRule, fact: GradedFact, day: string): GradeCap[] {
  const over = fact.endsOn !== null && fact.endsOn < day
  return rule.caps
    .filter(
      ({ on, months }) => !over && fits(on, fact) && (months === null || day < monthsLater(fact.happenedOn, months)),
    )
    .map(({ id, zh, en, grade }) => ({ factId: fact.id, id, zh, en, grade }))
}

/** The first of the next month where something fades; earlier where a fact ends before. */
function nextOn(rule: GradingRule, published: GradedFact[], lines: GradeLine[], day: string): string | null {
  const fading = published.some((fact) => saysSomething(rule, fact))
  const ends = published.flatMap(({ shownUntil, endsOn }) =>
    [shownUntil, endsOn].flatMap((last) => (last === null || last < day ? [] : [addDays(last, 1)])),
  )
  const capEnds = published.flatMap((fact) =>
    rule.caps.flatMap(({ on, months }) =>
      months !== null && fits(on, fact) ? [monthsLater(fact.happenedOn, months)] : [],
    ),
  )
  const dates = [...ends, ...capEnds, ...(fading || lines.length > 0 ? [firstOfNextMonth(day)] : [])].filter(
    (date) => date > day,
  )
  return dates.sort()[0] ?? null
}

/** Calendar months from one day to another: both in the same month give 0. */
export function monthsApart(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
}

/** The same day so many months later, or the last day of a shorter month. */
export function monthsLater(day: string, months: number): string {
  const month = Number(day.slice(5, 7)) - 1 + months
  const year = Number(day.slice(0, 4)) + Math.floor(month / 12)
  const first = `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}-01`
  const last = daysBetween(first, firstOfNextMonth(first))
  return addDays(first, Math.min(Number(day.slice(8)), last) - 1)
}

function firstOfNextMonth(day: string): string {
  const month = Number(day.slice(5, 7))
  return month === 12
    ? `${Number(day.slice(0, 4)) + 1}-01-01`
    : `${day.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`
}

/** To a tenth; a half goes away from zero, so that losses and gains are rounded alike. */
const tenth = (value: number): number => (Math.sign(value) * Math.round(Math.abs(value) * 10)) / 10 || 0
const round2 = (value: number): number => Math.round(value * 100) / 100
