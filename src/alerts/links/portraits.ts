import { comparedName, exactName } from '../../enterprises/search/firm-names.ts'
import { syllablesOf } from '../../enterprises/search/pinyin-keys.ts'
import type { RecalledProduct, RecallNotice } from '../../intake/notice.ts'
import { cityInName } from '../../intake/recalls/firms.ts'
import { gtin14, isGtin } from '../../intake/recalls/gtin.ts'
import type { City, HazardId, LeafCode } from '../../reference/city.ts'
import type { Assessment, MentionKind } from '../../triage/assessment.ts'
import { isCreditCode } from '../../triage/entities/identifiers.ts'
import { knownFirms } from '../../triage/entities/known-names.ts'
import { toSimplified } from '../../triage/normalise.ts'
import { findWords, wordIndex } from '../notices/product-words.ts'
import { type DaySpan, madeIn } from './made-on.ts'

/** What a report and a recall are compared by, every part written one way. */
export type Portrait = {
  /** Fourteen digits. */
  gtins: string[]
  /** 统一社会信用代码, check character verified. */
  codes: string[]
  models: string[]
  batches: string[]
  brands: string[]
  firms: ComparedFirm[]
  /** Words of goods, and the city's product groups they belong to: the second compares Chinese with English. */
  goods: string[]
  groups: string[]
  leaves: LeafCode[]
  hazards: HazardId[]
  /** What a notice says of each of its products: one's brand with another's number is neither. Of a report none. */
  articles: Article[]
  /** Days within which the article was made. */
  made: DaySpan[]
}
/** Empty lists and nulls where the notice does not say. */
export type Article = { name: string; brands: string[]; models: string[]; batches: string[]; made: DaySpan | null }
export type ComparedFirm = { exact: string; core: string; city: string | null }

/** A report says more than it names: its words in one script and width, how they sound, and everything in it that may be a model number. */
export type ReportPortrait = Portrait & {
  text: string
  sound: string
  numbers: string[]
  /** All of it in one script and width and in upper case, to see how a number is said. */
  told: string
}

/** What is read of a report. */
export type ReportTold = {
  title: string
  text: string
  respondent: string | null
  product: string | null
  assessment: Pick<Assessment, 'leaf' | 'mentions' | 'hazards'>
}

const operator = /[(（]\s*(?:经营者|运营者|实际经营|主体)(?:名称)?[为是:：]?\s*([^()（）]+)[)）]/u
const brandSaid = /(?:品牌|牌子)(?:名称)?\s?[:：是为叫]\s?([\p{Script=Han}]{2,6}|[A-Za-z][A-Za-z-]{1,19})/gu
/** Also short ones, which triage leaves out. */
const modelSaid = /(?:型号|model)\s?[:：为是]?\s?([A-Za-z0-9][A-Za-z0-9/.-]{1,23})/gi
const codeSaid = /(?<![0-9A-Z])(?:[0-9A-HJ-NPQRTUWXY][ -]?){17}[0-9A-HJ-NPQRTUWXY](?![0-9A-Z])/g
/** As bars print them: `6 901234 567892`. */
const gtinGroups = /(?<![\d-])\d[ -]\d{5,6}[ -]\d{5,6}(?:[ -]\d)?(?![\d-])/g
/** Longer runs of numbers are no models: orders, telephones, barcodes. */
const modelUnitsMax = 16
const numbersMax = 60

/** What a recall names, of all its products. Shops only sold it, so they are left out. */
export function recallPortrait(notice: RecallNotice, city: City): Portrait {
  const { products, firms } = notice
  const names = products.map(({ name, category }) => `${name} ${category ?? ''}`)
  const told = [notice.title, notice.titleZh ?? '', ...names].join('\n')
  const words = findWords(
    withoutNames(
      told,
      firms.map(({ name }) => name),
    ),
    wordIndex(city),
  )
  const makers = firms.filter(({ role }) => role !== 'retailer')
  const articles = products.map(articleOf)
  return {
    gtins: unique(products.flatMap(({ gtins }) => gtins.map(gtin14))),
    codes: codesIn(notice.description),
    models: unique(articles.flatMap(({ models }) => models)),
    batches: unique(articles.flatMap(({ batches }) => batches)),
    brands: brandsOf(notice),
    firms: makers.map(({ name, city: at }) => comparedFirm(name, city, at)),
    goods: unique(words.map(({ word }) => word)),
    groups: unique(words.map(({ group }) => group.id)),
    leaves: unique(words.map(({ group }) => group.leaf)),
    hazards: notice.hazards,
    articles,
    made: articles.flatMap(({ made }) => made ?? []),
  }
}

