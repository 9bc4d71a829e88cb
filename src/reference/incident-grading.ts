import type { z } from 'zod'
import type { IncidentGrading } from './city.ts'
import type { incidentThresholdsShape } from './incident-shapes.ts'

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
