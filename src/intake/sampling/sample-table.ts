import type { Bilingual } from '../../reference/city.ts'
import type { Reject, SampleNotice } from '../notice.ts'
import { reject } from '../source-text.ts'
import { guessColumns } from './headerless.ts'
import { rowOfCells } from './sample-cells.ts'
import {
  groupOfHeader,
  type ItemPart,
  partsOfHeader,
  plainHeader,
  type SampleColumn,
  sampleColumn,
} from './sample-headers.ts'
import type { SampleRow } from './sample-row.ts'

/** A table as rows of cells, all text. */
export type Matrix = string[][]
export type Column = { column: SampleColumn | null; header: string; group: string; parts: ItemPart[] }
/** `number` is that of the row read last. */
export type TableRead = { rows: SampleRow[]; rejects: Reject[]; drift: string[]; number?: string }

const headerRowsMax = 30

/**
 * Samples of one table: the header may stand below a title, take two lines, or be missing; a line of one cell (`二、合格样品`)
 * says what the rows below are; a row with nothing but an item goes with the sample above it. A header whose words are
 * new is a reject for a person, and its cells stay in the note.
 */
export function readSampleTable(matrix: Matrix, where: string): TableRead {
  const read: TableRead = { rows: [], rejects: [], drift: [] }
  let columns: Column[] | null = null
  let conclusion: SampleNotice['conclusion'] = 'unknown'
  let lists: 'failures' | 'samples' = 'samples'
  for (let index = 0; index < matrix.length; index += 1) {
    const cells = matrix[index] ?? []
    const header = headerAt(matrix, index)
    if (header) {
      columns = header.columns
      index += header.lines - 1
      askForUnknown(read, columns, matrix, index + 1, where)
      const headings = matrix.slice(index - header.lines + 1, index + 1).flat()
      lists = headings.some((name) => /不合格|不符合/.test(name)) ? 'failures' : 'samples'
      continue
    }
    const told = sectionOf(cells, columns)
    if (told !== null) conclusion = told === 'unknown' ? conclusion : told
    else if (columns) {
      const row = rowOfCells(cells, columns, conclusion)
      addRow(read, row && failedBy(row, lists), cells, `${where}${index + 1}`, numberIn(cells, columns))
    }
  }
  if (columns === null) return withoutHeader(matrix, where)
  return read
}

/** Under a heading such as 不合格项目 a sample with an item has failed; one whose cell holds `/` says nothing. */
function failedBy(row: SampleRow, lists: 'failures' | 'samples'): SampleRow {
  const failed = lists === 'failures' && row.conclusion === 'unknown' && row.items.length > 0
  return failed ? { ...row, conclusion: 'failed' } : row
}

/** What stands in the column of running numbers; cells merged over several rows repeat it. */
function numberIn(cells: string[], columns: Column[]): string {
  return cells[columns.findIndex(({ column }) => column === 'row')]?.trim() ?? ''
}

type Header = { columns: Column[]; lines: number }

/** The line (or two) that names columns: at least three of them known, one the product, the maker, the seller or the item. */
function headerAt(matrix: Matrix, index: number): Header | null {
  const top = matrix[index] ?? []
  const columns = top.map(columnOf)
  if (!isHeader(columns)) return null
  const below = (matrix[index + 1] ?? []).map(columnOf)
  const second = below.filter(({ column }) => column !== null)
  const twoLines =
    second.length >= 2 &&
    below.every(({ column, header }) => header === '' || column !== null) &&
    second.some(({ header }, at) => header !== columns[at]?.header)
  if (!twoLines) return { columns, lines: 1 }
  const width = Math.max(columns.length, below.length)
  const joined = Array.from({ length: width }, (_, at) =>
    below[at]?.header ? underHeading(below[at] as Column, columns, at) : (columns[at] ?? columnOf('')),
  )
  return { columns: joined, lines: 2 }
}

/** `名称` below a `生产企业` that covers several columns is the name of the maker: the word alone would be that of the product. */
function underHeading(column: Column, above: Column[], at: number): Column {
  if (!/^(?:单位|企业|标称)?(?:名称|地址|所在地|住所|省份)$/.test(column.header)) return column
  const heading = above.slice(0, at + 1).findLast(({ header }) => header !== '')?.header ?? ''
  const joined = columnOf(`${heading}${column.header}`)
  return heading === column.header || joined.column === null ? column : joined
}

const itemColumns = new Set<SampleColumn | null>(['item', 'combined', 'measured'])
const telling = new Set<SampleColumn | null>(['product', 'maker', 'seller', 'item', 'combined'])

