import { createHash } from 'node:crypto'
import type { Bilingual, HazardId, RiskLevel } from '../reference/city.ts'

/** What an authority published: a recall of a product, or a bulletin of a technical measure abroad. Plain data, whatever the source. */
export type Notice = RecallNotice | BulletinNotice
/** What an authority found or heard, one by one: no act of its own, but a count for those who watch. */
export type Finding = SampleNotice | ForeignComplaint
/** All that a source may tell. */
export type SourceNotice = Notice | Finding

/** Every source that has a reader. */
export const noticeSourceNames = [
  'cpsc',
  'safety-gate',
  'fda',
  'nhtsa',
  'health-canada',
  'opss',
  'accc',
  'samr',
  'sampling',
  'eping',
  'wto',
  'tbt-zh',
] as const
export type NoticeSource = (typeof noticeSourceNames)[number]

type NoticeHead = {
  source: NoticeSource
  /** The source's own number, written one way: the same notice by two routes has one id. */
  sourceId: string
  /** The format it came in, e.g. `weekly-xml`; not part of the content. */
  route: string
  title: string
  titleZh: string | null
  url: string | null
  /** ISO date; null when the source does not say. */
  publishedOn: string | null
  /** Who published it: ISO 3166-1 alpha-3, or `EU`; null when it could not be read. */
  jurisdiction: string | null
}

export type RecallNotice = NoticeHead & {
  kind: 'recall'
  products: RecalledProduct[]
  firms: Firm[]
  hazards: HazardId[]
  hazardText: string
  injuriesText: string
  /** People; null where the text does not say. */
  deaths: number | null
  injuries: number | null
  /** One sentence a defect, as the notice numbers them. */
  defects: string[]
  /** Standards that the product fails, e.g. `GB 6675.2-2014`, `EN 62115`. */
  clauses: string[]
  measures: Measure[]
  /** Whom owners of the product call or write to, in the source's words; absent where its format has no such item. */
  contact?: string
  unitsAffected: Units
  /** ISO 3166-1 alpha-3. */
  countryOfOrigin: string | null
  /** The level the source itself gives; never ours. */
  riskLevelStated: RiskLevel | null
  description: string
  status: 'original' | 'corrected' | 'withdrawn'
}

export type RecalledProduct = {
  name: string
  brand: string | null
  models: string[]
  batches: string[]
  /** GTIN-8, -12, -13 or -14 as printed, check digit verified, store-internal numbers left out. */
  gtins: string[]
  category: string | null
  /** ISO dates. */
  producedFrom: string | null
  producedTo: string | null
}

export type FirmRole = 'manufacturer' | 'importer' | 'distributor' | 'retailer' | 'brand_owner' | 'agent' | 'recaller'
export type Firm = { name: string; role: FirmRole; country: string | null; city: string | null }

export type Measure = {
  code: MeasureCode
  text: string
  ordered: 'voluntary' | 'compulsory' | null
  /** ISO date from which it holds. */
  from: string | null
}
export type MeasureCode =
  | 'RECALL_END_USER'
  | 'WITHDRAW_MARKET'
  | 'BAN_MARKETING'
  | 'STOP_SALE'
  | 'ONLINE_DELIST'
  | 'WARN'
  | 'MARK'
  | 'CONDITIONS'
  | 'DESTROY'
  | 'BORDER_REJECT'
  | 'REFUND'
  | 'REPAIR'
  | 'REPLACE'
  | 'OTHER'

export type Units = { value: number | null; status: 'exact' | 'approx' | 'unknown'; raw: string }

export type BulletinNotice = NoticeHead & {
  kind: 'bulletin'
  area: 'TBT' | 'SPS'
  /** A joint draft carries one symbol a member. Empty when the page shows none. */
  symbols: TradeSymbol[]
  /** The second key on the paper, e.g. `25-5560`. */
  documentNumber: string | null
  /** As the source names it. */
  member: string
  agency: string
  notificationType: NotificationType
  /** Articles it was notified under: `2.9.2`, `2.10.1`, `5.6.2`, `5.7.1`, `3.2`, `7.2`, `other`. */
  articles: string[]
  urgent: boolean
  /** Products covered, in words. */
  products: string
  hs: TradeCode[]
  ics: TradeCode[]
  description: string
  objectives: string[]
  /** ISO date of circulation. */
  circulatedOn: string | null
  commentDeadline: TradeDate
  adoption: TradeDate
  publication: TradeDate
  entryIntoForce: TradeDate
  /** The boxes ticked on an addendum, in the order of the form. */
  addendum: AddendumTick[]
  documents: string[]
  /** Symbols of other notices named in the text. */
  related: string[]
  /** It makes trade easier: an exemption, a withdrawal. */
  relief: boolean
  measureTypes: MeasureType[]
  /** Items of the SPS form alone; null on a TBT notice and where the source leaves them out. */
  sps: SpsItems | null
}

