import { z } from 'zod'
import type { FirmRead } from '../../enterprises/read-firm.ts'
import { factColumns, firmColumns } from '../../enterprises/register/open-columns.ts'
import type { FirmFound } from '../../enterprises/search/find-firms.ts'

/** What is asked of and answered by /firms. */

export const firmsQuery = z.strictObject({
  q: z.string().trim().min(2).max(60).describe('名称、品牌、地址、代码或拼音 Name, brand, address, code or pinyin'),
  district: z.string().max(20).optional(),
})

const grade = z.enum(['A', 'B', 'C', 'D', 'N']).nullable().describe('空为评定中 Null while being graded')

export const firmsShape = z.object({
  firms: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      former_names: z.array(z.string()),
      brands: z.array(z.string()),
      district: z.string().nullable(),
      address: z.string().nullable(),
      status: z.enum(['active', 'revoked', 'cancelled']),
      grade,
      score: z.number().min(0).max(1).describe('吻合程度 How well it fits'),
    }),
  ),
})

const cell = z.union([z.string(), z.number()]).nullable()
const bilingual = { zh: z.string(), en: z.string() }

export const firmShape = z.object({
  firm: z.record(z.string(), cell).describe('各栏见 /firms/data Columns: /firms/data'),
  grade: z
    .object({
      grade: z.enum(['A', 'B', 'C', 'D', 'N']),
      points: z.number().nullable(),
      rule: z.string(),
      shown_at: z.iso.datetime().nullable(),
      next_on: z.iso.date().nullable(),
      lines: z.array(z.object({ document_no: z.string().nullable(), points: z.number(), ...bilingual })),
      caps: z.array(z.object({ document_no: z.string().nullable(), grade: z.string(), ...bilingual })),
    })
    .nullable(),
  facts: z.array(z.record(z.string(), cell)),
})

export function firmsAnswer(found: FirmFound[]): z.input<typeof firmsShape> {
  return {
    firms: found.map(({ code, name, formerNames, brands, district, address, status, grade, score }) => ({
      code,
      name,
      former_names: formerNames,
      brands,
      district,
      address,
      status,
      grade,
      score: Math.round(score * 100) / 100,
    })),
  }
}

export function firmAnswer({ firm, shown, timeline }: FirmRead): z.input<typeof firmShape> {
  const numbers = new Map(timeline.map(({ id, document_no }) => [id, document_no]))
  return {
    firm: Object.fromEntries(firmColumns.map(({ name, of }) => [name, of(firm)])),
    grade: shown && {
      grade: shown.grade as 'A' | 'B' | 'C' | 'D' | 'N',
      points: shown.detail.points,
      rule: shown.rule,
      shown_at: shown.shownAt?.toISOString() ?? null,
      next_on: shown.nextOn,
      lines: shown.detail.lines.map(({ factId, points, zh, en }) => ({
        document_no: numbers.get(factId) ?? null,
        points,
        zh,
        en,
      })),
      caps: shown.detail.caps.map(({ factId, grade, zh, en }) => ({
        document_no: numbers.get(factId) ?? null,
        grade,
        zh,
        en,
      })),
    },
    facts: timeline.map((fact) =>
      Object.fromEntries(factColumns.map(({ name, of }) => [name, of({ ...fact, code: firm.code })])),
    ),
  }
}
