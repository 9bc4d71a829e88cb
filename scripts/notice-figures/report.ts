import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { csvRecords } from '../../src/intake/csv-records.ts'
import type { ParseResult, SourceNotice } from '../../src/intake/notice.ts'
import { readJsonRecords, type SourceRecord, textFormat } from '../../src/intake/source-text.ts'
import type { Check } from './fields.ts'
import { type Kind, type Sums, share } from './sums.ts'

/** One source among the samples. */
export type Sample<N extends SourceNotice> = {
  source: string
  path: string
  parse: (bytes: Uint8Array) => Promise<ParseResult> | ParseResult
  checks: Check<N>[]
  kind: Kind
  /** The files of a folder that belong to the source. */
  only?: RegExp
  /** The number of the notice that a record became; without it they are compared by place. */
  key?: (record: SourceRecord) => string
}

/** Reads the files of one source and prints what came out: counts, drift, and of the fields held apart how many are the same. */
export async function report<N extends SourceNotice>(
  { source, path, parse, checks, kind, only, key }: Sample<N>,
  dir: string,
  sums: Sums,
): Promise<void> {
  const files = filesOf(join(dir, path), only)
  if (files.length === 0) return
  const sum = { files: files.length, records: 0, notices: 0, rejects: 0, fields: 0, right: 0 }
  const drift = new Set<string>()
  const wrong: string[] = []
  for (const bytes of files.map((file) => readFileSync(file))) {
    const { notices, rejects, drift: told } = await parse(bytes)
    const records = recordsOf(bytes)
    sum.records += records.length
    sum.notices += notices.length
    sum.rejects += rejects.length
    for (const one of told) drift.add(one)
    const compared = compare(records, notices as N[], checks, key)
    sum.fields += compared.length
    sum.right += compared.filter(({ right }) => right).length
    wrong.push(...compared.flatMap(({ right, place }) => (right ? [] : [place])))
  }
  sums[kind].fields += sum.fields
  sums[kind].right += sum.right
  const { right, ...counts } = sum
  const fields_right = share(right, sum.fields)
  console.log(JSON.stringify({ source, ...counts, fields_right, drift: [...drift], wrong: wrong.slice(0, 20) }))
}

/** Each field that a record states beside what was read of it, by the number of the notice or, without one, by place. */
function compare<N extends SourceNotice>(
  records: SourceRecord[],
  notices: N[],
  checks: Check<N>[],
  key: Sample<N>['key'],
): { place: string; right: boolean }[] {
  const byId = new Map(notices.map((notice) => [notice.sourceId, notice]))
  const inPlace = records.length === notices.length
  return records.flatMap((record, index) => {
    const notice = key ? byId.get(key(record)) : inPlace ? notices[index] : undefined
    return checks.flatMap(({ field, stated, read }) => {
      const expected = stated(record)
      if (expected === '' || (!notice && !key)) return []
      const place = `${field} ${key ? key(record) : index + 1}`
      return [{ place, right: notice !== undefined && read(notice) === expected }]
    })
  })
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