export type SpsItems = {
  /** Regions or countries likely to be affected, in words. */
  regions: string
  allTradingPartners: boolean
  /** Whose international standard exists: Codex Alimentarius, WOAH, IPPC, or none. */
  standard: 'codex' | 'woah' | 'ippc' | 'none' | null
  conforms: boolean | null
  tradeFacilitating: boolean | null
}

export type NotificationType = 'new' | 'addendum' | 'corrigendum' | 'revision' | 'supplement'

export type TradeSymbol = {
  /** Written one way: `G/TBT/N/ECU/394/Rev.2/Add.1`. */
  symbol: string
  area: 'TBT' | 'SPS'
  member: string | null
  number: string
  suffixes: { kind: 'Rev' | 'Add' | 'Corr' | 'Suppl'; number: number }[]
  /** Zero-padded, so that text order is document order. */
  ordered: string
  /** The first notice of the family, without suffixes. */
  root: string
}

/** A customs or standards code: as written, digits alone, and whether the list knows it. */
export type TradeCode = { raw: string; norm: string; valid: boolean }

/** A date as tbt.md §5.5 defines it. Unknown rather than guessed; ISO dates, both ends included. */
export type TradeDate = {
  raw: string
  kind: 'exact' | 'estimated' | 'unknown'
  earliest: string | null
  latest: string | null
  precision: 'day' | 'tenDay' | 'month' | 'quarter' | null
  basis: DateBasis | null
  /** Further dates in the same text that hold for a part of the products. */
  stages: Omit<TradeDate, 'stages'>[]
}
export type DateBasis = 'stated' | 'circulation' | 'adoption' | 'publication' | 'entryIntoForce'

export type AddendumKind =
  | 'commentPeriod'
  | 'adopted'
  | 'published'
  | 'inForce'
  | 'finalText'
  | 'withdrawn'
  | 'scope'
  | 'guidance'
  | 'other'
export type AddendumTick = { kind: AddendumKind; text: string; date: TradeDate | null }

export type MeasureType =
  | 'ban'
  | 'certification'
  | 'limit'
  | 'testing'
  | 'labelling'
  | 'efficiency'
  | 'packaging'
  | 'cybersecurity'
  | 'quality'
  | 'procedural'
  | 'relief'

/** One sample of a product that a Chinese authority had tested (抽检). A failed one is no recall: it may lead to one. */
export type SampleNotice = NoticeHead & {
  kind: 'sample'
  product: string
  brand: string | null
  /** 规格型号. */
  spec: string | null
  /** 生产日期/批号 as written. */
  batch: string | null
  /** ISO date when the batch is one. */
  producedOn: string | null
  category: string | null
  /** 标称生产企业: what the label says, not what was found. */
  maker: SampleParty | null
  /** 委托方: had it made by another. */
  consignor: SampleParty | null
  /** 被抽样单位: where the sample was taken; of a shop on a platform the operator. */
  sampledAt: (SampleParty & { shop: string | null; platform: string | null }) | null
  /** 检验机构, which tested it: never a firm at fault. */
  laboratory: string | null
  sampledOn: string | null
  sampleNumber: string | null
  /** 任务来源. */
  task: string | null
  announcement: string | null
  items: SampleItem[]
  conclusion: 'failed' | 'passed' | 'unknown'
  note: string | null
}
export type SampleParty = { name: string; address: string | null; city: string | null }
/** What was tested, what was found and what is allowed, each as written, e.g. `菌落总数`, `7500CFU/g`, `≤1000CFU/g`. */
export type SampleItem = { item: string; measured: string | null; limit: string | null }

/** What a consumer abroad reported of a product to an authority: a signal, not a finding. Nothing that tells who it was. */
export type ForeignComplaint = NoticeHead & {
  kind: 'complaint_abroad'
  product: string
  brand: string | null
  models: string[]
  maker: string | null
  components: string[]
  crash: boolean
  fire: boolean
  injuries: number | null
  deaths: number | null
  occurredOn: string | null
  description: string
  hazards: HazardId[]
}

/** A row that could not become a notice, kept whole with its reason. */
export type Reject = { row: number | string; reason: Bilingual; raw: string }

export type ParseResult<N extends SourceNotice = SourceNotice> = {
  notices: N[]
  rejects: Reject[]
  /** Fields and headers that this version does not know, each once: the source is changing. */
  drift: string[]
}

/** Fields that tell the route, not the matter: the same notice by two routes hashes alike. */
const volatile = new Set(['route', 'url'])

/** SHA-256 (hex) over the notice as canonical JSON: keys sorted, volatile fields left out. Changes exactly when the content does. */
export function contentHash(notice: SourceNotice): string {
  const content = Object.fromEntries(Object.entries(notice).filter(([key]) => !volatile.has(key)))
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}
