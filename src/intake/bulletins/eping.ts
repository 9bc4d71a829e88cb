import type { Bilingual } from '../../reference/city.ts'
import type { TradeCodes } from '../../reference/trade-codes.ts'
import type { BulletinNotice, ParseResult, Reject, SpsItems } from '../notice.ts'
import { type DayOrder, dayOrderIn, readDay } from '../recalls/recall-dates.ts'
import {
  asList,
  asRecord,
  asText,
  decodeText,
  readJsonRecords,
  reject,
  type SourceRecord,
  unknownFields,
} from '../source-text.ts'
import { isZip } from '../zip.ts'
import { type RawBulletin, toBulletin } from './bulletin.ts'
import { readWorkbookRows } from './eping-workbook.ts'
import { linksIn, plainText, titleAndBody } from './plain-text.ts'
import { firstNotices } from './tbt-date-forms.ts'

export type EpingOptions = { codes: TradeCodes }
/** One row of the source: a notice, or why there is none; `drift` with what the row brought that is new. */
export type RowRead = { notice: BulletinNotice | null; reject: Reject | null; drift: string[] }

/**
 * ePing of the WTO: the daily workbook (.xlsx) or the answer of `GET /eping/notifications/search` (JSON). The format is read from the bytes.
 * Holds every notice in memory; for the whole archive read `epingRows` instead.
 */
export async function parseEping(bytes: Uint8Array, options: EpingOptions): Promise<ParseResult<BulletinNotice>> {
  const result: ParseResult<BulletinNotice> = { notices: [], rejects: [], drift: [] }
  const drift = new Set<string>()
  for await (const row of epingRows(bytes, options)) {
    if (row.notice) result.notices.push(row.notice)
    if (row.reject) result.rejects.push(row.reject)
    for (const field of row.drift) drift.add(field)
  }
  return { ...result, drift: [...drift] }
}

/** The same, row by row, so that 100,000 notices need no more memory than one. */
export async function* epingRows(bytes: Uint8Array, options: EpingOptions): AsyncGenerator<RowRead> {
  if (isZip(bytes)) {
    for await (const rows of readWorkbookRows(bytes))
      for (const { row, raw, reason, drift } of rows)
        yield raw || reason ? readRow(row, raw, reason, drift, options) : { notice: null, reject: null, drift }
    return
  }
  const read = readJsonRecords(
    decodeText(bytes),
    ['items', 'results', 'notifications', 'value'],
    ['documentSymbol', 'symbol'],
  )
  const order = dayOrderIn(
    read.rows.flatMap(({ record }) => [asText(record.distributionDate), asText(record.commentDeadlineDate)]),
  )
  for (const one of read.rejects) yield { notice: null, reject: one, drift: [] }
  for (const { row, record } of read.rows) {
    const drift = 'documentSymbol' in record ? unknownFields(record, known, 'eping') : []
    yield readRow(row, 'documentSymbol' in record ? rawOfApi(record) : rawOfPage(record, order), null, drift, options)
  }
}

const noSymbol = (symbol: string): Bilingual => ({
  zh: `文件号无效：“${symbol}”，应如 G/TBT/N/USA/1234`,
  en: `The document symbol "${symbol}" is not one: expected something like G/TBT/N/USA/1234`,
})

function readRow(
  row: number | string,
  raw: RawBulletin | null,
  reason: Bilingual | null,
  drift: string[],
  options: EpingOptions,
): RowRead {
  if (!raw) return { notice: null, reject: reject(row, reason ?? noSymbol(''), ''), drift }
  const notice = toBulletin(raw, options.codes)
  if (notice.symbols.length === 0)
    return { notice: null, reject: reject(row, noSymbol(raw.symbols.trim()), raw), drift }
  return { notice, reject: null, drift }
}

const known = new Set(
  `id area notificationType distributionDate commentDeadlineDate documentSymbol documentSymbolOrdered notifyingMember notifyingMemberCode title
  titlePlain description descriptionPlain productsFreeText productsFreeTextPlain hsCodes icsCodes keywords spsKeywords objectives objectivesFreeText
  hsCodeText icsCodeText countriesAffected specificRegionsOrCountries allTradingPartners codexAlimentariusCommision worldOrganizationForAnimalHealth
  internationalPlantProtectionConvention notRelevant conformStandardYes conformStandardNo conformStandardNA tradeFacilitatingMeasure
  technicalRegulation technicalRegulationUrgent conformityAssessmentProcedure conformityAssessmentProcedureUrgent
  technicalRegulationLocalGovernment conformityAssessmentProcedureLocalGovernment articleOther proposedAdoptionDate proposedAdoptionDateText
  proposedEntryIntoForceDate proposedEntryIntoForceDateText dolLink notifiedDocumentLink linkToNotification notificationFormatId version
  affectedRegionsOrCountries`.split(/\s+/),
)

const articleFlags: [string, string][] = [
  ['technicalRegulation', '2.9.2'],
  ['technicalRegulationUrgent', '2.10.1'],
  ['conformityAssessmentProcedure', '5.6.2'],
  ['conformityAssessmentProcedureUrgent', '5.7.1'],
  ['technicalRegulationLocalGovernment', '3.2'],
  ['conformityAssessmentProcedureLocalGovernment', '7.2'],
  ['articleOther', 'other'],
]

