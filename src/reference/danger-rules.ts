import { z } from 'zod'
import type { Bilingual } from './city.ts'

/**
 * A rule that no model out-votes. `words` are groups: the text must hold one word of every group, each within `within` characters
 * of the first group's word, and none of `unless`.
 */
export type DangerRule = Bilingual & { id: string; level: 2 | 3; words: string[][]; within: number; unless: string[] }

const WITHIN = 16

const text = z.string().trim().min(1)
/** A space at either end counts: `gas ` is not in `gasp`. */
const word = z
  .string()
  .min(1)
  .refine((one) => one === one.toLowerCase(), '写成小写 / write it in lower case')

export const dangerRulesShape = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z-]*$/),
        level: z.literal([2, 3]),
        zh: text,
        en: text,
        words: z.array(z.array(word).min(1)).min(1),
        within: z.int().min(1).max(200).default(WITHIN),
        unless: z.array(word).default([]),
      }),
    )
    .min(1),
})

/** The graver rules first; among equals the earlier row. */
export function dangerRulesOf({ rules }: z.infer<typeof dangerRulesShape>): DangerRule[] {
  return rules.toSorted((a, b) => b.level - a.level)
}
