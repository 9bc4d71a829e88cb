import { Invalid } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'
import { plainText } from '../bulletins/plain-text.ts'
import type { ParseResult, RecallNotice } from '../notice.ts'
import { orRefusal } from '../page-nesting.ts'
import { canonicalAddress, readPage } from '../page-text.ts'
import {
  asList,
  asRecord,
  asText,
  decodeText,
  foldSpaces,
  readJsonRecords,
  reject,
  type SourceRecord,
  stated,
  textFormat,
} from '../source-text.ts'
import { readClauses } from './clauses.ts'
import { readGtins } from './gtin.ts'
import { readEnglishHazards } from './hazard-reading.ts'
import { readBatches, splitField } from './identifiers.ts'
import { measureCode, oneMeasure } from './measures.ts'
import { readDay } from './recall-dates.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'

/**
 * Product safety alerts, reports and recalls of the UK Office for Product Safety and Standards: answers of GOV.UK's search
 * (a list) and content services (one item, with the notice's own table). Both name a notice by its PSD number, `2609-0229`, at the end
 * of the title; the few without one by their address. Contains public sector information, OGL v3.
 */
export function parseOpss(bytes: Uint8Array): ParseResult<RecallNotice> {
  const text = decodeText(bytes)
  if (textFormat(text) === 'html') return readOpssPage(text)
  const read = readJsonRecords(text, ['results', 'items', 'documents'], ['base_path', 'link', 'content_id'])
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [...read.rejects], drift: [...read.drift] }
  for (const { row, record } of read.rows) {
    const notice = orRefusal(() => toNotice(record))
    if (notice instanceof Invalid) result.rejects.push(reject(row, notice.said, record))
    else if (notice) result.notices.push(notice)
    else result.rejects.push(reject(row, noTitle, record))
  }
  return result
}

/** The page of one notice, as a person saves it: its title names the number, its table holds the rest. */
function readOpssPage(html: string): ParseResult<RecallNotice> {
  const { title } = readPage(html)
  const number = numberIn(title)
  const notice = number
    ? toNotice({ title, link: canonicalAddress(html) ?? `/${number}`, details: { body: html } })
    : null
  return {
    notices: notice ? [{ ...notice, route: 'page' }] : [],
    rejects: notice ? [] : [reject('file', noNumber, html)],
    drift: [],
  }
}

const noNumber: Bilingual = {
  zh: '网页标题中没有 PSD 编号（如 2601-0123），不是一份通告的页面，请核对',
  en: 'The title of the page names no PSD number (such as 2601-0123): this is not the page of a notice. Check it',
}
const noTitle: Bilingual = {
  zh: '缺少标题 title 或链接 link / base_path',
  en: 'title, or link and base_path, are missing',
}

function toNotice(record: SourceRecord): RecallNotice | null {
  const title = plainText(asText(record.title))
  const link = asText(record.link) || asText(record.base_path) || asText(record._id)
  if (title === '' || link === '') return null
  const details = asRecord(record.details) ?? {}
  const metadata = asRecord(details.metadata) ?? record
  const form = readForm(details.body)
  const words = `${plainText(asText(record.description))} ${form.text}`
  const hazard = form.fields.get('hazard') ?? form.fields.get('risk') ?? plainText(asText(record.description))
  return recallNotice({
    source: 'opss',
    sourceId: numberIn(title) ?? numberIn(form.fields.get('number') ?? '') ?? slugOf(link),
    route: 'details' in record ? 'content-json' : 'search-json',
    title: title.replace(/\s*\(\d{4}-\d{4}\)\s*$/, ''),
    url: `https://www.gov.uk${link.replace(/^https?:\/\/www\.gov\.uk/, '')}`,
    publishedOn:
      dayOf(metadata.product_recall_alert_date) ??
      dayOf(record.first_published_at) ??
      dayOf(record.public_timestamp) ??
      dayOf(record.public_updated_at),
    jurisdiction: 'GBR',
    products: [productOf(title, form.fields, metadata)],
    hazards: readEnglishHazards(hazard, title),
    hazardText: hazard,
    defects: hazard === '' ? [] : [hazard],
    clauses: readClauses(words),
    measures: measuresOf(metadata, form.fields, title),
    countryOfOrigin: countryCode(form.fields.get('origin') ?? ''),
    riskLevelStated: riskOf(words, metadata),
    description: plainText(asText(record.description)) || form.text.slice(0, 2_000),
    status:
      record.withdrawn_notice && Object.keys(asRecord(record.withdrawn_notice) ?? {}).length > 0
        ? 'withdrawn'
        : 'original',
  })
}