function isHeader(columns: Column[]): boolean {
  const known = columns.filter(({ column, header }) => column !== null && header.length <= 40 && !/\d{4}/.test(header))
  const kinds = new Set(known.map(({ column }) => column))
  const filled = columns.filter(({ header }) => header !== '')
  return (
    kinds.size >= 3 &&
    known.some(({ column }) => telling.has(column)) &&
    known.length >= filled.length * 0.6 &&
    !filled.some(({ header }) => /有限公司$|有限责任公司$|超市$/.test(header) && !/标称|企业|单位/.test(header))
  )
}

function columnOf(header: string): Column {
  const column = sampleColumn(header)
  return {
    column,
    header: plainHeader(header),
    group: groupOfHeader(header),
    parts: column === 'combined' ? partsOfHeader(header) : [],
  }
}

/** What a line of one cell says of the rows below; null when it is a row itself, as one that adds an item to the sample above is. */
function sectionOf(cells: string[], columns: Column[] | null): SampleNotice['conclusion'] | null {
  const itemAlone = columns?.some(({ column }, at) => itemColumns.has(column) && (cells[at] ?? '').trim() !== '')
  if (itemAlone) return null
  const filled = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))]
  if (filled.length === 0) return 'unknown'
  const [only = ''] = filled
  if (filled.length > 1) return null
  if (/不合格|不符合|问题样品/.test(only)) return 'failed'
  return /合格|符合/.test(only)
    ? 'passed'
    : only.length > 12 || /附件|附表|^[一二三四五六七八九十]/.test(only)
      ? 'unknown'
      : null
}

function addRow(read: TableRead, row: SampleRow | null, cells: string[], where: string, number = ''): void {
  if (!row) return
  const last = read.rows.at(-1)
  const continued = number !== '' && number === read.number
  read.number = number
  if (row.product === '' && row.items.length > 0 && row.maker === null && last) {
    last.items.push(...row.items)
    if (last.conclusion === 'unknown') last.conclusion = row.conclusion
  } else if (row.product === '') read.rejects.push(reject(where, noProduct, cells.join(' | ')))
  else if (last && same(last, row, continued)) last.items.push(...row.items)
  else read.rows.push(row)
}

/** Tables that repeat all cells of a sample for each of its items. */
function same(a: SampleRow, b: SampleRow, continued: boolean): boolean {
  const key = ({ product, batch, spec, maker, sampledAt, sampleNumber }: SampleRow) =>
    [product, batch, spec, maker?.name, sampledAt?.name, sampleNumber].join('|')
  return (
    b.items.length > 0 &&
    (b.batch !== null || continued) &&
    (a.conclusion === b.conclusion || a.conclusion === 'unknown') &&
    key(a) === key(b) &&
    !b.items.some(({ item }) => a.items.some((other) => other.item === item))
  )
}

const noProduct: Bilingual = {
  zh: '这一行没有产品名称，无法成为一个样品，请对照原表补录',
  en: 'This row names no product and cannot be a sample: enter it by hand from the original',
}

function askForUnknown(read: TableRead, columns: Column[], matrix: Matrix, from: number, where: string): void {
  for (const [at, { column, header }] of columns.entries()) {
    if (column !== null || header === '') continue
    const example = matrix
      .slice(from, from + 3)
      .map((cells) => cells[at] ?? '')
      .join(' ｜ ')
    read.drift.push(`sampling column: ${header}`)
    read.rejects.push(reject(`${where}header`, unknownHeader(header), `${header}: ${example}`))
  }
}

const unknownHeader = (header: string): Bilingual => ({
  zh: `表头“${header}”没有见过，这一列暂存在备注中，请人工确认它的含义`,
  en: `The header "${header}" is new. Its cells are kept in the note: say what it means`,
})

/** Without a header the columns are told by what they hold; where that cannot be told the whole table goes to a person. */
function withoutHeader(matrix: Matrix, where: string): TableRead {
  const rows = matrix.filter((cells) => cells.filter((cell) => cell.trim() !== '').length >= 5)
  const columns = rows.length === 0 ? null : guessColumns(rows.slice(0, headerRowsMax))
  if (!columns) {
    const raw = matrix
      .slice(0, 5)
      .map((cells) => cells.join(' | '))
      .join('\n')
    return { rows: [], rejects: raw.trim() === '' ? [] : [reject(`${where}table`, noHeader, raw)], drift: [] }
  }
  const read: TableRead = { rows: [], rejects: [], drift: [] }
  for (const [index, cells] of rows.entries())
    addRow(read, rowOfCells(cells, columns, 'unknown'), cells, `${where}${index + 1}`)
  return read
}

const noHeader: Bilingual = {
  zh: '表格没有可识别的表头（应有食品名称、生产企业、被抽样单位等），内容也无法推断各列含义，请人工处理',
  en: 'The table has no header that could be read (product, maker, sampled at …) and its columns cannot be told from their cells',
}
