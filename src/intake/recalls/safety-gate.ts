import type { Bilingual, RiskLevel } from '../../reference/city.ts'
import { countryCode } from '../../reference/countries.ts'
import type { Measure, ParseResult, RecallNotice, Reject } from '../notice.ts'
import { decodeText, nothingStated, readJsonRecords, reject, type SourceRecord, textFormat } from '../source-text.ts'
import { readClauses } from './clauses.ts'
import { readGtins } from './gtin.ts'
import { readEnglishHazards, readTickedHazards } from './hazard-reading.ts'
import { splitField } from './identifiers.ts'
import { readPeriod } from './recall-dates.ts'
import { readNotification } from './safety-gate-notification.ts'
import { readOpenDataSoft } from './safety-gate-opendatasoft.ts'
import { readWeeklyXml } from './safety-gate-xml.ts'

/** One alert of Safety Gate, whichever of its three official routes brought it. Texts as stated, empty when absent. */
export type SafetyGateAlert = {
  route: 'weekly-xml' | 'notification-json' | 'opendatasoft'
  /** `SR/01950/26`, formerly `A12/01390/23`. */
  number: string
  level: string
  /** What it is in a word or two, and the name on it. */
  product: string
  name: string
  category: string
  brand: string
  models: string[]
  batches: string[]
  barcodes: string[]
  recallCode: string
  productionDates: string
  riskTypes: string[]
  danger: string
  legalProvision: string
  measures: Measure[]
  description: string
  notifyingCountry: string
  countryOfOrigin: string
  url: string
  /** ISO date or null. */
  publishedOn: string | null
  corrected: boolean
}
export type AlertsRead = {
  alerts: { row: number | string; alert: SafetyGateAlert; raw: unknown }[]
  rejects: Reject[]
  drift: string[]
}

/**
 * Safety Gate (formerly RAPEX) alerts of the European Commission: weekly XML report, JSON of the public site (one or a list),
 * or OpenDataSoft records (v1, v2.1 and export, array or one object a line). The format is read from the bytes.
 * XML with a document type is refused, since only attacks carry one. Source: European Commission, Safety Gate, CC BY 4.0.
 */
export function parseSafetyGate(bytes: Uint8Array): ParseResult<RecallNotice> {
  const read = readAlerts(decodeText(bytes))
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [...read.rejects], drift: [] }
  const drift = new Set(read.drift)
  for (const { row, alert, raw } of read.alerts) {
    const { hazards, unknown } = readTickedHazards(alert.riskTypes)
    for (const tick of unknown) drift.add(`safety-gate risk type: ${tick}`)
    const number = alertNumber.exec(alert.number.toUpperCase())?.[1]
    const corrected = alert.corrected || /corrigendum|correction|update/i.test(alert.number)
    if (number) result.notices.push(toNotice({ ...alert, number, corrected }, hazards))
    else result.rejects.push(reject(row, badNumber(alert.number), raw))
  }
  return { ...result, drift: [...drift] }
}

