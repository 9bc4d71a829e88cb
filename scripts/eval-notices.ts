import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseEping } from '../src/intake/bulletins/eping.ts'
import { parseTbtZh } from '../src/intake/bulletins/tbt-zh.ts'
import type { ParseResult, SourceNotice } from '../src/intake/notice.ts'
import { parseCpsc } from '../src/intake/recalls/cpsc.ts'
import { parseFda } from '../src/intake/recalls/fda.ts'
import { parseHealthCanada } from '../src/intake/recalls/health-canada.ts'
import { nhtsaRows } from '../src/intake/recalls/nhtsa.ts'
import { parseSafetyGate } from '../src/intake/recalls/safety-gate.ts'
import { parseSamr } from '../src/intake/recalls/samr.ts'
import { parseSampling } from '../src/intake/sampling/sampling.ts'
import { asText } from '../src/intake/source-text.ts'
import { loadTradeCodes } from '../src/reference/trade-codes.ts'
import { epingApiFields, epingFields, tbtZhFields } from './notice-figures/bulletin-fields.ts'
import { text } from './notice-figures/fields.ts'
import { measureHazards } from './notice-figures/hazards.ts'
import { measureHeaders } from './notice-figures/headers.ts'
import {
  healthCanadaFields,
  nhtsaComplaintFields,
  nhtsaRecallFields,
  samrFields,
  samrKey,
} from './notice-figures/other-fields.ts'
import {
  cpscFields,
  cpscKey,
  iresFields,
  iresKey,
  notificationFields,
  openFdaFields,
  pressFields,
  pressKey,
  safetyGateFields,
} from './notice-figures/recall-fields.ts'
import { report, type Sample } from './notice-figures/report.ts'
import { type Sums, share } from './notice-figures/sums.ts'

/**
 * Reads every sample of recalls and bulletins and prints one JSON line a source: records, notices, rejects, drift, and of the fields that
 * a sample also holds apart, how many came out the same. `--hazards FILE` measures hazards against CPSC's own labels instead.
 * Ends with 3 when the samples are not there.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: '../shared/samples' }, hazards: { type: 'string' } },
})
const codes = loadTradeCodes(process.env.CITY ?? 'city/shenzhen')

/** What is read of the samples, as `report` takes it; each keeps the type of its own notices. */
const sample =
  <N extends SourceNotice>(one: Sample<N>) =>
  (dir: string, sums: Sums) =>
    report(one, dir, sums)
const machine = { kind: 'machine' as const }
const pages = { kind: 'pages' as const }
const cpsc = { source: 'cpsc', path: 'recalls/cpsc/recalls.ndjson', parse: parseCpsc }
const safetyGate = { source: 'safety-gate', path: 'recalls/safety_gate/alerts.ndjson', parse: parseSafetyGate }
const notification = { source: 'safety-gate api', path: 'recalls/safety_gate', parse: parseSafetyGate }
const fda = { path: 'recalls/fda', parse: parseFda }
const nhtsa = { path: 'recalls/nhtsa', parse: readNhtsa }
const healthCanada = { source: 'health-canada', path: 'recalls/other', parse: parseHealthCanada }
const samr = {
  source: 'samr',
  path: 'recalls/samr/recall-notices-zh.json',
  parse: (bytes: Uint8Array) => parseSamr(bytes),
}
const sampling = { source: 'sampling', path: 'recalls/samr/food-sampling-zh.json', parse: parseSampling }
const tbtZh = { path: 'tbt/notices/zh-bulletins.jsonl', parse: (bytes: Uint8Array) => parseTbtZh(bytes, { codes }) }
const eping = { parse: (bytes: Uint8Array) => parseEping(bytes, { codes }) }
const epingPage = { source: 'eping page', path: 'tbt/notices/eping-search-page.json' }
const epingApi = { source: 'eping api', path: 'tbt/notices/eping-api-official-sample.json' }
const odi = text('odiNumber')

const samples = [
  sample({ ...cpsc, ...machine, checks: cpscFields, key: cpscKey }),
  sample({ ...safetyGate, ...machine, checks: safetyGateFields, key: text('alert_number') }),
  sample({
    ...notification,
    ...machine,
    checks: notificationFields,
    key: text('reference'),
    only: /official_api.*\.json$/,
  }),
  sample({
    ...fda,
    ...machine,
    source: 'fda openFDA',
    checks: openFdaFields,
    key: text('recall_number'),
    only: /enforcement.*\.json$/,
  }),
  sample({ ...fda, ...machine, source: 'fda iRES', checks: iresFields, key: iresKey, only: /ires.*\.json$/ }),
  sample({ ...fda, ...machine, source: 'fda press', checks: pressFields, key: pressKey, only: /press.*\.csv$/ }),
  sample({
    ...nhtsa,
    ...machine,
    source: 'nhtsa recalls',
    checks: nhtsaRecallFields,
    key: text('NHTSACampaignNumber'),
    only: /recalls\/.*\.json$/,
  }),
  sample({
    ...nhtsa,
    ...machine,
    source: 'nhtsa complaints',
    checks: nhtsaComplaintFields,
    key: (record) => `ODI-${odi(record)}`,
    only: /complaints\/.*\.json$/,
  }),
  sample({ ...healthCanada, ...machine, checks: healthCanadaFields, key: text('NID'), only: /health.*\.json$/ }),
  sample({ ...samr, ...pages, checks: samrFields, key: samrKey }),
  sample({ ...sampling, ...pages, checks: [] }),
  sample({ ...tbtZh, ...pages, source: 'tbt-zh', checks: tbtZhFields }),
  sample({ ...eping, ...epingPage, ...machine, checks: epingFields }),
  sample({ ...eping, ...epingApi, ...machine, checks: epingApiFields, key: (record) => asText(record.documentSymbol) }),
]

if (values.hazards) console.log(JSON.stringify(measureHazards(existing(values.hazards))))
else await measureFields(values.dir)

async function measureFields(dir: string): Promise<void> {
  const sums: Sums = { machine: { fields: 0, right: 0 }, pages: { fields: 0, right: 0 } }
  for (const reported of samples) await reported(dir, sums)
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

function existing(file: string): string {
  return existsSync(file) ? file : noSamples(file)
}

function noSamples(path: string): never {
  console.error(`没有样本 ${path}，用 --dir 指定 / no samples at ${path}: name their folder with --dir`)
  process.exit(3)
}