function articleOf({ name, brand, models, batches, producedFrom, producedTo }: RecalledProduct): Article {
  return {
    name,
    brands: brand === null ? [] : brandKeys(brand),
    models: unique(models.filter((model) => !isMeasure(model)).map(modelKey)).filter(isModel),
    batches: unique(batches.map(modelKey)).filter((batch) => batch.length >= 4),
    made:
      producedFrom === null && producedTo === null ? null : { from: producedFrom ?? '0001', to: producedTo ?? '9999' },
  }
}

/** What a report names: the fields of the form, the mentions that triage found, and what only its text holds. */
export function reportPortrait(told: ReportTold, city: City): ReportPortrait {
  const { mentions, hazards, leaf } = told.assessment
  const named = (kind: MentionKind) => mentions.filter((one) => one.kind === kind).map(({ text }) => text)
  const valued = (kind: MentionKind) =>
    mentions.filter((one) => one.kind === kind).map(({ value, text }) => String(value ?? text))
  const all = [told.title, told.product ?? '', told.text]
    .join('\n')
    .normalize('NFKC')
    .replace(/[‐-―－]/g, '-')
  const rest = withoutNames(all, firmNames(told))
  const words = findWords(rest, wordIndex(city))
  const stated = [...all.matchAll(brandSaid)].map((hit) => hit[1] ?? '')
  return {
    gtins: unique(
      [...valued('gtin'), ...(all.match(/(?<!\d)\d{8,14}(?!\d)/g) ?? []), ...gtinsInGroups(all)]
        .filter(isGtin)
        .map(gtin14),
    ),
    codes: unique([...valued('credit_code'), ...codesIn(all)]),
    models: unique([...named('model'), ...all.matchAll(modelSaid).map((hit) => hit[1] ?? '')].map(modelKey)).filter(
      isModel,
    ),
    batches: unique(valued('batch').map(modelKey)),
    brands: unique([...named('brand'), ...stated].flatMap(brandKeys)),
    firms: firmsOf(firmNames(told), city),
    goods: unique(words.map(({ word }) => word)),
    groups: unique(words.map(({ group }) => group.id)),
    leaves: unique([leaf.value, ...words.map(({ group }) => group.leaf)]),
    hazards: hazards.map(({ id }) => id),
    text: exactWithBlanks(rest),
    sound: ` ${syllablesOf(rest).join(' ')} `,
    numbers: numbersOf(without(all, mentions)),
    articles: [],
    made: madeIn(all),
    told: toSimplified(all).toUpperCase(),
  }
}

/** 统一社会信用代码 in any case and width, also in groups, check character verified. */
export function codesIn(text: string): string[] {
  const written = text.normalize('NFKC').toUpperCase().match(codeSaid) ?? []
  return unique(written.map((code) => code.replace(/[ -]/g, ''))).filter(isCreditCode)
}

const gtinsInGroups = (text: string): string[] => (text.match(gtinGroups) ?? []).map((one) => one.replace(/\D/g, ''))

const firmNames = ({ respondent, assessment: { mentions } }: ReportTold): string[] => [
  ...(respondent === null ? [] : [respondent]),
  ...mentions.filter(({ kind }) => kind === 'respondent').map(({ text }) => text),
]

/** Goods and brands count outside the names of firms: a 小熊电器有限公司 may sell anything. */
function withoutNames(text: string, firms: string[]): string {
  return firms.filter((name) => name.length >= 4).reduce((left, name) => left.replaceAll(name, ' '), text)
}