/** Until 2012 without letters. A corrigendum says so behind its number. */
const alertNumber =
  /^((?:[A-Z]{1,5}\d{0,2}\/)?\d{3,6}\/\d{2})(?:\s*[-–(]?\s*(?:CORRIGENDUM|CORRECTION|UPDATED?)[^/]*)?$/

const badNumber = (number: string): Bilingual => ({
  zh: `通报编号无效：“${number}”，应如 SR/01950/26`,
  en: `The alert number "${number}" is not one: expected something like SR/01950/26`,
})

function readAlerts(text: string): AlertsRead {
  if (textFormat(text) === 'xml') return readWeeklyXml(text)
  const read = readJsonRecords(
    text,
    ['results', 'records', 'notifications', 'content'],
    ['reference', 'alert_number', 'fields', 'record'],
  )
  const alerts: AlertsRead = { alerts: [], rejects: read.rejects, drift: [...read.drift] }
  for (const { row, record } of read.rows) {
    const { alert, drift } = isNotification(record) ? readNotification(record) : readOpenDataSoft(record)
    alerts.alerts.push({ row, alert, raw: record })
    alerts.drift.push(...drift)
  }
  return alerts
}

function isNotification(record: SourceRecord): boolean {
  return 'reference' in record && !('alert_number' in record)
}

function toNotice(alert: SafetyGateAlert, ticked: string[]): RecallNotice {
  const name = stripped(alert.product) ?? stripped(alert.name) ?? alert.number
  const brand = stripped(alert.brand)
  const gtins = [...new Set(alert.barcodes.flatMap(readGtins))]
  const produced = readPeriod(alert.productionDates, 'dmy')
  return {
    kind: 'recall',
    source: 'safety-gate',
    sourceId: alert.number,
    route: alert.route,
    title: brand ? `${name} (${brand})` : name,
    titleZh: null,
    url: stripped(alert.url),
    publishedOn: alert.publishedOn,
    jurisdiction: countryIn(alert.notifyingCountry),
    products: [
      {
        name,
        brand,
        models: unique(alert.models.flatMap((model) => model.split(/\s\/\s/)).flatMap(splitField)),
        batches: unique([...alert.batches.flatMap(splitField), ...splitField(alert.recallCode)]),
        gtins,
        category: stripped(alert.category),
        producedFrom: produced.from,
        producedTo: produced.to,
      },
    ],
    firms: [],
    hazards: ticked.length > 0 ? ticked : readEnglishHazards(alert.danger),
    hazardText: alert.danger,
    injuriesText: '',
    deaths: null,
    injuries: null,
    defects: alert.danger === '' ? [] : [alert.danger],
    clauses: readClauses(`${alert.danger} ${alert.legalProvision}`),
    measures: alert.measures,
    unitsAffected: { value: null, status: 'unknown', raw: '' },
    countryOfOrigin: countryIn(alert.countryOfOrigin),
    riskLevelStated: statedLevel(alert),
    description: [stripped(alert.name), stripped(alert.description)].filter((text) => text && text !== name).join('. '),
    status: alert.corrected ? 'corrected' : 'original',
  }
}

/** `United Kingdom (Northern Ireland)` and `China, Hong Kong`: the part that is a country. */
function countryIn(written: string): string | null {
  return (
    countryCode(written) ??
    countryCode(written.replace(/\s*\([^)]*\)\s*$/, '')) ??
    countryCode(/^China, (.+)$/.exec(written)?.[1])
  )
}

/** The words of the levels in the languages in which the site is read most. */
const levels: [RiskLevel, RegExp][] = [
  ['serious', /serious|\bgrave\b|ernst|schwer|poważne|严重/i],
  ['high', /\bhigh\b|élevé|eleve|\bhoch|hohes|\balto\b|wysokie|较高|高风险/i],
  ['medium', /medium|moyen|mittler|mittel|\bmedio\b|średnie|中等/i],
  ['low', /\blow\b|faible|gering|niedrig|\bbajo\b|\bbasso\b|niskie|较低|低风险/i],
]

/**
 * The level is stated; where nothing is stated, the number says it: A12 (Article 12) and SR are notices of serious risk. "Less than
 * serious" and "other risk level" state that it is none of the four.
 */
function statedLevel(alert: SafetyGateAlert): RiskLevel | null {
  if (/less than|not serious|non[- ]serious|other|autre|andere|\botro|非严重|其他/i.test(alert.level)) return null
  const said = levels.find(([, pattern]) => pattern.test(alert.level))?.[0]
  return said ?? (/^(A12|SR)\//.test(alert.number) ? 'serious' : null)
}

function stripped(text: string): string | null {
  return nothingStated(text) || /^(no brand|brand unknown|without brand)$/i.test(text) ? null : text
}

function unique(list: string[]): string[] {
  return [...new Set(list)]
}
