import { z } from 'zod'
import { type FirmRole, noticeSourceNames, type RecallNotice, type SampleNotice } from '../../src/intake/notice.ts'
import { cityInName } from '../../src/intake/recalls/firms.ts'
import { recalledProduct, recallNotice } from '../../src/intake/recalls/recall-notice.ts'
import { emptyRow } from '../../src/intake/sampling/sample-row.ts'

const texts = z.array(z.string())
const recallRoles = ['manufacturer', 'importer', 'distributor', 'retailer', 'brand_owner', 'agent', 'recaller'] as const
const day = z.string().nullable()

/** A notice as its source tells it; those of `sampling` are failed samples. */
export const noticeShape = z.object({
  id: z.string(),
  round: z.int(),
  source: z.enum(noticeSourceNames),
  title: z.string(),
  hazards: texts,
  products: z.array(
    z.object({
      name: z.string(),
      brand: z.string().nullable(),
      models: texts,
      batches: texts,
      gtins: texts,
      producedFrom: day,
      producedTo: day,
    }),
  ),
  firms: z.array(z.object({ name: z.string(), role: z.enum(recallRoles), city: z.string().nullable() })),
  description: z.string(),
})
export const partyShape = z.object({
  role: z.enum([...recallRoles, 'maker', 'consignor', 'sampledAt']),
  name: z.string(),
})
type Written = z.infer<typeof noticeShape>

export function aNotice(written: Written): RecallNotice | SampleNotice {
  const { id, source, title, hazards, products, firms, description } = written
  if (source === 'sampling') return aSample(id, written)
  return recallNotice({
    source,
    sourceId: id,
    route: 'written',
    title,
    hazards,
    description,
    products: products.map(recalledProduct),
    firms: firms.map((firm) => ({ ...firm, country: null })),
  })
}

function aSample(id: string, { title, products, firms }: Written): SampleNotice {
  const [product] = products
  const party = (role: FirmRole) => {
    const firm = firms.find((one) => one.role === role)
    return firm ? { name: firm.name, address: null, city: firm.city } : null
  }
  return {
    ...emptySample,
    sourceId: id,
    title,
    product: product?.name ?? title,
    brand: product?.brand ?? null,
    spec: product?.models.join(' ') ?? null,
    batch: product?.batches[0] ?? null,
    maker: party('manufacturer'),
  }
}

type FirmSaid = {
  id: string
  kind: 'recall' | 'sample'
  parties: z.infer<typeof partyShape>[]
  brands: string[]
  text: string
}

/** A notice of which only its firms matter. */
export function firmNotice({ id, kind, parties, brands, text }: FirmSaid): RecallNotice | SampleNotice {
  const named = parties.map(({ role, name }) => ({ role, name, city: cityInName(name) }))
  const brand = brands.join('/') || null
  if (kind === 'sample') {
    const party = (role: string) => {
      const said = named.find((one) => one.role === role)
      return said ? { name: said.name, address: null, city: said.city } : null
    }
    const sampledAt = party('sampledAt')
    return {
      ...emptySample,
      sourceId: id,
      brand,
      note: text,
      maker: party('maker'),
      consignor: party('consignor'),
      sampledAt: sampledAt && { ...sampledAt, shop: null, platform: null },
    }
  }
  const role = z.enum(recallRoles)
  return recallNotice({
    source: 'samr',
    sourceId: id,
    route: 'written',
    title: '召回部分产品',
    description: text,
    products: [recalledProduct({ name: '产品', brand })],
    firms: named.map((one) => ({ ...one, role: role.parse(one.role), country: 'CHN' })),
  })
}

const { announcedOn: _, ...emptyFields } = emptyRow
const emptySample: SampleNotice = {
  ...emptyFields,
  kind: 'sample',
  source: 'sampling',
  sourceId: '',
  route: 'written',
  title: '',
  titleZh: null,
  url: null,
  publishedOn: null,
  jurisdiction: 'CHN',
  conclusion: 'failed',
}
