import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseEping } from '../src/intake/bulletins/eping.ts'
import { plainText } from '../src/intake/bulletins/plain-text.ts'
import { parseTbtZh } from '../src/intake/bulletins/tbt-zh.ts'
import { csvRecords } from '../src/intake/csv-records.ts'
import type { BulletinNotice, ForeignComplaint, ParseResult, RecallNotice, SourceNotice } from '../src/intake/notice.ts'
import { parseCpsc } from '../src/intake/recalls/cpsc.ts'
import { parseFda } from '../src/intake/recalls/fda.ts'
import { isGtin } from '../src/intake/recalls/gtin.ts'
import { readEnglishHazards, readTickedHazards } from '../src/intake/recalls/hazard-reading.ts'
import { parseHealthCanada } from '../src/intake/recalls/health-canada.ts'
import { nhtsaRows } from '../src/intake/recalls/nhtsa.ts'
import { readDay } from '../src/intake/recalls/recall-dates.ts'
import { parseSafetyGate } from '../src/intake/recalls/safety-gate.ts'
import { parseSamr } from '../src/intake/recalls/samr.ts'
import { type SampleColumn, sampleColumn } from '../src/intake/sampling/sample-headers.ts'
import { parseSampling } from '../src/intake/sampling/sampling.ts'
import {
  asList,
  asRecord,
  asText,
  foldSpaces,
  readJsonRecords,
  type SourceRecord,
  textFormat,
} from '../src/intake/source-text.ts'
import { countryCode } from '../src/reference/countries.ts'
import { loadTradeCodes } from '../src/reference/trade-codes.ts'
import { isLesson, microF1 } from './hazard-figures.ts'

/**
 * Reads every sample of recalls and bulletins and prints one JSON line a source: records, notices, rejects, drift, and of the fields that
 * a sample also holds apart, how many came out the same. `--hazards FILE` measures hazards against CPSC's own labels instead.
 * Ends with 3 when the samples are not there.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: '../shared/samples' }, hazards: { type: 'string' } },
})
const codes = loadTradeCodes(process.env.CITY ?? 'city/shenzhen')

type Check<N extends SourceNotice> = {
  field: string
  stated: (record: SourceRecord) => string
  read: (notice: N) => string
}
const text = (name: string) => (record: SourceRecord) => asText(record[name])
const digits = (value: unknown) =>
  [
    ...new Set(
      asText(value)
        .match(/\d{4}(?:\.?\d{2}){0,3}|\d{2}(?!\d)/g)
        ?.map((code) => code.replace(/\D/g, '')) ?? [],
    ),
  ].join()

const cpscKey = (record: SourceRecord) =>
  (asText(record.id) || asText(record.recall_number)).replace(/[^\dA-Za-z]/g, '').toUpperCase()
const iresKey = (record: SourceRecord) =>
  asText(record.RECALLNUM) || `E${asText(record.RECALLEVENTID)}-${asText(record.PRODUCTID)}`
/** The set's columns went round: the address stands under `reason`, the reason under `date`, the date under `url`. */
const pressAddress = (record: SourceRecord) =>
  [record.reason, record.url].map(asText).find((value) => /^https?:/.test(value)) ?? ''
const pressKey = (record: SourceRecord) => /(ucm\d+)/i.exec(pressAddress(record))?.[1] ?? ''
const day = (name: string, order: 'dmy' | 'mdy') => (record: SourceRecord) => readDay(asText(record[name]), order) ?? ''
const plain = (name: string) => (record: SourceRecord) => plainText(asText(record[name]))
const recallDay = (notice: RecallNotice) => notice.publishedOn ?? ''
const firm = (notice: RecallNotice) => notice.firms[0]?.name ?? ''

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

const notificationFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('reference'), read: (notice) => notice.sourceId },
  { field: 'date', stated: (record) => asText(record.publicationDate).slice(0, 10), read: recallDay },
  {
    field: 'brand',
    stated: (record) =>
      asList(asRecord(record.product)?.brands)
        .map((one) => asText(asRecord(one)?.brand))
        .join(', '),
    read: (notice) => notice.products[0]?.brand ?? '',
  },
]

