import type { Bilingual } from '../../reference/city.ts'
import { nothingStated } from '../source-text.ts'

export type TableItem = 'firm' | 'place' | 'product' | 'brand' | 'model' | 'batch' | 'defect' | 'units' | 'row'
export type TableRow = Partial<Record<TableItem, string>>
export type TableRead = {
  rows: TableRow[]
  rejects: { row: string; reason: Bilingual; raw: string }[]
  unknown: string[]
}

/** Column headers by the words in them; the first that fits. */
const headers: [TableItem, RegExp][] = [
  ['row', /^序号/],
  ['firm', /企业名称|生产企业|生产者|企业/],
  ['place', /所在地|地址|产地/],
  ['product', /产品名称|品名/],
  ['brand', /商标|品牌/],
  ['units', /数量/],
  ['model', /规格|型号/],
  ['batch', /日期|批号|批次/],
  ['defect', /缺陷|问题|不合格项/],
]

/** Tables of many recalls ("ordered recalls"): a header line of cells, then one line a product. Null when the text holds none. */
export function readRecallTable(text: string): TableRead | null {
  const lines = text.split('\n')
  const at = lines.findIndex(
    (line) =>
      line.split('|').length >= 5 && /企业|生产者/.test(line) && /产品名称|品名/.test(line) && /缺陷|问题/.test(line),
  )
  if (at < 0) return null
  const titles = cells(lines[at] ?? '').map((title) => title.replace(/\s/g, ''))
  const items = titles.map((title) => headers.find(([, pattern]) => pattern.test(title))?.[0] ?? null)
  const read: TableRead = { rows: [], rejects: [], unknown: titles.filter((_, index) => items[index] === null) }
  for (const line of lines.slice(at + 1)) {
    if (!line.includes('|')) continue
    const row = alignRow(cells(line), items)
    if (row) read.rows.push(row)
    else read.rejects.push({ row: cells(line)[0] ?? '?', reason: ragged, raw: line })
  }
  return read
}

const ragged: Bilingual = {
  zh: '这一行的格数与表头不符，无法对应，请对照原表补录',
  en: 'This row has other cells than the header and cannot be aligned: enter it by hand from the original',
}

/**
 * Pages drop an empty cell and put its blank at the end of the row. When the date column holds words and the defect column
 * nothing, the cells from there on belong one place to the right.
 */
function alignRow(row: string[], items: (TableItem | null)[]): TableRow | null {
  const dateAt = items.indexOf('batch')
  const defectAt = items.indexOf('defect')
  const filled = row.length === items.length - 1 ? [...row, ''] : row
  if (filled.length !== items.length) return null
  const shifted =
    dateAt >= 0 && defectAt > dateAt && (filled[defectAt] ?? '') === '' && !/\d/.test(filled[dateAt] ?? '')
  const aligned = shifted ? [...filled.slice(0, dateAt), '', ...filled.slice(dateAt, -1)] : filled
  const entries = items.flatMap((item, index): [TableItem, string][] => {
    const value = aligned[index] ?? ''
    return item && !nothingStated(value) ? [[item, value]] : []
  })
  const read: TableRow = Object.fromEntries(entries)
  return read.firm && read.product ? read : null
}

function cells(line: string): string[] {
  const parts = line.split('|').map((cell) => cell.trim())
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}
