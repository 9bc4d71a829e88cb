import { z } from 'zod'
import type { Bilingual } from './city.ts'
import type { CityFile } from './city-file.ts'

/** What bureaus are measured by; how each is counted is src/insights/evaluation/measures.ts. */
export const measureIds = [
  'solved',
  'satisfied',
  'not_reopened',
  'not_repeated',
  'answer_complete',
  'contacted',
  'kept',
  'on_time',
  'urgent_in_time',
] as const
export type MeasureId = (typeof measureIds)[number]

export const evaluationGrades = ['A', 'B', 'C', 'D'] as const
export type EvaluationGrade = (typeof evaluationGrades)[number]

/** One version of the rules by which bureaus are evaluated, in force from `since` until the next. */
export type EvaluationRules = {
  since: string
  title: Bilingual
  source: Bilingual
  /** From the best: the points from which each is given. */
  grades: { id: EvaluationGrade; fromPoints: number }[]
  systemicIncidentGrade: EvaluationGrade
  countedMin: number
  weightMin: number
  contactWorkingDays: number
  repeatDays: number
  objectionWorkingDays: number
  measures: { id: MeasureId; weight: number; floor: number; full: number }[]
}

const share = z.number().min(0).max(1)
const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const version = z.strictObject({
  since: z.iso.date(),
  title: bilingual,
  source: bilingual,
  grades: z
    .array(z.strictObject({ id: z.enum(evaluationGrades), from_points: z.number().min(0).max(100) }))
    .length(evaluationGrades.length),
  systemic_incident_grade: z.enum(evaluationGrades),
  counted_min: z.int().positive(),
  weight_min: z.number().min(0).max(100),
  contact_working_days: z.int().positive(),
  repeat_days: z.int().positive(),
  objection_working_days: z.int().positive(),
  measures: z
    .array(z.strictObject({ id: z.enum(measureIds), weight: z.number().positive(), floor: share, full: share }))
    .min(1),
})

export const evaluationShape = z.strictObject({ versions: z.array(version).min(1) })
type EvaluationFile = z.infer<typeof evaluationShape>

/** The versions of the rules, the oldest first. */
export function evaluationRulesOf({ value }: CityFile<EvaluationFile>): EvaluationRules[] {
  return value.versions.map(({ grades, systemic_incident_grade, measures, ...rest }) => ({
    ...{ since: rest.since, title: rest.title, source: rest.source, measures },
    grades: grades.map(({ id, from_points }) => ({ id, fromPoints: from_points })),
    systemicIncidentGrade: systemic_incident_grade,
    countedMin: rest.counted_min,
    weightMin: rest.weight_min,
    contactWorkingDays: rest.contact_working_days,
    repeatDays: rest.repeat_days,
    objectionWorkingDays: rest.objection_working_days,
  }))
}

/** Versions follow each other, each with weights of 100 together, every measure once, full above floor, grades falling from the best. */
export function checkEvaluation({ value, fault }: CityFile<EvaluationFile>): void {
  value.versions.forEach((rules, nth) => {
    const at = (field: string) => ['versions', nth, field]
    const before = value.versions[nth - 1]
    if (before && before.since >= rules.since)
      fault(at('since'), `应晚于上一版 ${before.since} / must be later than the version before`)
    const total = rules.measures.reduce((sum, { weight }) => sum + weight, 0)
    if (Math.abs(total - 100) > 1e-9)
      fault(at('measures'), `权重合计 ${total}，应为 100 / weights add up to ${total}, not 100`)
    rules.measures.forEach(({ id, floor, full }, one) => {
      if (rules.measures.findIndex((other) => other.id === id) !== one)
        fault([...at('measures'), one], `指标 ${id} 重复 / measure ${id} stands twice`)
      if (full <= floor) fault([...at('measures'), one], `${id}: full 应大于 floor / full must be above floor`)
    })
    rules.grades.forEach(({ id, from_points }, one) => {
      const next = rules.grades[one + 1]
      if (id !== evaluationGrades[one] || (next ? next.from_points >= from_points : from_points !== 0))
        fault([...at('grades'), one], '等级应为 A、B、C、D，分数递减到 0 / grades must fall from A to D, down to 0')
    })
  })
}

/** The rules in force on a day; the first version for a day before it. */
export function evaluationRulesOn(versions: EvaluationRules[], day: string): EvaluationRules {
  return (versions.findLast(({ since }) => since <= day) ?? versions[0]) as EvaluationRules
}