function rawOfApi(record: SourceRecord): RawBulletin {
  const text = (name: string) => plainText(rawString(record[`${name}Plain`]) || rawString(record[name]))
  const { title, body } = titleAndBody(text('title'))
  const area = asText(record.area).toUpperCase()
  return {
    source: 'eping',
    route: 'api-json',
    url: linksIn(rawString(record.linkToNotification))[0] ?? null,
    symbols: rawString(record.documentSymbol),
    area: area === 'TBT' || area === 'SPS' ? area : null,
    documentNumber: '',
    member: asText(record.notifyingMember) || asText(record.notifyingMemberCode),
    agency: '',
    type: asText(record.notificationType),
    articles: articleFlags.filter(([flag]) => record[flag] === true).map(([, article]) => article),
    products: text('productsFreeText'),
    hs: codeField(record.hsCodes, record.hsCodeText),
    ics: codeField(record.icsCodes, record.icsCodeText),
    title: title || text('productsFreeText').split('\n')[0] || asText(record.documentSymbol),
    titleZh: null,
    description: text('description') || body,
    objectives: objectiveNames(record.objectives, record.objectivesFreeText),
    circulatedOn: dayOnly(record.distributionDate),
    dayOrder: 'dmy',
    comments: dayOnly(record.commentDeadlineDate) ?? '',
    adoption: dayOnly(record.proposedAdoptionDate) ?? text('proposedAdoptionDateText'),
    publication: '',
    entryIntoForce: dayOnly(record.proposedEntryIntoForceDate) ?? text('proposedEntryIntoForceDateText'),
    related: '',
    documents: linksIn(rawString(record.notifiedDocumentLink)),
    sps: area === 'SPS' ? spsOfApi(record) : null,
  }
}

const bodies: [string, SpsItems['standard']][] = [
  ['codexAlimentariusCommision', 'codex'],
  ['worldOrganizationForAnimalHealth', 'woah'],
  ['internationalPlantProtectionConvention', 'ippc'],
  ['notRelevant', 'none'],
]

/** The three items that only a sanitary or phytosanitary notification has. */
function spsOfApi(record: SourceRecord): SpsItems {
  const regions = asList(record.countriesAffected).map((entry) => asText(asRecord(entry)?.name) || asText(entry))
  return {
    regions: [...regions, asText(record.specificRegionsOrCountries)].filter((name) => name !== '').join('; '),
    allTradingPartners: record.allTradingPartners === true,
    standard:
      bodies.find(
        ([name]) =>
          record[name] !== null && record[name] !== false && record[name] !== undefined && record[name] !== '',
      )?.[1] ?? null,
    conforms: record.conformStandardYes === true ? true : record.conformStandardNo === true ? false : null,
    tradeFacilitating: typeof record.tradeFacilitatingMeasure === 'boolean' ? record.tradeFacilitatingMeasure : null,
  }
}

/** A saved page of search results: one flat object a notice. */
function rawOfPage(record: SourceRecord, order: DayOrder | null): RawBulletin {
  return {
    source: 'eping',
    route: 'page-json',
    url: linksIn(rawString(record.url))[0] ?? null,
    symbols: rawString(record.symbol),
    area: null,
    documentNumber: '',
    member: asText(record.member),
    agency: '',
    type: asText(record.type),
    articles: [],
    products: plainText(rawString(record.products)),
    hs: asList(record.hs).map(asText).join('; '),
    ics: asList(record.ics).map(asText).join('; '),
    title: plainText(rawString(record.title)),
    titleZh: null,
    description: plainText(rawString(record.description)),
    objectives: asList(record.objectives).map(asText),
    circulatedOn: pageDay(record.distributionDate, order),
    dayOrder: order,
    comments: pageDay(record.commentDeadlineDate, order) ?? asText(record.commentDeadlineDate),
    adoption: '',
    publication: '',
    entryIntoForce: '',
    related: '',
    documents: asList(record.notifiedDocuments).flatMap((link) => linksIn(asText(link))),
    sps: null,
  }
}

function codeField(list: unknown, text: unknown): string {
  const named = asList(list).map(
    (entry) => asText(asRecord(entry)?.code) || asText(asRecord(entry)?.name) || asText(entry),
  )
  return [...named, asText(text)].filter((code) => code !== '').join('; ')
}

function objectiveNames(list: unknown, free: unknown): string[] {
  const names = asList(list).map((entry) => asText(asRecord(entry)?.name) || asText(entry))
  return [
    ...new Set(
      [...names, plainText(rawString(free))]
        .map((name) => name.replace(/\s*\((?:TBT|SPS)\)$/, ''))
        .filter((name) => name !== ''),
    ),
  ]
}

/** The day of an ISO date or time. A time in UTC is that of Geneva's midnight: 22:00Z is already the next day there. Times before the WTO stand for none. */
function dayOnly(value: unknown): string | null {
  const [, day, hour = '00:00', zone] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})[\d:.]*(Z?)(?:[+-]\d{2}:?\d{2})?)?$/.exec(asText(value)) ?? []
  if (day === undefined || day < firstNotices || Number.isNaN(Date.parse(day))) return null
  return zone === 'Z' && hour !== '00:00' ? geneva.format(new Date(asText(value))) : day
}
const geneva = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Zurich' })

/** The same, or a day by numbers as other pages of the site write it, once the whole list says which number is the month. */
function pageDay(value: unknown, order: DayOrder | null): string | null {
  return dayOnly(value) ?? readDay(asText(value), order)
}

function rawString(value: unknown): string {
  return typeof value === 'string' ? value : asText(value)
}
