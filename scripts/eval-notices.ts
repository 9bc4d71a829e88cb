import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseEping } from '../src/intake/bulletins/eping.ts'
import { parseTbtZh } from '../src/intake/bulletins/tbt-zh.ts'
import type { BulletinNotice, Notice, ParseResult, RecallNotice } from '../src/intake/notice.ts'
import { parseCpsc } from '../src/intake/recalls/cpsc.ts'
import { isGtin } from '../src/intake/recalls/gtin.ts'
import { readEnglishHazards, readTickedHazards } from '../src/intake/recalls/hazard-reading.ts'
import { parseSafetyGate } from '../src/intake/recalls/safety-gate.ts'
import { parseSamr } from '../src/intake/recalls/samr.ts'
import { asList, asText, readJsonRecords, type SourceRecord } from '../src/intake/source-text.ts'
import { countryCode } from '../src/reference/countries.ts'
import { loadTradeCodes } from '../src/reference/trade-codes.ts'

/**
 * Reads every sample of recalls and bulletins and prints one JSON line a source: records, notices, rejects, drift, and of the fields that
 * a sample also holds apart, how many came out the same. `--hazards FILE` measures hazards against CPSC's own labels instead.
 * Ends with 3 when the samples are not there.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: '../shared/samples' }, hazards: { type: 'string' } },
})
const codes = loadTradeCodes(process.env.CITY ?? 'city/shenzhen')

type Check<N extends Notice> = { field: string; stated: (record: SourceRecord) => string; read: (notice: N) => string }
const text = (name: string) => (record: SourceRecord) => asText(record[name])
const digits = (value: unknown) =>
  [
    ...new Set(
      asText(value)
        .match(/\d{4}(?:\.?\d{2}){0,3}|\d{2}(?!\d)/g)
        ?.map((code) => code.replace(/\D/g, '')) ?? [],
    ),
  ].join()

const cpscFields: Check<RecallNotice>[] = [
  { field: 'id', stated: text('id'), read: (notice) => notice.sourceId },
  { field: 'date', stated: text('date'), read: (notice) => notice.publishedOn ?? '' },
  { field: 'title', stated: text('title'), read: (notice) => notice.title },
  {
    field: 'units',
    stated: text('units'),
    read: (notice) => (notice.unitsAffected.value === null ? '' : notice.unitsAffected.raw),
  },
  {
    field: 'no injuries',
    stated: (record) => (record.has_injuries === false ? '0' : ''),
    read: (notice) => String(notice.injuries ?? 0),
  },
  {
    field: 'deaths',
    stated: (record) => (record.has_deaths === true ? 'some' : ''),
    read: (notice) => (notice.deaths ? 'some' : 'none'),
  },
]

const safetyGateFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('alert_number'), read: (notice) => notice.sourceId },
  { field: 'brand', stated: text('brand'), read: (notice) => notice.products[0]?.brand ?? '' },
  { field: 'category', stated: text('product_category'), read: (notice) => notice.products[0]?.category ?? '' },
  {
    field: 'origin',
    stated: (record) => countryCode(asText(record.country_of_origin)) ?? '',
    read: (notice) => notice.countryOfOrigin ?? '',
  },
  {
    field: 'barcode',
    stated: (record) => (isGtin(asText(record.barcode)) ? asText(record.barcode) : ''),
    read: (notice) => notice.products[0]?.gtins[0] ?? '',
  },
]

const tbtZhFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('symbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'member',
    stated: (record) => countryCode(asText(record.member)) ?? '',
    read: (notice) => notice.jurisdiction ?? '',
  },
  {
    field: 'articles',
    stated: (record) => asList(record.articles).map(asText).join(),
    read: (notice) => notice.articles.join(),
  },
  { field: 'circulated', stated: text('notifiedDate'), read: (notice) => notice.circulatedOn ?? '' },
  { field: 'title', stated: text('title'), read: (notice) => notice.title },
  {
    field: 'ICS',
    stated: (record) => (asText(record.icsRaw).match(/\d{2}(?:\.\d{3}(?:\.\d{2})?)?/g) ?? []).join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  {
    field: 'comments',
    stated: (record) => statedDay(record.commentsRaw),
    read: (notice) => notice.commentDeadline.earliest ?? '',
  },
  {
    field: 'in force',
    stated: (record) => statedDay(record.entryIntoForceRaw),
    read: (notice) => notice.entryIntoForce.earliest ?? '',
  },
]

const epingFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('symbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'HS',
    stated: (record) => asList(record.hs).map(digits).join(),
    read: (notice) => notice.hs.map(({ norm }) => norm).join(),
  },
  {
    field: 'ICS',
    stated: (record) => asList(record.ics).map(asText).join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  { field: 'comments', stated: text('commentDeadlineDate'), read: (notice) => notice.commentDeadline.earliest ?? '' },
]

if (values.hazards) measureHazards(values.hazards)
else await measureFields(values.dir)

async function measureFields(dir: string): Promise<void> {
  report('cpsc', dir, 'recalls/cpsc/recalls.ndjson', (bytes) => parseCpsc(bytes), cpscFields)
  report('safety-gate', dir, 'recalls/safety_gate/alerts.ndjson', (bytes) => parseSafetyGate(bytes), safetyGateFields)
  report<RecallNotice>('samr', dir, 'recalls/samr/recall-notices-zh.json', (bytes) => parseSamr(bytes), [])
  report('tbt-zh', dir, 'tbt/notices/zh-bulletins.jsonl', (bytes) => parseTbtZh(bytes, { codes }), tbtZhFields)
  const page = await parseEping(fileOf(dir, 'tbt/notices/eping-search-page.json'), { codes })
  report('eping page', dir, 'tbt/notices/eping-search-page.json', () => page, epingFields)
  const api = await parseEping(fileOf(dir, 'tbt/notices/eping-api-official-sample.json'), { codes })
  report<BulletinNotice>('eping api', dir, 'tbt/notices/eping-api-official-sample.json', () => api, [])
}

/** Compares by place: only a file in which every record became one notice can be compared. */
function report<N extends Notice>(
  source: string,
  dir: string,
  file: string,
  parse: (bytes: Uint8Array) => ParseResult<N>,
  checks: Check<N>[],
): void {
  const bytes = fileOf(dir, file)
  const { notices, rejects, drift } = parse(bytes)
  const records = readJsonRecords(new TextDecoder().decode(bytes), ['items'], []).rows.map(({ record }) => record)
  const wrong: string[] = []
  let right = 0
  if (records.length === notices.length)
    for (const [index, record] of records.entries()) {
      const notice = notices[index]
      for (const { field, stated, read } of checks) {
        const expected = stated(record)
        if (expected === '' || !notice) continue
        if (read(notice) === expected) right += 1
        else wrong.push(`${field} ${index + 1}`)
      }
    }
  const all = right + wrong.length
  const share = all === 0 ? null : Math.round((right / all) * 10_000) / 10_000
  console.log(
    JSON.stringify({
      source,
      records: records.length,
      notices: notices.length,
      rejects: rejects.length,
      drift,
      fields: all,
      fields_right: share,
      wrong: wrong.slice(0, 20),
    }),
  )
}