const classes: Record<string, string> = {
  '1': 'serious',
  '2': 'high',
  '3': 'medium',
  'Class I': 'serious',
  'Class II': 'high',
  'Class III': 'medium',
}
const openFdaFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('recall_number'), read: (notice) => notice.sourceId },
  { field: 'product', stated: text('product_description'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'firm', stated: text('recalling_firm'), read: firm },
  {
    field: 'class',
    stated: (record) => classes[asText(record.classification)] ?? '',
    read: (notice) => notice.riskLevelStated ?? '',
  },
  { field: 'date', stated: day('report_date', 'mdy'), read: recallDay },
  { field: 'quantity', stated: text('product_quantity'), read: (notice) => notice.unitsAffected.raw },
]

const iresFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('RECALLNUM'), read: (notice) => notice.sourceId },
  { field: 'product', stated: plain('PRODUCTDESCRIPTIONTXT'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'firm', stated: plain('FIRMLEGALNAM'), read: firm },
  { field: 'reason', stated: plain('PRODUCTSHORTREASONTXT'), read: (notice) => notice.hazardText },
  {
    field: 'class',
    stated: (record) => classes[asText(record.CENTERCLASSIFICATIONTYPETXT)] ?? '',
    read: (notice) => notice.riskLevelStated ?? '',
  },
  { field: 'date', stated: day('ENFORCEMENTREPORTDT', 'mdy'), read: recallDay },
  { field: 'quantity', stated: plain('PRODUCTDISTRIBUTEDQUANTITY'), read: (notice) => notice.unitsAffected.raw },
]

const pressFields: Check<RecallNotice>[] = [
  { field: 'address', stated: pressAddress, read: (notice) => notice.url ?? '' },
  { field: 'firm', stated: plain('company'), read: firm },
  { field: 'product', stated: plain('product_descrpition'), read: (notice) => notice.products[0]?.name ?? '' },
  {
    field: 'reason',
    stated: (record) => (/^https?:/.test(asText(record.reason)) ? plain('date')(record) : plain('reason')(record)),
    read: (notice) => notice.hazardText,
  },
]

const nhtsaRecallFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('NHTSACampaignNumber'), read: (notice) => notice.sourceId },
  { field: 'date', stated: day('ReportReceivedDate', 'dmy'), read: recallDay },
  { field: 'maker', stated: plain('Manufacturer'), read: firm },
  { field: 'defect', stated: plain('Summary'), read: (notice) => notice.defects[0] ?? '' },
  { field: 'consequence', stated: plain('Consequence'), read: (notice) => notice.hazardText },
  { field: 'remedy', stated: plain('Remedy'), read: (notice) => notice.measures[0]?.text ?? '' },
  {
    field: 'vehicle',
    stated: (record) => `${asText(record.Make)} ${asText(record.Model)}`,
    read: (notice) => notice.products.map(({ name }) => name)[0] ?? '',
  },
]

const nhtsaComplaintFields: Check<ForeignComplaint>[] = [
  { field: 'number', stated: (record) => `ODI-${asText(record.odiNumber)}`, read: (notice) => notice.sourceId },
  { field: 'filed', stated: day('dateComplaintFiled', 'mdy'), read: (notice) => notice.publishedOn ?? '' },
  { field: 'happened', stated: day('dateOfIncident', 'mdy'), read: (notice) => notice.occurredOn ?? '' },
  { field: 'crash', stated: (record) => String(record.crash), read: (notice) => String(notice.crash) },
  { field: 'fire', stated: (record) => String(record.fire), read: (notice) => String(notice.fire) },
  { field: 'injuries', stated: text('numberOfInjuries'), read: (notice) => String(notice.injuries) },
  { field: 'deaths', stated: text('numberOfDeaths'), read: (notice) => String(notice.deaths) },
  { field: 'components', stated: text('components'), read: (notice) => notice.components.join(',') },
  { field: 'maker', stated: text('manufacturer'), read: (notice) => notice.maker ?? '' },
]

