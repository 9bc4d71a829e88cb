import type { z } from 'zod'
import type { Bilingual, ClockForce } from './city.ts'
import type { incidentThresholdsShape } from './incident-shapes.ts'

/** The four statutory grades of accidents and incidents, gravest first: 特别重大, 重大, 较大, 一般. */
export type IncidentGrade = 'extraordinary' | 'major' | 'large' | 'ordinary'

/** One line of a grade: every figure is reached and every circumstance is given. */
export type GradeLine = { atLeast: Record<string, number>; is: string[] }

/** Whom to tell of an incident of a grade, under which clock rule. */
export type ReportDuty = { clock: string; to: Bilingual }

/** One dated version of the thresholds of a field, gravest grade first. */
export type GradeVersion = {
  effectiveFrom: string
  effectiveTo: string | null
  force: ClockForce
  source: Bilingual
  note: string | null
  grades: { grade: IncidentGrade; any: GradeLine[]; report: ReportDuty[] }[]
}

export type IncidentField = Bilingual & { id: string; sectors: string[]; versions: GradeVersion[] }

/** When an accident or incident has which statutory grade, and who must be told. */
export type IncidentGrading = {
  /** Figures that can be given: people, hours, 10,000 yuan. */
  measures: (Bilingual & { id: string })[]
  circumstances: (Bilingual & { id: string })[]
  fields: IncidentField[]
}

/** From the file's shape to the shape the program reads; the values were checked before. */
export function incidentGradingOf(value: z.infer<typeof incidentThresholdsShape>): IncidentGrading {
  const { measures, circumstances, fields } = value
  return {
    measures,
    circumstances,
    fields: fields.map(({ versions, ...field }) => ({
      ...field,
      versions: versions.map(({ since, until, grades, ...version }) => ({
        ...version,
        effectiveFrom: since,
        effectiveTo: until,
        grades: grades.map(({ any, ...grade }) => ({
          ...grade,
          any: any.map(({ at_least, is }) => ({ atLeast: at_least, is })),
        })),
      })),
    })),
  }
}
