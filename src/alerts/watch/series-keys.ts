import type { Bilingual, City } from '../../reference/city.ts'

/** What a series may be about; a sector is known with a leaf, a district with a street. */
export const seriesParts = [
  'sector',
  'leaf',
  'district',
  'street',
  'product',
  'hazard',
  'enterprise',
  'brand',
  'model',
  'clause',
] as const
export type SeriesPart = (typeof seriesParts)[number]

/** A place in the hierarchy; what it does not name, it holds all of. */
export type SeriesPlace = { [Part in SeriesPart]?: string }

/** The levels of the hierarchy, the widest first: of which parts a key is made, in this order. */
export const seriesLevels = {
  city: { parts: [], zh: '全市', en: 'City' },
  district: { parts: ['district'], zh: '区', en: 'District' },
  street: { parts: ['district', 'street'], zh: '街道', en: 'Street' },
  sector: { parts: ['sector'], zh: '行业', en: 'Sector' },
  leaf: { parts: ['sector', 'leaf'], zh: '类别', en: 'Leaf' },
  district_sector: { parts: ['district', 'sector'], zh: '区 × 行业', en: 'District × sector' },
  street_sector: { parts: ['district', 'street', 'sector'], zh: '街道 × 行业', en: 'Street × sector' },
  district_leaf: { parts: ['district', 'sector', 'leaf'], zh: '区 × 类别', en: 'District × leaf' },
  street_leaf: { parts: ['district', 'street', 'sector', 'leaf'], zh: '街道 × 类别', en: 'Street × leaf' },
  hazard: { parts: ['hazard'], zh: '危害', en: 'Hazard' },
  product: { parts: ['product'], zh: '产品', en: 'Product' },
  product_hazard: { parts: ['product', 'hazard'], zh: '产品 × 危害', en: 'Product × hazard' },
  enterprise: { parts: ['enterprise'], zh: '企业', en: 'Enterprise' },
  brand: { parts: ['brand'], zh: '品牌', en: 'Brand' },
  model: { parts: ['brand', 'model'], zh: '型号', en: 'Model' },
  clause: { parts: ['clause'], zh: '标准', en: 'Standard' },
} as const satisfies Record<string, Bilingual & { parts: readonly SeriesPart[] }>

export type SeriesLevel = keyof typeof seriesLevels
export const seriesLevelNames = Object.keys(seriesLevels) as SeriesLevel[]

/** Levels so wide that a rise on them tells of no single event: everything there would be the same. */
export const broadLevels: ReadonlySet<SeriesLevel> = new Set(['city', 'district', 'street', 'sector', 'hazard'])

/** What names one series among those of a kind. */
export type SeriesKey = { level: SeriesLevel; key: string }

/** What one sighting tells of; several products, hazards or names make a series each. */
export type Told = {
  sector: string | null
  leaf: string | null
  district: string | null
  street: string | null
  products: string[]
  hazards: string[]
  enterprises: string[]
  brands: string[]
  models: string[]
  clauses: string[]
}

const VALUES_MAX = 4
const VALUE_UNITS_MAX = 60

/** Every series that a sighting belongs to, on all levels; none when it is no quality matter. */
export function keysOf(told: Told): SeriesKey[] {
  const values: Record<SeriesPart, string[]> = {
    sector: listed(told.sector),
    leaf: listed(told.leaf),
    district: listed(told.district),
    street: listed(told.street),
    product: told.products,
    hazard: told.hazards,
    enterprise: told.enterprises,
    brand: told.brands,
    model: told.models,
    clause: told.clauses,
  }
  return seriesLevelNames.flatMap((level) => {
    const parts: readonly SeriesPart[] = seriesLevels[level].parts
    const keys = parts.reduce<string[]>(
      (heads, part) =>
        heads.flatMap((head) => cleaned(values[part]).map((value) => (head === '' ? value : `${head}|${value}`))),
      [''],
    )
    return keys.map((key) => ({ level, key }))
  })
}

const listed = (value: string | null): string[] => (value === null ? [] : [value])

const cleaned = (values: string[]): string[] =>
  [...new Set(values.map((value) => value.replaceAll('|', ' ').trim().slice(0, VALUE_UNITS_MAX)))]
    .filter((value) => value !== '')
    .slice(0, VALUES_MAX)

/** What a key names. */
export function placeOf({ level, key }: SeriesKey): SeriesPlace {
  const parts: readonly SeriesPart[] = seriesLevels[level].parts
  const values = key.split('|')
  return Object.fromEntries(parts.map((part, nth) => [part, values[nth] ?? '']))
}

/**
 * Whether two series of one kind are places of the same hierarchy of matter and area that hold sightings in common: both name a
 * sector, and where both name the same part it is equal. Broad levels stand for no
 * event, so they overlap with nothing but themselves.
 */
export function overlap(a: SeriesKey, b: SeriesKey): boolean {
  if (a.level === b.level) return a.key === b.key
  if (broadLevels.has(a.level) || broadLevels.has(b.level)) return false
  const [one, other] = [placeOf(a), placeOf(b)]
  if (one.sector === undefined || other.sector === undefined) return false
  return seriesParts.every((part) => one[part] === undefined || other[part] === undefined || one[part] === other[part])
}

/** How a series is called: 南山区 粤海街道 · 电动自行车 · 火灾. */
export function nameOf(city: City, series: SeriesKey): Bilingual {
  const place = placeOf(series)
  const parts = namedParts.filter(
    (part) => place[part] !== undefined && !(part === 'sector' && place.leaf !== undefined),
  )
  const names = parts.map((part) => partNamed(city, part, place[part] as string))
  if (names.length === 0) return city.name
  return { zh: names.map(({ zh }) => zh).join(' · '), en: names.map(({ en }) => en).join(', ') }
}

/** Area before matter, as one says it. */
const namedParts: SeriesPart[] = [
  'district',
  'street',
  'sector',
  'leaf',
  'product',
  'hazard',
  'enterprise',
  'brand',
  'model',
  'clause',
]

function partNamed(city: City, part: SeriesPart, value: string): Bilingual {
  const known: Partial<Record<SeriesPart, () => Bilingual | undefined>> = {
    district: () => city.districts.find(({ id }) => id === value),
    street: () => city.districts.flatMap(({ streets }) => streets).find(({ zh }) => zh === value),
    sector: () => city.sectors.find(({ code }) => code === value),
    leaf: () => city.leaves.get(value),
    product: () => city.productGroups.find(({ id }) => id === value),
    hazard: () => city.hazards.find(({ id }) => id === value),
  }
  const named = known[part]?.()
  if (named) return { zh: named.zh, en: named.en }
  const called = names[part]
  return called ? { zh: `${called.zh}“${value}”`, en: `${called.en} “${value}”` } : { zh: value, en: value }
}

/** What the values are that nobody could tell from the words alone. */
const names: Partial<Record<SeriesPart, Bilingual>> = {
  enterprise: { zh: '企业', en: 'firm' },
  brand: { zh: '品牌', en: 'brand' },
  model: { zh: '型号', en: 'model' },
  clause: { zh: '标准', en: 'standard' },
}
