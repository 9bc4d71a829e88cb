import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { judgeFirm } from '../../src/alerts/links/judge-firm.ts'
import { partiesOf } from '../../src/alerts/links/notice-parties.ts'
import { brandKeys } from '../../src/alerts/links/portraits.ts'
import { comparedName } from '../../src/enterprises/search/firm-names.ts'
import { cityInName } from '../../src/intake/recalls/firms.ts'
import { recalledProduct, recallNotice } from '../../src/intake/recalls/recall-notice.ts'
import type { City } from '../../src/reference/city.ts'
import type { Judged } from './figures.ts'

const texts = z.array(z.string())
const pairShape = z.object({
  id: z.string(),
  firm_no: z.int(),
  why: z.string(),
  same: z.boolean(),
  notice: z.object({ party: z.string(), city: z.string().nullable(), brands: texts, codes: texts, licences: texts }),
  firm: z.object({
    code: z.string(),
    names: texts,
    brands: texts,
    licences: texts,
    city: z.string(),
    sharing: z.int(),
  }),
})
type Pair = z.infer<typeof pairShape>

/**
 * Pairs of what a notice says of its maker and a firm of the register, of our own invention: sixteen firms, each met in the ways in which
 * real notices name firms and in those in which they name others. Firms of odd number were chosen on.
 */
export function judgeFirmPairs(file: string, city: City): Judged[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => pairShape.parse(JSON.parse(line)))
    .map((pair) => judged(pair, city))
}

function judged({ id, firm_no, why, same, notice, firm }: Pair, city: City): Judged {
  const told = recallNotice({
    title: '召回部分产品',
    source: 'samr',
    sourceId: id,
    route: 'labelled',
    jurisdiction: 'CHN',
    products: [recalledProduct({ name: '产品', brand: notice.brands.join('/') || null })],
    firms:
      notice.party === ''
        ? []
        : [{ name: notice.party, role: 'manufacturer', country: 'CHN', city: notice.city ?? cityInName(notice.party) }],
    description: [...notice.codes, ...notice.licences].join(' '),
  })
  const names = firm.names.map((name) => {
    const compared = comparedName(name, city)
    return { ...compared, city: cityInName(compared.exact) ?? firm.city }
  })
  const { code, licences, sharing } = firm
  const found = judgeFirm(partiesOf(told, city), {
    code,
    licences,
    sharing,
    names,
    brands: firm.brands.flatMap(brandKeys),
  })
  const kept = firm_no % 2 === 0
  return { id, why, same, kept, tier: found?.tier ?? 'none', score: found?.score ?? 0, because: found?.because ?? [] }
}