/** A model number or batch without what people leave out or put in between: `BX-300 Pro` and `bx300pro` are one. */
export function modelKey(written: string): string {
  return written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** 500g, 1.5L, 220V, 175/70R14: how much or how large, not which. */
const measure =
  /^\d+(?:[.×x*/]\d+)*(?:k?g|m?l|[cm]?m|k?w|v|a|hz|片|袋|瓶|盒|支|只|个|条|米|升|克|r\d+)(?:\/[袋瓶盒支只个条罐桶包])?$/i
export const isMeasure = (written: string): boolean => measure.test(written.normalize('NFKC').trim())

/** Two characters say too little, and a model without any digit is a word. */
const isModel = (key: string): boolean => key.length >= 3 && key.length <= modelUnitsMax && /\d/.test(key)

/** American recalls name no brand: there it stands before `Recalls` in the headline, and begins the name of a firm. */
function brandsOf({ products, title, firms }: RecallNotice): string[] {
  const named = products.flatMap(({ brand }) => (brand === null ? [] : brandKeys(brand)))
  if (named.length > 0) return unique(named)
  const headline = /^([A-Z][\w&’' -]{1,30}?) Recalls?\b/.exec(title)?.[1]
  const latin = firms.filter(({ role, name }) => role !== 'retailer' && /^[A-Za-z]/.test(name)).map(({ name }) => name)
  const bare = latin.map((name) => name.replace(latinForm, '').trim())
  return unique([...(headline ? [headline] : []), ...bare].flatMap(brandKeys)).filter(
    (key) => key.length <= brandUnitsMax,
  )
}
const latinForm =
  /[,\s]+(?:(?:technology|electronics?|international|trading|industr(?:y|ies|ial)|group|usa|of america|company|co|ltd|limited|inc|corp|corporation|llc|gmbh)\b[.,\s]*)+$/i
const brandUnitsMax = 20

/** `小熊（Bear）` and `小熊/Bear` are two names of one brand. */
export function brandKeys(written: string): string[] {
  return written
    .split(/[/／、,，;；()（）|]/)
    .map((part) =>
      exactName(part)
        .replace(/牌$/, '')
        .replace(/[^\p{L}\p{N}]/gu, ''),
    )
    .filter((key) => key.length >= 2 && !/^(?:无|未知|none|unknown|unbranded|nobrand)$/.test(key))
}

/** A firm's name in one script and width, bare of region and legal form, and the city that its notice or its name tells. */
export function comparedFirm(written: string, city: City, at: string | null = null): ComparedFirm {
  const { exact, core } = comparedName(written, city)
  return {
    exact,
    core: core.replace(/^\p{Script=Han}{2,3}市(?=.{2})/u, ''),
    city: at === null ? cityInName(exact) : (cityInName(at) ?? at),
  }
}

/** The operator behind a shop's name is the firm; a platform is none of the makers. */
function firmsOf(names: string[], city: City): ComparedFirm[] {
  const written = names.map((name) => operator.exec(name)?.[1] ?? name).filter((name) => name.trim().length >= 2)
  return [...new Set(written)].filter((name) => !knownFirms.has(name)).map((name) => comparedFirm(name, city))
}

const notModels = new Set<MentionKind>([
  'order',
  'complaint_number',
  'amount',
  'standard',
  'plate',
  'time',
  'credit_code',
  'gtin',
])

function without(text: string, mentions: Assessment['mentions']): string {
  return mentions
    .filter(({ kind }) => notModels.has(kind))
    .reduce((rest, { text: written }) => rest.replaceAll(written, ' '), text)
}

/** Every number with letters, also joined with the Latin word or number before it, as people leave blanks in models. */
function numbersOf(text: string): string[] {
  const found: string[] = []
  for (const run of text.match(/[A-Za-z0-9]+(?:[ \-_./]{1,2}[A-Za-z0-9]+)*/g) ?? []) {
    const parts = run.split(/[ \-_./]+/)
    parts.forEach((_, at) => {
      for (const length of [1, 2, 3])
        if (at + length <= parts.length) found.push(modelKey(parts.slice(at, at + length).join('')))
    })
  }
  return unique(found.filter(isModel)).slice(0, numbersMax)
}

/** One script, width and case; blanks stay as one, so that Latin words end where they end. */
function exactWithBlanks(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => exactName(word))
    .join(' ')
}

const unique = <T>(list: T[]): T[] => [...new Set(list)]
