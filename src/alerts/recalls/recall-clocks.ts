import { monthsLater } from '../../enterprises/grade/grade.ts'
import { addDays, addWorkdays, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Calendar } from '../../reference/city.ts'
import { type RecallRegime, type RecallStep, recallStepsOn } from '../../reference/recall-rules.ts'

/** What the firm, or an officer for it, handed in. `recovered` counts from the start. */
export type RecallReport = {
  kind: RecallStep['kind']
  /** ISO date that the figures are of. */
  asOf: string
  affected: number
  recovered: number
  note: string
  handedInAt: Date
}

/** One thing due: the second report on progress is `progress:2`. */
export type RecallDue = {
  key: string
  step: RecallStep
  number: number
  dueAt: Date
  metAt: Date | null
  late: boolean
}

type Recall = { regime: RecallRegime; startedAt: Date; reports: RecallReport[] }

/** More terms than this of one kind are not listed: a daily report of two years. */
const repeatsMax = 800

/**
 * What is due of a recall, in order, under the version of the rules of the day it started: all that was due until `now`, and the next of
 * what repeats. Hours run from the instant; a day ends at 24:00 in Shanghai and the day of the start does not count. What repeats ends
 * with the recall; the summary begins with it.
 */
export function recallDues(calendar: Calendar, { regime, startedAt, reports }: Recall, now: Date): RecallDue[] {
  const finish = reports.find(({ kind }) => kind === 'finish' || kind === 'summary')
  const finishedAt = finish ? shanghaiInstant(finish.asOf, '12:00') : null
  const steps = recallStepsOn(regime, toShanghaiDate(startedAt))
  const dues = steps.flatMap((step) => {
    const from = step.from === 'started' ? startedAt : finishedAt
    if (from === null) return []
    return step.every
      ? repeated(calendar, step, { from, finishedAt, reports, now })
      : [dueOnce(calendar, step, from, reports, now)]
  })
  return dues.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
}

/** What a report on one thing also shows: whoever reports the end has reported on the way. */
const shows: Record<RecallStep['kind'], RecallStep['kind'][]> = {
  plan: ['plan'],
  progress: ['progress', 'finish', 'summary'],
  finish: ['finish', 'summary'],
  summary: ['summary'],
}

function dueOnce(calendar: Calendar, step: RecallStep, from: Date, reports: RecallReport[], now: Date): RecallDue {
  const dueAt = endOfTerm(calendar, step, from, 1)
  const met = reports.find(({ kind }) => shows[step.kind].includes(kind))
  return { key: `${step.kind}:1`, step, number: 1, dueAt, ...standing(dueAt, met?.handedInAt ?? null, now) }
}

type Running = { from: Date; finishedAt: Date | null; reports: RecallReport[]; now: Date }

function repeated(calendar: Calendar, step: RecallStep, { from, finishedAt, reports, now }: Running): RecallDue[] {
  const dues: RecallDue[] = []
  const left = reports.filter(({ kind }) => shows[step.kind].includes(kind))
  let since = from
  for (let number = 1; number <= repeatsMax; number += 1) {
    const dueAt = endOfTerm(calendar, step, from, number)
    const begun = since
    if (finishedAt !== null && begun > finishedAt) break
    const at = left.findIndex(({ handedInAt }) => handedInAt > begun)
    // One report meets one term, also when it came late.
    const [met] = at < 0 ? [] : left.splice(at, 1)
    dues.push({ key: `${step.kind}:${number}`, step, number, dueAt, ...standing(dueAt, met?.handedInAt ?? null, now) })
    if (dueAt > now && !met) break
    since = dueAt
  }
  return dues
}

/** Late while it is not there, and for ever when it came too late. */
const standing = (dueAt: Date, metAt: Date | null, now: Date) => ({ metAt, late: (metAt ?? now) > dueAt })

function endOfTerm(calendar: Calendar, { amount, unit }: RecallStep, from: Date, times: number): Date {
  if (unit === 'hour') return new Date(from.getTime() + times * amount * 3_600_000)
  const day = toShanghaiDate(from)
  const last =
    unit === 'day'
      ? addDays(day, times * amount)
      : unit === 'month'
        ? monthsLater(day, times * amount)
        : addWorkdays(calendar, day, times * amount).date
  return shanghaiInstant(last, '24:00')
}

/** How far a recall is: the share recovered of what is affected, as last told; null before the first figures. */
export function recovery(reports: RecallReport[]): { recovered: number; affected: number; share: number } | null {
  const last = reports.filter(({ kind }) => kind !== 'plan').at(-1)
  return last ? { recovered: last.recovered, affected: last.affected, share: last.recovered / last.affected } : null
}

/** The curve of effectiveness: the share recovered by day, from nothing at the start; of several reports on a day the last. */
export function recoveryCurve(startedAt: Date, reports: RecallReport[]): { day: string; share: number }[] {
  const told = reports.filter(({ kind }) => kind !== 'plan')
  const byDay = new Map(told.map(({ asOf, recovered, affected }) => [asOf, recovered / affected]))
  const start = toShanghaiDate(startedAt)
  const points = [...byDay].map(([day, share]) => ({ day, share })).filter(({ day }) => day > start)
  return [{ day: start, share: byDay.get(start) ?? 0 }, ...points.toSorted((a, b) => (a.day < b.day ? -1 : 1))]
}
