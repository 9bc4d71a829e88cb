import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeFirm } from '../../src/alerts/links/judge-firm.ts'
import { judgeLink } from '../../src/alerts/links/judge-link.ts'
import { partiesOf } from '../../src/alerts/links/notice-parties.ts'
import { noticePortrait } from '../../src/alerts/links/notice-portrait.ts'
import { brandKeys, type Portrait, reportPortrait } from '../../src/alerts/links/portraits.ts'
import { comparedName } from '../../src/enterprises/search/firm-names.ts'
import { cityInName } from '../../src/intake/recalls/firms.ts'
import type { City } from '../../src/reference/city.ts'
import type { TriageModel } from '../../src/triage/model.ts'
import { triage } from '../../src/triage/triage.ts'
import type { Judged } from './figures.ts'
import { aNotice, firmNotice, noticeShape, partyShape } from './written-notices.ts'

const texts = z.array(z.string())
const reportShape = z.object({
  id: z.string(),
  notice: z.string(),
  trap: z.string(),
  same: z.boolean(),
  report: z.object({
    title: z.string(),
    text: z.string(),
    respondent: z.string().optional(),
    product: z.string().optional(),
  }),
})
const firmShape = z.object({
  id: z.string(),
  round: z.int(),
  code: z.string(),
  names: texts,
  brands: texts,
  licences: texts,
  city: z.string(),
  sharing: z.int(),
})
const firmCaseShape = z.object({
  id: z.string(),
  firm: z.string(),
  trap: z.string(),
  same: z.boolean(),
  kind: z.enum(['recall', 'sample']),
  parties: z.array(partyShape),
  brands: texts,
  text: z.string(),
})

type Ground = { city: City; model: TriageModel }

/** Each report against the notice it was written for, and against all the others. */
export function judgeWrittenReports(folder: string, { city, model }: Ground): Judged[] {
  const notices = rowsOf(join(folder, 'notices.jsonl'), noticeShape).map((one) => ({
    ...one,
    portrait: noticePortrait(aNotice(one), city),
  }))
  return rowsOf(join(folder, 'reports.jsonl'), reportShape).map(({ id, notice, trap, same, report }) => {
    const { respondent = null, product = null } = report
    const portrait = reportPortrait(
      { ...report, respondent, product, assessment: triage(report, { city, model }) },
      city,
    )
    const found = (of: Portrait) => judgeLink(portrait, of)
    const own = notices.find((one) => one.id === notice)
    if (!own) throw new Error(`${id}: no notice ${notice}`)
    const elsewhere = notices.filter((one) => one !== own && found(one.portrait)?.tier === 'identifier')
    const told = { id, why: trap, same, kept: isKept(own), elsewhere: elsewhere.map(({ id }) => id) }
    return { ...told, ...judgedAs(found(own.portrait)) }
  })
}

/** What a notice says of its firms against one firm of the register. */
export function judgeWrittenFirms(folder: string, { city }: Ground): Judged[] {
  const register = new Map(rowsOf(join(folder, 'register.jsonl'), firmShape).map((firm) => [firm.id, firm]))
  return rowsOf(join(folder, 'firms.jsonl'), firmCaseShape).map((written) => {
    const { id, trap, same } = written
    const firm = register.get(written.firm)
    if (!firm) throw new Error(`${id}: no firm ${written.firm}`)
    const names = firm.names.map((name) => {
      const compared = comparedName(name, city)
      return { ...compared, city: cityInName(compared.exact) ?? firm.city }
    })
    const brands = firm.brands.flatMap(brandKeys)
    const found = judgeFirm(partiesOf(firmNotice(written), city), { ...firm, names, brands })
    return { id, why: trap, same, kept: isKept(firm), ...judgedAs(found) }
  })
}

const judgedAs = (found: (Pick<Judged, 'score' | 'because'> & { tier: Judged['tier'] }) | null) => ({
  tier: found?.tier ?? ('none' as const),
  score: found?.score ?? 0,
  because: found?.because ?? [],
})

/** Words were mended on the first round's odd numbers alone. */
const isKept = ({ id, round }: { id: string; round: number }): boolean => round > 1 || Number(id.slice(1)) % 2 === 0

const rowsOf = <T>(file: string, shape: z.ZodType<T>): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => shape.parse(JSON.parse(line)))
