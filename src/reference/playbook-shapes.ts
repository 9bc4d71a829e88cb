import { z } from 'zod'
import { bilingual, isoDate, word, words } from './city-shapes.ts'

const colour = z.enum(['blue', 'yellow', 'orange', 'red'])
const id = z.string().regex(/^[a-z][a-z_]*$/)

const step = z.strictObject({
  action: id,
  owner: word,
  from: colour,
  critical_from: colour.nullable(),
  clock: word,
  urgent: word.nullable().default(null),
})

/** `playbooks.yaml`: what is done in a response, by sector and colour, dated, with its source. */
export const playbooksShape = z.strictObject({
  actions: z.array(z.strictObject({ ...bilingual, id, checklist: z.array(z.strictObject(bilingual)).min(1).max(12) })),
  playbooks: z
    .array(
      z.strictObject({
        ...bilingual,
        id,
        sectors: words.default([]),
        leaves: words.default([]),
        versions: z
          .array(
            z.strictObject({
              since: isoDate,
              until: isoDate.nullable().default(null),
              source: z.strictObject(bilingual),
              steps: z.array(step).min(1).max(20),
            }),
          )
          .min(1),
      }),
    )
    .refine(
      (list) => list.filter(({ sectors, leaves }) => sectors.length + leaves.length === 0).length === 1,
      '要有且只有一个不写领域的通用预案 / exactly one playbook names no sector: the general one',
    ),
})
