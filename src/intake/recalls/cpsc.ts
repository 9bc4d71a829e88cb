import type { Bilingual } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'
import { plainText } from '../bulletins/plain-text.ts'
import type { Firm, Measure, MeasureCode, ParseResult, RecalledProduct, RecallNotice, Units } from '../notice.ts'
import {
  asList,
  asRecord,
  asText,
  decodeText,
  foldSpaces,
  type RecordsRead,
  readJsonRecords,
  reject,
  type SourceRecord,
  stated,
  textFormat,
  unknownFields,
} from '../source-text.ts'
import { readCasualties } from './casualties.ts'
import { readClauses } from './clauses.ts'
import { recordOfCpscPage } from './cpsc-page.ts'
import { recordsOfCpscXml } from './cpsc-xml.ts'
import { readFirm, readRetailers } from './firms.ts'
import { readGtins, readGtinsInText } from './gtin.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { readBatches, readModels, splitField } from './identifiers.ts'
import { readDay } from './recall-dates.ts'
import { readUnits } from './units.ts'

export type CpscOptions = {
  /** The file answers a query for what is new. More than 5,000 records then mean that a parameter was misspelt and all were sent. */
  increment?: boolean
}

/** A query for news never brings so many: the service answers a misspelt parameter with its whole archive. */
const incrementMax = 5_000

/**
 * Recalls of the US Consumer Product Safety Commission, as its REST service answers (JSON, or the XML that it sends unasked), one object a line, or a recall's own page.
 * The number is written one way (`26-063` is `26063`). HazardType is always empty there; hazards are read from the words.
 * Source of the format: CPSC Recall Retrieval Web Services guide, v1.4.
 */
export function parseCpsc(bytes: Uint8Array, options: CpscOptions = {}): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  const page = textFormat(text) === 'html' ? recordOfCpscPage(text) : null
  if (page) return readRows({ rows: [{ row: 1, record: page }], rejects: [], drift: [] }, 'page')
  const read = /^\s*<(?:\?xml|ArrayOfRecall|Recalls?[\s>])/.test(text)
    ? recordsOfCpscXml(text)
    : readJsonRecords(text, ['recalls', 'Recalls', 'results'], ['RecallID', 'RecallNumber', 'hazard'])
  if (options.increment && read.rows.length > incrementMax)
    return { notices: [], rejects: [reject('file', wholeArchive, '')], drift: read.drift }
  return readRows(read, 'rest-json')
}

function readRows(read: RecordsRead, route: string): ParseResult<RecallNotice> {
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [...read.rejects], drift: [...read.drift] }
  const drift = new Set<string>()
  for (const { row, record } of read.rows) {
    const recall = isReshaped(record) ? fromReshaped(record) : record
    for (const field of unknownFields(recall, knownFields, 'cpsc')) drift.add(field)
    const missing = missingIn(recall)
    if (missing) result.rejects.push(reject(row, missing, record))
    else result.notices.push(toNotice(recall, isReshaped(record) ? 'ndjson' : route))
  }
  return { ...result, drift: [...result.drift, ...drift] }
}

const knownFields = new Set(
  `RecallID RecallNumber RecallDate LastPublishDate Title Description URL ConsumerContact SoldAtLabel Products Inconjunctions Images Injuries
  Manufacturers Retailers Importers Distributors ManufacturerCountries ProductUPCs Hazards Remedies RemedyOptions`.split(
    /\s+/,
  ),
)

const wholeArchive: Bilingual = {
  zh: '增量查询却返回了全部召回（参数可能拼错），整份文件未导入，请核对查询参数',
  en: 'The whole archive came where news was asked for (a parameter may be misspelt). Nothing was imported: check the query',
}

function missingIn(recall: SourceRecord): Bilingual | null {
  if (recallNumber(recall) === '')
    return { zh: '缺少召回编号 RecallNumber', en: 'RecallNumber and RecallID are missing' }
  if (asText(recall.Title) === '') return { zh: '缺少标题 Title', en: 'Title is missing' }
  if (!readDay(asText(recall.RecallDate), 'mdy'))
    return {
      zh: `日期无法识别：${asText(recall.RecallDate)}`,
      en: `RecallDate is not a date: ${asText(recall.RecallDate)}`,
    }
  return null
}

function toNotice(recall: SourceRecord, route: string): RecallNotice {
  const title = words(recall.Title)
  const description = words(recall.Description)
  const hazardText = names(recall.Hazards, 'Name').join(' ')
  const injuriesText = names(recall.Injuries, 'Name').join(' ')
  const products = asList(recall.Products)
    .map(asRecord)
    .filter((product) => product !== null)
  return {
    kind: 'recall',
    source: 'cpsc',
    sourceId: recallNumber(recall),
    route,
    title,
    titleZh: null,
    url: stated(recall.URL),
    publishedOn: readDay(asText(recall.RecallDate), 'mdy'),
    jurisdiction: 'USA',
    products: toProducts(products, recall, description),
    firms: toFirms(recall),
    hazards: readEnglishHazards(hazardText, title),
    hazardText,
    injuriesText,
    ...readCasualties(injuriesText),
    defects: hazardText === '' ? [] : [hazardText],
    clauses: readClauses(`${title} ${hazardText} ${description}`),
    measures: toMeasures(recall),
    unitsAffected: unitsOf(products),
    countryOfOrigin: originOf(recall),
    riskLevelStated: null,
    description,
    status: 'original',
  }
}