const healthCanadaFields: Check<RecallNotice>[] = [
  { field: 'number', stated: text('NID'), read: (notice) => notice.sourceId },
  { field: 'title', stated: plain('Title'), read: (notice) => notice.title },
  { field: 'date', stated: day('Last updated', 'mdy'), read: recallDay },
  { field: 'product', stated: plain('Product'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'category', stated: plain('Category'), read: (notice) => notice.products[0]?.category ?? '' },
  { field: 'issue', stated: plain('Issue'), read: (notice) => notice.hazardText },
]

/** The form prints `label |` and the value on the next line: read here by that alone. */
const onForm = (label: string) => (record: SourceRecord) => {
  const value =
    new RegExp(`(?:^|\\n)${label} ?\\|\\s*([^|]+?)\\s*\\|`).exec(
      typeof record.text === 'string' ? record.text : '',
    )?.[1] ?? ''
  return /^[—\s]+$/.test(value) ? '' : foldSpaces(value)
}
const samrKey = (record: SourceRecord) => /\/t\d{8}_(\d+)\.s?html?/.exec(asText(record.url))?.[1] ?? asText(record.id)
const samrFields: Check<RecallNotice>[] = [
  { field: 'producer', stated: onForm('生产者名称'), read: firm },
  { field: 'product', stated: onForm('产品名称'), read: (notice) => notice.products[0]?.name ?? '' },
  { field: 'brand', stated: onForm('品牌'), read: (notice) => notice.products[0]?.brand ?? '' },
  { field: 'units', stated: onForm('涉及数量'), read: (notice) => notice.unitsAffected.raw },
  { field: 'model', stated: onForm('型号/规格'), read: (notice) => notice.products[0]?.models.join('、') ?? '' },
  { field: 'batch', stated: onForm('生产批号/批次'), read: (notice) => notice.products[0]?.batches.join('、') ?? '' },
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

const epingApiFields: Check<BulletinNotice>[] = [
  { field: 'symbol', stated: text('documentSymbol'), read: (notice) => notice.symbols[0]?.symbol ?? '' },
  {
    field: 'circulated',
    stated: (record) => asText(record.distributionDate).slice(0, 10),
    read: (notice) => notice.circulatedOn ?? '',
  },
  {
    field: 'comments',
    stated: (record) => asText(record.commentDeadlineDate).slice(0, 10),
    read: (notice) => notice.commentDeadline.earliest ?? '',
  },
  {
    field: 'ICS',
    stated: (record) => [...new Set(asList(record.icsCodes).map((code) => asText(asRecord(code)?.code)))].join(),
    read: (notice) => notice.ics.map(({ norm }) => norm).join(),
  },
  {
    field: 'member',
    stated: (record) => countryCode(asText(record.notifyingMember)) ?? '',
    read: (notice) => notice.jurisdiction ?? '',
  },
]

/** The fields of the list of real headers and what they are called here; four are its makers' own. */
const meanings: Record<string, SampleColumn[]> = {
  test_outcome: ['measured', 'analyte', 'combined'],
  sampled_location_name: ['seller'],
  manufacturer_name: ['maker'],
  product_classification: ['category'],
  adulterant: ['item', 'analyte', 'combined'],
  production_date: ['batch'],
  manufacturer_address: ['makerAddress'],
  inspection_results: ['conclusion', 'measured'],
  testing_agency: ['laboratory'],
  sampled_location_address: ['sellerAddress', 'seller'],
  specifications_model: ['spec'],
  sampled_location_province: ['region'],
  legal_limit: ['limit'],
  food_name: ['product'],
  task_source_or_project_name: ['task'],
  notice_number: ['announcement', 'sampleNumber', 'batch'],
  failing_results: ['combined', 'item'],
  announcement_date: ['announcedOn'],
  sampled_date: ['sampledOn'],
}

if (values.hazards) console.log(JSON.stringify(measureHazards(values.hazards)))
else await measureFields(values.dir)

/** Sources that a machine writes, whose fields are to be right to 99 %, and Chinese pages, to 95 %. */
type Kind = 'machine' | 'pages'
type Sums = Record<Kind, { fields: number; right: number }>

async function measureFields(dir: string): Promise<void> {
  const sums: Sums = { machine: { fields: 0, right: 0 }, pages: { fields: 0, right: 0 } }
  const machine = { dir, sums, kind: 'machine' as const }
  const pages = { dir, sums, kind: 'pages' as const }
  await report('cpsc', 'recalls/cpsc/recalls.ndjson', async (bytes) => parseCpsc(bytes), cpscFields, {
    ...machine,
    key: cpscKey,
  })
  await report(
    'safety-gate',
    'recalls/safety_gate/alerts.ndjson',
    async (bytes) => parseSafetyGate(bytes),
    safetyGateFields,
    { ...machine, key: text('alert_number') },
  )
  await report('safety-gate api', 'recalls/safety_gate', async (bytes) => parseSafetyGate(bytes), notificationFields, {
    ...machine,
    only: /official_api.*\.json$/,
    key: text('reference'),
  })
  await report('fda openFDA', 'recalls/fda', async (bytes) => parseFda(bytes), openFdaFields, {
    ...machine,
    only: /enforcement.*\.json$/,
    key: text('recall_number'),
  })
  await report('fda iRES', 'recalls/fda', async (bytes) => parseFda(bytes), iresFields, {
    ...machine,
    only: /ires.*\.json$/,
    key: iresKey,
  })
  await report('fda press', 'recalls/fda', async (bytes) => parseFda(bytes), pressFields, {
    ...machine,
    only: /press.*\.csv$/,
    key: pressKey,
  })
  await report('nhtsa recalls', 'recalls/nhtsa', readNhtsa, nhtsaRecallFields, {
    ...machine,
    only: /recalls\/.*\.json$/,
    key: text('NHTSACampaignNumber'),
  })
  await report('nhtsa complaints', 'recalls/nhtsa', readNhtsa, nhtsaComplaintFields, {
    ...machine,
    only: /complaints\/.*\.json$/,
    key: (record) => `ODI-${asText(record.odiNumber)}`,
  })
  await report('health-canada', 'recalls/other', async (bytes) => parseHealthCanada(bytes), healthCanadaFields, {
    ...machine,
    only: /health.*\.json$/,
    key: text('NID'),
  })
  await report('samr', 'recalls/samr/recall-notices-zh.json', async (bytes) => parseSamr(bytes), samrFields, {
    ...pages,
    key: samrKey,
  })
  await report('sampling', 'recalls/samr/food-sampling-zh.json', parseSampling, [], pages)
  await report(
    'tbt-zh',
    'tbt/notices/zh-bulletins.jsonl',
    async (bytes) => parseTbtZh(bytes, { codes }),
    tbtZhFields,
    pages,
  )
  await report(
    'eping page',
    'tbt/notices/eping-search-page.json',
    (bytes) => parseEping(bytes, { codes }),
    epingFields,
    machine,
  )
  await report(
    'eping api',
    'tbt/notices/eping-api-official-sample.json',
    (bytes) => parseEping(bytes, { codes }),
    epingApiFields,
    { ...machine, key: (record) => asText(record.documentSymbol) },
  )
  const headers = measureHeaders(join(dir, 'recalls/samr/known_columns.json'))
  const labels = join(dir, 'recalls/cpsc/hazard-labels.ndjson')
  const hazards = existsSync(labels) ? measureHazards(labels) : null
  if (sums.machine.fields + sums.pages.fields === 0) noSamples(dir)
  console.log(
    JSON.stringify({
      source: 'all',
      machine_fields: sums.machine.fields,
      machine_fields_right: share(sums.machine.right, sums.machine.fields),
      page_fields: sums.pages.fields,
      page_fields_right: share(sums.pages.right, sums.pages.fields),
      ...headers,
      hazard_micro_f1: hazards?.hazard_micro_f1 ?? null,
    }),
  )
}

async function readNhtsa(bytes: Uint8Array): Promise<ParseResult> {
  const result: ParseResult = { notices: [], rejects: [], drift: [] }
  for await (const { notice, reject, drift } of nhtsaRows(bytes)) {
    if (notice) result.notices.push(notice)
    if (reject) result.rejects.push(reject)
    result.drift.push(...drift)
  }
  return result
}

type Asked = {
  dir: string
  sums: Sums
  kind: Kind
  /** The files of a folder that belong to the source. */
  only?: RegExp
  /** The number of the notice that a record became; without it they are compared by place. */
  key?: (record: SourceRecord) => string
}

async function report<N extends SourceNotice>(
  source: string,
  path: string,
  parse: (bytes: Uint8Array) => Promise<ParseResult>,
  checks: Check<N>[],
  { dir, sums, kind, only, key }: Asked,
): Promise<void> {
  const files = filesOf(join(dir, path), only)
  if (files.length === 0) return
  const sum = { files: files.length, records: 0, notices: 0, rejects: 0, fields: 0, right: 0 }
  const drift = new Set<string>()
  const wrong: string[] = []
  for (const file of files) {
    const bytes = readFileSync(file)
    const { notices, rejects, drift: told } = await parse(bytes)
    const records = recordsOf(bytes)
    sum.records += records.length
    sum.notices += notices.length
    sum.rejects += rejects.length
    for (const one of told) drift.add(one)
    const byId = new Map(notices.map((notice) => [notice.sourceId, notice]))
    for (const [index, record] of records.entries()) {
      const notice = (key ? byId.get(key(record)) : records.length === notices.length ? notices[index] : undefined) as
        | N
        | undefined
      for (const { field, stated, read } of checks) {
        const expected = stated(record)
        if (expected === '' || (!notice && !key)) continue
        sum.fields += 1
        if (notice && read(notice) === expected) sum.right += 1
        else wrong.push(`${field} ${key ? key(record) : index + 1}`)
      }
    }
  }
  sums[kind].fields += sum.fields
  sums[kind].right += sum.right
  const { right, ...counts } = sum
  console.log(
    JSON.stringify({
      source,
      ...counts,
      fields_right: share(right, sum.fields),
      drift: [...drift],
      wrong: wrong.slice(0, 20),
    }),
  )
}

/** The records of a sample as it holds them, whichever way it is packed. */
function recordsOf(bytes: Uint8Array): SourceRecord[] {
  const written = new TextDecoder().decode(bytes)
  if (textFormat(written) !== 'json') return csvRecords(written).rows.map(({ record }) => record)
  return readJsonRecords(written, ['items', 'results', 'RESULT'], ['recall_number', 'reference']).rows.map(
    ({ record }) => record,
  )
}

function filesOf(path: string, only: RegExp | undefined): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !only || only.test(name))
    .sort()
    .map((name) => join(path, name))
}

