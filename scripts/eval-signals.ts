import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { compareFarrington, compareFits, farringtonCase, fittedSeries } from './signal-vectors/farrington-cases.ts'
import {
  allPairsFile,
  compareEbgm,
  comparePairs,
  countSignals,
  type EbgmFigures,
  ebgmFile,
  phvidFile,
} from './signal-vectors/pair-cases.ts'
import { compareScan, scanFile } from './signal-vectors/scan-cases.ts'
import {
  classicCase,
  compareClassic,
  compareEars,
  compareEears,
  earsCase,
  eearsCase,
} from './signal-vectors/series-cases.ts'
import { type Counts, countsOf, numbers } from './signal-vectors/shapes.ts'
import { compareStream, streamCase } from './signal-vectors/stream-cases.ts'
import { newTally } from './signal-vectors/tally.ts'

/**
 * `npm run eval:signals [-- --vectors DIR]`: every case of the reference outputs in DIR (R's surveillance, openEBGM, PhViD, onlineFDR,
 * scanstatistics) against our detectors. A file is known by what it holds, not by its name. Prints a line a method and last
 * one JSON line with the worst relative difference and the number of differing alarms over all. Exit 3 when DIR is absent.
 */
const DEFAULT = '../shared/vectors'
const WEEKS_PER_YEAR = 52
const { values } = parseArgs({ options: { vectors: { type: 'string', default: DEFAULT } } })
const directory = values.vectors
if (!existsSync(directory)) {
  console.error(`参考结果目录不存在 No reference vectors at ${directory}: give --vectors DIR. Nothing was compared.`)
  process.exit(3)
}

const tally = newTally()
const files = readdirSync(directory).filter((name) => name.endsWith('.json'))
const contents = new Map(
  files.map((name) => [name, JSON.parse(readFileSync(join(directory, name), 'utf8')) as unknown]),
)
const seriesFile = z.looseObject({ series: z.record(z.string(), numbers), freq: z.number().optional() })
const series = new Map<string, Counts>()
for (const content of [...contents.values(), ...defaultSeries()]) {
  const parsed = seriesFile.safeParse(content)
  if (parsed.success) for (const [name, told] of Object.entries(parsed.data.series)) addSeries(name, told)
}

let ebgm: EbgmFigures | null = null
const passedOver: string[] = []
for (const [name, content] of contents) if (!compareFile(name, content)) passedOver.push(name)
compareAllFits()
report()

function addSeries(name: string, told: readonly (number | null)[]): void {
  if (!series.has(name)) series.set(name, countsOf(told))
}

/** Cases kept apart from their series still find them in the default place. */
function defaultSeries(): unknown[] {
  const path = join(DEFAULT, 'series.json')
  return existsSync(path) ? [JSON.parse(readFileSync(path, 'utf8'))] : []
}

/** Whether the file holds something that we compare. */
function compareFile(name: string, content: unknown): boolean {
  const file = z.looseObject({ cases: z.array(z.unknown()).optional() }).safeParse(content)
  if (!file.success) return false
  if (file.data.cases) {
    const known = file.data.cases.map((one) => compareCase(one))
    if (known.includes(false)) tally.addOther(`(${name})`, 'cases_not_understood', known.filter((one) => !one).length)
    return known.includes(true)
  }
  const pairs = phvidFile.safeParse(content)
  if (pairs.success) {
    comparePairs(pairs.data, tally)
    countAllPairs(pairs.data.gpsPrior, content)
    return true
  }
  const shrunken = ebgmFile.safeParse(content)
  if (shrunken.success) {
    const csv = join(directory, `${basename(name, '.json')}_pairs.csv`)
    ebgm = compareEbgm(shrunken.data, existsSync(csv) ? csv : null, tally)
    return true
  }
  const scan = scanFile.safeParse(content)
  if (scan.success) compareScan(scan.data, tally)
  return scan.success || allPairsFile.safeParse(content).success || seriesFile.safeParse(content).success
}

function compareCase(one: unknown): boolean {
  const weekly = farringtonCase.safeParse(one)
  if (weekly.success) return withSeries(weekly.data, (c, counts) => compareFarrington(c, counts, WEEKS_PER_YEAR, tally))
  const early = earsCase.safeParse(one)
  if (early.success) return withSeries(early.data, (c, counts) => compareEars(c, counts, tally))
  const daily = eearsCase.safeParse(one)
  if (daily.success) {
    compareEears(daily.data, tally)
    return true
  }
  const stream = streamCase.safeParse(one)
  if (stream.success) {
    compareStream(stream.data, tally)
    return true
  }
  const classic = classicCase.safeParse(one)
  if (!classic.success) return false
  return withSeries(classic.data, (c, counts) => compareClassic(c, counts, WEEKS_PER_YEAR, tally))
}

function withSeries<T extends { series: string }>(one: T, compare: (one: T, counts: Counts) => void): boolean {
  const counts = series.get(one.series)
  if (counts) compare(one, counts)
  return counts !== undefined
}

function countAllPairs(gpsPrior: readonly number[], content: unknown): void {
  const told = z.looseObject({ meta: z.looseObject({ nSignals: z.record(z.string(), z.number()) }) }).safeParse(content)
  const all = [...contents.values()].map((other) => allPairsFile.safeParse(other)).find(({ success }) => success)
  if (told.success && all?.success) countSignals(all.data, told.data.meta.nSignals, gpsPrior, tally)
}

function compareAllFits(): void {
  const path = join(directory, 'noufaily42', 'r_fits.ndjson.gz')
  if (!existsSync(path)) return
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n'))
    compareFits(fittedSeries.parse(JSON.parse(line)), tally)
}

function report(): void {
  const rows = [...tally.rows].sort(([a], [b]) => a.localeCompare(b))
  for (const [method, row] of rows) {
    const other = Object.entries(row.other).map(([what, count]) => `, ${what} ${count}`)
    const where = row.worst > 1e-10 ? ` (${row.worstAt})` : ''
    console.log(
      `${method.padEnd(26)} cases ${row.cases}, n ${row.values}, worst ${row.worst.toExponential(1)}${where}, alarms ${row.alarms}, differing ${row.alarmDifferences}${other.join('')}`,
    )
  }
  if (passedOver.length > 0) console.log(`passed over, holding no detector's output: ${passedOver.join(', ')}`)
  const sum = (of: (row: (typeof rows)[number][1]) => number) => rows.reduce((all, [, row]) => all + of(row), 0)
  console.log(
    JSON.stringify({
      eval: 'signals',
      cases: sum((row) => row.cases),
      values: sum((row) => row.values),
      worst_relative_difference: Math.max(0, ...rows.map(([, row]) => row.worst)),
      alarms: sum((row) => row.alarms),
      alarm_differences: sum((row) => row.alarmDifferences),
      trend_differences: sum((row) => row.other.trend_differences ?? 0),
      not_understood: sum((row) => (row.other.unsupported ?? 0) + (row.other.cases_not_understood ?? 0)),
      ...ebgm,
    }),
  )
}