const numberIn = (text: string): string | null => /\b(\d{4}-\d{4})\b\)?\s*$/.exec(text.trim())?.[1] ?? null
const slugOf = (link: string) => /([^/]+)\/?$/.exec(link)?.[1] ?? link

/** The labels of the notice's table, however they are worded; the more particular first. */
const labels: [string, RegExp][] = [
  ['number', /^(?:notification|report|psd)\s*(?:number|ref)/i],
  ['barcode', /barcode|ean|gtin/i],
  ['batch', /batch|lot/i],
  ['model', /model|sku|style/i],
  ['origin', /country of origin|^origin|country of manufacture/i],
  ['brand', /brand/i],
  ['risk', /risk (?:level|type)|^risk/i],
  ['hazard', /hazard|why|reason|^issue/i],
  ['action', /corrective|measure|action|what to do/i],
  ['product', /^product(?: type| name| description)?$/i],
]

/** The table of the notice as HTML, or as govspeak lines `| label | value |` and `**label:** value`. */
function readForm(body: unknown): { fields: Map<string, string>; text: string } {
  const parts = asList(body).map((part) => asText(asRecord(part)?.content) && String(asRecord(part)?.content ?? ''))
  const written = typeof body === 'string' ? body : (parts.find((part) => /<t[dh]/i.test(part)) ?? parts[0] ?? '')
  const text = /<\w+[\s>]/.test(written) ? readPage(written).text : written
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const cells = line
      .split('|')
      .map((cell) => foldSpaces(cell.replace(/\*\*/g, '')).replace(/:$/, ''))
      .filter((cell) => cell !== '' && !/^[-: ]+$/.test(cell))
    const [label, value] =
      cells.length >= 2
        ? [cells[0], cells.slice(1).join('; ')]
        : (/^\**([^:*]{3,40}):?\**:\s*(.+)$/.exec(line.trim())?.slice(1) ?? [])
    const name = label && labels.find(([, pattern]) => pattern.test(label))?.[0]
    if (name && value && !fields.has(name)) fields.set(name, foldSpaces(value))
  }
  return { fields, text }
}

function productOf(title: string, fields: Map<string, string>, metadata: SourceRecord) {
  const name = title
    .replace(/^Product (?:Recall|Safety (?:Report|Alert))\s*[:–-]\s*/i, '')
    .replace(/\s*\(\d{4}-\d{4}\)\s*$/, '')
  const at = (field: string) => stated(fields.get(field)) ?? ''
  return recalledProduct({
    name,
    brand: stated(fields.get('brand')),
    models: splitField(at('model')),
    batches: [...new Set([...splitField(at('batch')), ...readBatches(name)])],
    gtins: readGtins(at('barcode')),
    category: stated(label(metadata.product_category)) ?? stated(fields.get('product')),
  })
}

function measuresOf(metadata: SourceRecord, fields: Map<string, string>, title: string): RecallNotice['measures'] {
  const named = asList(metadata.product_measure_type)
    .map(label)
    .filter((text) => text !== '')
  const said = named.length > 0 ? named : [fields.get('action') ?? title]
  return said.map((text) => oneMeasure(text, null, null, measureCode(text.replace(/-/g, ' '))))
}

/** `serious` or `{value, label}`; the report's own words carry the level when the metadata does not. */
function riskOf(words: string, metadata: SourceRecord): RecallNotice['riskLevelStated'] {
  const said =
    label(metadata.product_risk_level) ||
    /\b(?:presenting|presents|posing|poses) an? (serious|high|medium|low)\b/i.exec(words)?.[1] ||
    ''
  const level = /serious|high|medium|low/i.exec(said)?.[0].toLowerCase()
  return level === 'serious' || level === 'high' || level === 'medium' || level === 'low' ? level : null
}

function label(value: unknown): string {
  const record = asRecord(Array.isArray(value) ? value[0] : value)
  return asText(record ? (record.label ?? record.value ?? record.slug) : Array.isArray(value) ? value[0] : value)
}

const dayOf = (value: unknown) => readDay(asText(value).slice(0, 10), 'dmy')
