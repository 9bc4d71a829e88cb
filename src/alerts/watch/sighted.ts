import type { Tables } from '../../db/tables.ts'
import { comparedName } from '../../enterprises/search/firm-names.ts'
import type { RecallNotice, SampleNotice } from '../../intake/notice.ts'
import { readChineseHazards } from '../../intake/recalls/hazard-reading.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { City } from '../../reference/city.ts'
import type { Mention } from '../../triage/assessment.ts'
import { leafOfProduct } from '../notices/product-leaves.ts'
import { findWords, wordIndex } from '../notices/product-words.ts'
import type { Told } from './series-keys.ts'

export type SightingKind = Tables['sighting']['kind']

/** One thing that the watch counts: what it tells of, when, and for how many people it stands. */
export type Sighted = Told & {
  kind: SightingKind
  origin: { report_id: number } | { observation_id: number } | { notice_id: number }
  /** The civil day it is counted on. */
  day: string
  arrivedAt: Date
  people: number
  incidentId: number | null
  danger: number
}

export type ReportRow = {
  id: number
  receivedAt: Date
  respondent: string | null
  product: string | null
  leaf: string
  district: string | null
  street: string | null
  danger: number
  hazards: string[]
  mentions: Pick<Mention, 'kind' | 'text' | 'value'>[]
  incidentId: number | null
  /** The same person told of the same before, as far as that is known without opening who they are. */
  repeat: boolean
}

/** A complaint counts on the day it came in and for one person; a repeat for none. */
export function sightedReport(city: City, row: ReportRow): Sighted {
  const named = (kind: Mention['kind']) => row.mentions.filter((mention) => mention.kind === kind)
  const leaf = city.leaves.get(row.leaf)
  const quality = leaf !== undefined && leaf.code !== 'NONE'
  const products = named('product').map(({ text, value }) =>
    typeof value === 'string' ? value : productOf(city, text),
  )
  return {
    kind: 'complaint',
    origin: { report_id: row.id },
    day: toShanghaiDate(row.receivedAt),
    arrivedAt: row.receivedAt,
    people: row.repeat ? 0 : 1,
    incidentId: row.incidentId,
    danger: row.danger,
    leaf: quality ? leaf.code : null,
    sector: quality ? leaf.sector : null,
    district: row.district,
    street: row.street,
    products: row.product ? [productOf(city, row.product)] : products,
    hazards: row.hazards,
    enterprises: enterprisesOf(city, row.respondent ? [row.respondent] : named('respondent').map(({ text }) => text)),
    brands: named('brand').map(({ text }) => nameWritten(text)),
    models: named('model').map(({ text, value }) => nameWritten(String(value ?? text))),
    clauses: named('standard').map(({ text, value }) => clauseOf(String(value ?? text))),
  }
}

export type ObservationRow = {
  id: number
  kind: SightingKind
  day: string
  recordedAt: Date
  leaf: string | null
  hazards: string[]
  district: string | null
  street: string | null
  product: string | null
  brand: string | null
  enterprise: string | null
  count: number
}

/** Nobody is treated or finds a sample failed without danger; a complaint elsewhere is taken for a loss. */
const DANGER_OBSERVED: Record<SightingKind, number> = { complaint: 1, recall: 1, failed_sample: 1, injury: 2 }

/** What another source saw counts on the day it happened and for as many as it says. */
export function sightedObservation(city: City, row: ObservationRow): Sighted {
  const leaf = row.leaf === null ? undefined : city.leaves.get(row.leaf)
  return {
    kind: row.kind,
    origin: { observation_id: row.id },
    day: row.day,
    arrivedAt: row.recordedAt,
    people: row.count,
    incidentId: null,
    danger: DANGER_OBSERVED[row.kind],
    leaf: leaf?.code ?? null,
    sector: leaf?.sector ?? null,
    district: row.district,
    street: row.street,
    products: row.product === null ? [] : [productOf(city, row.product)],
    hazards: row.hazards,
    enterprises: enterprisesOf(city, [row.enterprise]),
    brands: row.brand === null ? [] : [nameWritten(row.brand)],
    models: [],
    clauses: [],
  }
}

