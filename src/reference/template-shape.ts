import { z } from 'zod'
import { isRealDate } from './calendar.ts'
import { type ReplyTemplate, type TemplateAct, templateActs } from './reply-templates.ts'

const word = z.string().trim().min(1)
const actNames = Object.keys(templateActs) as TemplateAct[]
/** Codes on one line with commas between. */
const codes = word.transform((line) => line.split(/[,，]/).map((code) => code.trim()))
const isoDate = z.string().refine(isRealDate, '日期写成 2026-04-15 / a date is written 2026-04-15')

/** The shape of `reply-templates.yaml`. */
export const templatesShape = z.strictObject({
  templates: z.array(
    z.strictObject({
      id: z.string().regex(/^[A-Z0-9_]+$/),
      zh: word,
      en: word,
      act: z.enum(actNames),
      matters: codes.default([]),
      track: z.enum(['complaint', 'report']).nullable().default(null),
      for_each: z.enum(['refusal_ground', 'mediation_ending']).nullable().default(null),
      article: word.nullable().default(null),
      since: isoDate.nullable().default(null),
      until: isoDate.nullable().default(null),
      text: word,
    }),
  ),
})

export function templatesOf({ templates }: z.infer<typeof templatesShape>): ReplyTemplate[] {
  return templates.map(({ for_each, ...template }) => ({ ...template, forEach: for_each }))
}