function measureHazards(file: string): void {
  const counts = { right: 0, tooMuch: 0, missed: 0, records: 0 }
  for (const { record } of readJsonRecords(new TextDecoder().decode(fileOf('.', file)), [], []).rows) {
    const labels = readTickedHazards(asList(record.official_hazards).map(asText)).hazards
    if (labels.length === 0) continue
    const read = readEnglishHazards(asText(record.hazard_text), asText(record.title))
    counts.records += 1
    counts.right += read.filter((hazard) => labels.includes(hazard)).length
    counts.tooMuch += read.filter((hazard) => !labels.includes(hazard)).length
    counts.missed += labels.filter((hazard) => !read.includes(hazard)).length
  }
  const precision = counts.right / (counts.right + counts.tooMuch)
  const recall = counts.right / (counts.right + counts.missed)
  const round = (value: number) => Math.round(value * 1_000) / 1_000
  console.log(
    JSON.stringify({
      n: counts.records,
      hazard_precision: round(precision),
      hazard_recall: round(recall),
      hazard_micro_f1: round((2 * precision * recall) / (precision + recall)),
    }),
  )
}

/** A date that stands plainly in the record; anything else has no truth to compare with. */
function statedDay(value: unknown): string {
  const match = /^(\d{4})\s*[-年/]\s*(\d{1,2})\s*[-月/]\s*(\d{1,2})日?(?=$|[;；,，])/.exec(asText(value))
  return match && match[1] !== '0000'
    ? [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-')
    : ''
}

function fileOf(dir: string, file: string): Uint8Array {
  const path = join(dir, file)
  if (existsSync(path)) return readFileSync(path)
  console.error(`没有样本 ${path}，用 --dir 指定 / no samples at ${path}: name their folder with --dir`)
  process.exit(3)
}