/** Of the real headers of sampling tables: how many have a meaning here, and how many the one that the list gives them. */
function measureHeaders(file: string) {
  if (!existsSync(file)) return {}
  const known = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).filter(
    ([, field]) => meanings[field],
  )
  const read = known.map(([header, field]) => ({ column: sampleColumn(header), field }))
  const understood = read.filter(({ column }) => column !== null).length
  const agreeing = read.filter(({ column, field }) => column !== null && meanings[field]?.includes(column)).length
  return {
    headers: known.length,
    headers_understood: share(understood, known.length),
    headers_agreeing: share(agreeing, known.length),
  }
}

function share(right: number, all: number): number | null {
  return all === 0 ? null : Math.round((right / all) * 10_000) / 10_000
}

/** Against CPSC's own labels. The figure is over records that the weights were not taught with (scripts/hazard-figures.ts says which). */
function measureHazards(file: string): ReturnType<typeof hazardFigures> {
  return hazardFigures(
    readJsonRecords(new TextDecoder().decode(fileOf('.', file)), [], []).rows.flatMap(({ record }) => {
      const labels = readTickedHazards(asList(record.official_hazards).map(asText)).hazards
      const read = readEnglishHazards(asText(record.hazard_text), asText(record.title))
      return labels.length === 0 ? [] : [{ labels, read, lesson: isLesson(asText(record.recall_number)) }]
    }),
  )
}

function hazardFigures(answers: { labels: string[]; read: string[]; lesson: boolean }[]) {
  const unseen = answers.filter(({ lesson }) => !lesson)
  const { precision, recall, f1 } = microF1(unseen)
  return {
    n: unseen.length,
    hazard_precision: precision,
    hazard_recall: recall,
    hazard_micro_f1: f1,
    with_lessons: { n: answers.length, ...microF1(answers) },
  }
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
  return existsSync(path) ? readFileSync(path) : noSamples(path)
}

function noSamples(path: string): never {
  console.error(`没有样本 ${path}，用 --dir 指定 / no samples at ${path}: name their folder with --dir`)
  process.exit(3)
}
