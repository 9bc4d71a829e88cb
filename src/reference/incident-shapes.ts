import { z } from 'zod'
import { bilingual, isoDate, word, words } from './city-shapes.ts'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/)
const named = z.strictObject({ ...bilingual, id })

const line = z
  .strictObject({ at_least: z.record(id, z.number().positive()).default({}), is: words.default([]) })
  .refine(
    ({ at_least, is }) => Object.keys(at_least).length + is.length > 0,
    '至少写一个数字或情形 / write a figure or a circumstance',
  )

const grade = z.strictObject({
  grade: z.enum(['extraordinary', 'major', 'large', 'ordinary']),
  any: z.array(line).min(1),
  report: z.array(z.strictObject({ clock: word, to: z.strictObject(bilingual) })).min(1),
})

/** `incident-thresholds.yaml`: grades of accidents and incidents by field, dated, with their source. */
export const incidentThresholdsShape = z.strictObject({
  measures: z.array(named).min(1),
  circumstances: z.array(named),
  fields: z.array(
    z.strictObject({
      ...bilingual,
      id,
      sectors: words,
      versions: z
        .array(
          z.strictObject({
            since: isoDate,
            until: isoDate.nullable().default(null),
            force: z.enum(['statutory', 'local', 'target']),
            source: z.strictObject(bilingual),
            note: word.nullable().default(null),
            grades: z.array(grade).min(1),
          }),
        )
        .min(1),
    }),
  ),
})