function toProducts(products: SourceRecord[], recall: SourceRecord, description: string): RecalledProduct[] {
  const gtins = [...new Set([...names(recall.ProductUPCs, 'UPC').flatMap(readGtins), ...readGtinsInText(description)])]
  const named = products.length > 0 ? products : [{ Name: recall.Title }]
  return named.map((product, index) => ({
    name: words(product.Name),
    brand: null,
    models: [...new Set([...splitField(words(product.Model)), ...(named.length === 1 ? readModels(description) : [])])],
    batches: index === 0 ? readBatches(description) : [],
    gtins: index === 0 ? gtins : [],
    category: stated(words(product.Type)),
    producedFrom: null,
    producedTo: null,
  }))
}

/** Each product tells its own units, or all repeat those of the whole recall. */
function unitsOf(products: SourceRecord[]): Units {
  const told = [...new Set(products.map((product) => words(product.NumberOfUnits)).filter((text) => text !== ''))]
  const units = told.map(readUnits)
  const [only] = units
  if (only && units.length === 1) return only
  const raw = told.join('; ')
  if (units.length === 0 || units.some(({ value }) => value === null)) return { value: null, status: 'unknown', raw }
  const exact = units.every(({ status }) => status === 'exact')
  return { value: units.reduce((sum, { value }) => sum + (value ?? 0), 0), status: exact ? 'exact' : 'approx', raw }
}

function toFirms(recall: SourceRecord): Firm[] {
  const stated = (['Manufacturer', 'Importer', 'Distributor'] as const).flatMap((kind) =>
    names(recall[`${kind}s`], 'Name').map((name) => readFirm(name, kind.toLowerCase() as Firm['role'])),
  )
  return [...stated.filter((firm) => firm !== null), ...names(recall.Retailers, 'Name').flatMap(readRetailers)]
}

const remedyCodes: [RegExp, MeasureCode][] = [
  [/refund/i, 'REFUND'],
  [/repair/i, 'REPAIR'],
  [/replace/i, 'REPLACE'],
  [/dispose|destroy|discard/i, 'DESTROY'],
  [/label/i, 'MARK'],
  [/instruction|warn/i, 'WARN'],
]

function toMeasures(recall: SourceRecord): Measure[] {
  const recalled: Measure = { code: 'RECALL_END_USER', text: 'Recall', ordered: 'voluntary', from: null }
  const remedies = names(recall.RemedyOptions, 'Option').map((option): Measure => {
    const code = remedyCodes.find(([pattern]) => pattern.test(option))?.[1] ?? 'OTHER'
    return { code, text: option, ordered: 'voluntary', from: null }
  })
  return isWarningOnly(recall)
    ? [{ code: 'WARN', text: asText(recall.Title), ordered: null, from: null }]
    : [recalled, ...remedies]
}

function isWarningOnly(recall: SourceRecord): boolean {
  return /\bCPSC Warns?\b|\bWarning\b/.test(asText(recall.Title)) && !/recall/i.test(asText(recall.Title))
}

function originOf(recall: SourceRecord): string | null {
  const countries = new Set(
    names(recall.ManufacturerCountries, 'Country')
      .map(countryCode)
      .filter((code) => code !== null),
  )
  return countries.size === 1 ? ([...countries][0] ?? null) : countries.has('CHN') ? 'CHN' : null
}

function recallNumber(recall: SourceRecord): string {
  const number = asText(recall.RecallNumber)
    .replace(/[^\dA-Za-z]/g, '')
    .toUpperCase()
  if (number !== '') return number
  const id = asText(recall.RecallID)
  return id === '' ? '' : `ID${id}`
}

/** The service passes on what editors pasted: entities, and now and then a tag. */
function words(value: unknown): string {
  return foldSpaces(plainText(asText(value)))
}

function names(list: unknown, field: string): string[] {
  return asList(list)
    .map((entry) => words(asRecord(entry)?.[field] ?? entry))
    .filter((name) => name !== '')
}

/** Collections that others made of the same service hold one flat object a line. */
function isReshaped(record: SourceRecord): boolean {
  return !('RecallID' in record) && !('RecallNumber' in record) && ('hazard' in record || 'products' in record)
}

function fromReshaped(record: SourceRecord): SourceRecord {
  const products = asList(record.products).map((name) => ({ Name: name, NumberOfUnits: record.units }))
  return {
    RecallNumber: record.id ?? record.recall_number,
    RecallDate: record.date,
    Title: record.title,
    Description: record.description,
    URL: record.url,
    Products: products.length > 0 ? products : [{ Name: record.title, NumberOfUnits: record.units }],
    Hazards: asList(record.hazard).map((name) => ({ Name: name })),
    Injuries: asList(record.injury_text).map((name) => ({ Name: name })),
    RemedyOptions: asList(record.remedy_options),
    Retailers: asList(record.retailers),
    Importers: asList(record.importers),
    Distributors: asList(record.distributors),
    Manufacturers: asList(record.manufacturers),
    ManufacturerCountries: asList(record.countries),
    ProductUPCs: asList(record.upcs),
  }
}
