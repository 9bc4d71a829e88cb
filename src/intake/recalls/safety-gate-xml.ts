import { XMLParser } from 'fast-xml-parser'
import { asRecord, asText, fileTooLarge, reject, type SourceRecord, unknownFields } from '../source-text.ts'
import { readMeasureBlock } from './measures.ts'
import { readDay } from './recall-dates.ts'
import type { AlertsRead, SafetyGateAlert } from './safety-gate.ts'

/** Values stay text (a barcode may begin with zero) and entities stay unexpanded. */
const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
})

const bodyMax_mb = 20
const known = new Set(
  `caseNumber reference name product category brand type_numberOfModel batchNumber barcode batchNumber_barcode companyRecallCode riskType danger
  measures URLrecall description productionDates notifyingCountry countryOfOrigin type level pictures counterfeit packageDescription
  technicalDefect riskLegalProvision OECDPortalCategory soldOnline publicationDate #text`.split(/\s+/),
)

/** Alerts of the weekly report. Anything that is not well formed, or that carries a document type, is one reject for the whole file. */
export function readWeeklyXml(text: string): AlertsRead {
  if (text.length > bodyMax_mb * 1024 * 1024) return refused(fileTooLarge(bodyMax_mb), text)
  if (/<!DOCTYPE|<!ENTITY/i.test(text))
    return refused(
      {
        zh: 'XML 含 DOCTYPE 或实体定义，出于安全不予读取',
        en: 'The XML declares a document type or entities: refused for safety',
      },
      text,
    )
  try {
    return alertsIn(asRecord(parser.parse(text, true)) ?? {}, text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return refused(
      { zh: `XML 不完整或有错（${message}），请重新下载`, en: `The XML is broken (${message}): fetch it again` },
      text,
    )
  }
}

function alertsIn(root: SourceRecord, text: string): AlertsRead {
  const found = notificationsIn(root, 0)
  if (found.length === 0)
    return refused(
      { zh: 'XML 中没有通报（notification），请核对下载地址', en: 'The XML holds no notification: check the address' },
      text,
    )
  const published = publicationDate(root)
  return {
    alerts: found.map((record, index) => ({ row: index + 1, alert: toAlert(record, published), raw: record })),
    rejects: [],
    drift: found.flatMap((record) =>
      unknownFields(record, known, 'safety-gate xml').filter((field) => !field.includes('@')),
    ),
  }
}

function notificationsIn(node: SourceRecord, depth: number): SourceRecord[] {
  if (depth > 6) return []
  return Object.entries(node).flatMap(([tag, value]) => {
    const children = (Array.isArray(value) ? value : [value]).map(asRecord).filter((child) => child !== null)
    const isNotification = /^notification$/i.test(tag) || children.some((child) => 'caseNumber' in child)
    return isNotification ? children : children.flatMap((child) => notificationsIn(child, depth + 1))
  })
}

/** The report's own date stands for its alerts, which carry none. */
function publicationDate(root: SourceRecord): string | null {
  const holders = [root, ...Object.values(root).map(asRecord)].filter((holder) => holder !== null)
  const dates = holders.flatMap((holder) => [
    holder.publicationDate,
    holder['@publicationDate'],
    holder.date,
    holder['@date'],
  ])
  return dates.map((date) => readDay(textOf(date), 'dmy')).find((day) => day !== null) ?? null
}

function toAlert(record: SourceRecord, published: string | null): SafetyGateAlert {
  const field = (name: string) => textOf(record[name])
  const reference = field('reference')
  return {
    route: 'weekly-xml',
    number: field('caseNumber') || reference,
    level: field('level'),
    product: field('product'),
    name: field('name'),
    category: field('category'),
    brand: field('brand'),
    models: lines(record.type_numberOfModel),
    batches: lines(record.batchNumber),
    barcodes: [field('barcode'), field('batchNumber_barcode')].filter((text) => text !== ''),
    recallCode: field('companyRecallCode'),
    productionDates: field('productionDates'),
    riskTypes: [field('riskType')],
    danger: field('danger') || field('technicalDefect'),
    legalProvision: field('riskLegalProvision'),
    measures: readMeasureBlock(multiline(record.measures)),
    description: field('description'),
    notifyingCountry: field('notifyingCountry'),
    countryOfOrigin: field('countryOfOrigin'),
    url: /^https?:/.test(reference) ? reference : field('URLrecall'),
    publishedOn: readDay(field('publicationDate'), 'dmy') ?? published,
    corrected: false,
  }
}

/** Text of an element; `xsi:nil` and elements with children alone are empty. */
function textOf(value: unknown): string {
  const record = asRecord(Array.isArray(value) ? value[0] : value)
  return unescaped(asText(record ? record['#text'] : value))
}

function multiline(value: unknown): string {
  if (typeof value === 'string') return unescaped(value)
  const record = asRecord(value)
  return record
    ? Object.entries(record)
        .map(([tag, inner]) => (tag.startsWith('@') ? '' : multiline(inner)))
        .join('\n')
    : ''
}

function lines(value: unknown): string[] {
  return multiline(value)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The five entities of XML and numbered characters; nothing that a document could define itself. */
function unescaped(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}

function refused(reason: { zh: string; en: string }, text: string): AlertsRead {
  return { alerts: [], rejects: [reject('file', reason, text)], drift: [] }
}
