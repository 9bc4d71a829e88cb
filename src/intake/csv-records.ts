import { parse } from 'csv-parse/sync'
import type { Bilingual } from '../reference/city.ts'
import { type RecordsRead, reject, type SourceRecord } from './source-text.ts'

/** A row of a file of cells; `cells[0]` is the first. */
export type CellRow = { number: number; cells: string[] }

const lengthMax = 200 * 1024 * 1024

/** Rows of a CSV or TSV text, ragged ones included: nothing is dropped because a row is short or a quote stands alone. */
export function cellRows(text: string, delimiter: ',' | '\t' | ';' = delimiterOf(text)): CellRow[] {
  const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, info: true as const }
  const quotes = delimiter === '\t' ? { quote: null } : { relax_quotes: true }
  const rows = parse(text.slice(0, lengthMax), { ...options, ...quotes }) as unknown as Parsed[]
  return rows.map(({ record, info }) => ({ number: info.lines, cells: record }))
}
type Parsed = { record: string[]; info: { lines: number } }

/** Records of a file with a header line. A row of another length is one reject, with the row whole. */
export function csvRecords(text: string): RecordsRead & { header: string[] } {
  const [first, ...rows] = cellRows(text)
  const header = (first?.cells ?? []).map((name) => name.trim())
  const read: RecordsRead & { header: string[] } = { header, rows: [], rejects: [], drift: [] }
  for (const { number, cells } of rows) {
    if (cells.length !== header.length) {
      read.rejects.push(reject(number, ragged(cells.length, header.length), cells.join(',')))
      continue
    }
    const record: SourceRecord = Object.fromEntries(header.map((name, index) => [name, cells[index]]))
    read.rows.push({ row: number, record })
  }
  return read
}

/** The mark that parts most cells of the first line that has any: a title may stand above. */
export function delimiterOf(text: string): ',' | '\t' | ';' {
  const line =
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((one) => /[,;\t]/.test(one)) ?? ''
  const count = (mark: string) => line.split(mark).length
  return count('\t') > count(',') && count('\t') > count(';') ? '\t' : count(';') > count(',') ? ';' : ','
}

const ragged = (found: number, expected: number): Bilingual => ({
  zh: `这一行有 ${found} 格，表头有 ${expected} 格，无法对应，请对照原文件补录`,
  en: `This row has ${found} cells where the header has ${expected}: enter it by hand from the original`,
})