export type NoticeRow = {
  id: number
  publishedOn: string | null
  firstSeenAt: Date
  leaves: string[]
  content: RecallNotice | SampleNotice
}

/** A recall counts once, on the day it was published; a failed sample on the day it was taken. */
export function sightedNotice(city: City, row: NoticeRow): Sighted {
  const { content } = row
  if (content.kind === 'sample') return sightedSample(city, row, content)
  const leaf = city.leaves.get(row.leaves[0] ?? '')
  return {
    kind: 'recall',
    origin: { notice_id: row.id },
    day: row.publishedOn ?? toShanghaiDate(row.firstSeenAt),
    arrivedAt: row.firstSeenAt,
    people: 1,
    incidentId: null,
    danger: (content.injuries ?? 0) + (content.deaths ?? 0) > 0 ? 2 : 1,
    leaf: leaf?.code ?? null,
    sector: leaf?.sector ?? null,
    district: null,
    street: null,
    products: content.products.flatMap(({ name }) => groupsIn(city, name)),
    hazards: content.hazards,
    enterprises: enterprisesOf(
      city,
      content.firms.map(({ name }) => name),
    ),
    brands: content.products.flatMap(({ brand }) => (brand === null ? [] : [nameWritten(brand)])),
    models: [],
    clauses: content.clauses.map(clauseOf),
  }
}

/** A failed sample stands where it was taken, for its maker by the label; the laboratory is nobody's firm at fault. */
function sightedSample(city: City, row: NoticeRow, sample: SampleNotice): Sighted {
  const leaf = leafOfProduct(city, sample.product)
  const address = `${sample.sampledAt?.address ?? ''}${sample.sampledAt?.name ?? ''}`
  const tested = sample.items.map(({ item }) => item).join('、')
  return {
    kind: 'failed_sample',
    origin: { notice_id: row.id },
    day: sample.sampledOn ?? row.publishedOn ?? toShanghaiDate(row.firstSeenAt),
    arrivedAt: row.firstSeenAt,
    people: 1,
    incidentId: null,
    danger: DANGER_OBSERVED.failed_sample,
    leaf: leaf?.code ?? null,
    sector: leaf?.sector ?? null,
    district:
      city.districts.find(({ zh, aliases }) => [zh, ...aliases].some((name) => address.includes(name)))?.id ?? null,
    street: null,
    products: [productOf(city, sample.product)],
    hazards: readChineseHazards(tested),
    enterprises: enterprisesOf(city, [sample.maker?.name ?? sample.sampledAt?.name ?? null]),
    brands: sample.brand === null ? [] : [nameWritten(sample.brand)],
    models: [],
    clauses: [],
  }
}

/** The product group of the city where one is named, else the words themselves. */
export function productOf(city: City, written: string): string {
  return groupsIn(city, written)[0] ?? nameWritten(written)
}

const groupsIn = (city: City, written: string): string[] =>
  findWords(written, wordIndex(city))
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .map(({ group }) => group.id)

const nameWritten = (written: string): string => written.normalize('NFKC').trim().toLowerCase()

/** GB/T 18401-2010 → GB/T 18401: the year is another edition of the same clause. */
const clauseOf = (written: string): string =>
  written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .replace(/[-—–](?:19|20)\d\d$/, '')
    .trim()

/** As the register compares names, so that a firm is one with and without its city and legal form; nothing where too little is left. */
const enterprisesOf = (city: City, written: (string | null)[]): string[] =>
  written.flatMap((name) => {
    const { core } = comparedName(name ?? '', city)
    return TWO_LETTERS.test(core) ? [core] : []
  })

const TWO_LETTERS = /[\p{L}\p{N}].*[\p{L}\p{N}]/u
