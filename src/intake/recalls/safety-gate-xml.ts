import { asRecord, reject, type SourceRecord, unknownFields } from '../source-text.ts'
import { elementText, readXml, unescaped } from '../source-xml.ts'
import { readMeasureBlock } from './measures.ts'
import { readDay } from './recall-dates.ts'
import type { AlertsRead, SafetyGateAlert } from './safety-gate.ts'

const known = new Set(
  `caseNumber reference name product category brand type_numberOfModel batchNumber barcode batchNumber_barcode companyRecallCode riskType danger
  measures URLrecall description productionDates notifyingCountry countryOfOrigin type level pictures counterfeit packageDescription
  technicalDefect riskLegalProvision OECDPortalCategory soldOnline publicationDate #text`.split(/\s+/),
)

/** Alerts of the weekly report. Anything that is not well formed, or that carries a document type, is one reject for the whole file. */
export function readWeeklyXml(text: string): AlertsRead {
  const read = readXml(text)
  return 'reason' in read ? refused(read.reason, text) : alertsIn(read.root, text)
}

function alertsIn(root: SourceRecord, text: string): AlertsRead {
  const found = notificationsIn(root, 0)
  if (found.length === 0 && !holdsEmptyList(root))
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

/** A week without alerts has its list, and nothing in it. */
function holdsEmptyList(root: SourceRecord): boolean {
  return Object.entries(root).some(
    ([tag, value]) => /^(?:\w+:)?notifications$/i.test(tag) || 'notifications' in (asRecord(value) ?? {}),
  )
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
  return dates.map((date) => readDay(elementText(date), 'dmy')).find((day) => day !== null) ?? null
}

function toAlert(record: SourceRecord, published: string | null): SafetyGateAlert {
  const field = (name: string) => elementText(record[name])
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
    riskTypes: lines(record.riskType ?? record.riskTypes),
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

function multiline(value: unknown): string {
  if (typeof value === 'string') return unescaped(value)
  if (Array.isArray(value)) return value.map(multiline).join('\n')
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

function refused(reason: { zh: string; en: string }, text: string): AlertsRead {
  return { alerts: [], rejects: [reject('file', reason, text)], drift: [] }
}
