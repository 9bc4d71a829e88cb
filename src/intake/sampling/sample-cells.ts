import type { SampleItem, SampleNotice } from '../notice.ts'
import { readDay } from '../recalls/recall-dates.ts'
import { foldSpaces, nothingStated } from '../source-text.ts'
import type { SampleColumn } from './sample-headers.ts'
import { readCombined, readParallel, statedOrNull } from './sample-items.ts'
import { makerAndConsignor, partyOf, sellerOf } from './sample-parties.ts'
import { emptyRow, type SampleRow } from './sample-row.ts'
import type { Column } from './sample-table.ts'

/** What one row of a table says. Null for an empty row and for the footnotes below a table. */
export function rowOfCells(cells: string[], columns: Column[], section: SampleNotice['conclusion']): SampleRow | null {
  const values = columns.map(({ column, header }, at) => ({ column, header, text: (cells[at] ?? '').trim() }))
  const filled = values.filter(({ text }) => text !== '')
  if (filled.length === 0 || isFootnote(filled.map(({ text }) => text))) return null
  const first = (column: SampleColumn) =>
    values.find((value) => value.column === column && !nothingStated(value.text))?.text ?? ''
  const { maker, consignor } = makerAndConsignor(first('maker'), first('makerAddress'))
  const told = itemsOf(cells, columns)
  const items = told.filter(({ item, measured }) => measured !== null || !allPassed.test(item))
  const batch = dayOfSerial(first('batch'))
  return {
    ...emptyRow,
    product: foldSpaces(first('product')).replace(/^标称/, ''),
    brand: statedOrNull(first('brand')),
    spec: statedOrNull(first('spec')),
    batch: statedOrNull(batch),
    producedOn: readDay(batch.split(/[\s/](?=\D)|[（(;；\n]/)[0] ?? '', 'dmy'),
    category: statedOrNull(first('category')),
    maker,
    consignor: partyOf(first('consignor')) ?? consignor,
    sampledAt: sellerOf(first('seller'), first('sellerAddress')),
    laboratory: statedOrNull(first('laboratory')),
    sampledOn: readDay(dayOfSerial(first('sampledOn')), 'dmy'),
    sampleNumber: statedOrNull(first('sampleNumber')),
    task: statedOrNull(first('task')),
    announcement: statedOrNull(first('announcement')),
    announcedOn: readDay(dayOfSerial(first('announcedOn')), 'dmy'),
    items,
    conclusion: items.length < told.length ? 'passed' : conclusionOf(first('conclusion'), items, section),
    note: noteOf(values),
  }
}

/** In place of an item: `合格`, `所检项目均符合规定`. */
const allPassed = /^(?:全部|所检项目)?均?(?:合格|符合(?:要求|规定|标准)?|无不合格项目?|未检出)$/

const footnote =
  /^[(（【*※]?\s*(?:注|附注|备注|说明|声明|以下空白|排名不分先后|合计|总计|共计|填表|制表|审核|联系(?:人|电话)|发布单位)(?:\s*[:：)）】\d一]|$|不分|：)/

/** A line below the table: a note, the total, "end of the list". */
function isFootnote(texts: string[]): boolean {
  const [text = ''] = texts
  return (
    /^[注备]\s*[:：1]/.test(text) ||
    (texts.length <= 2 && (footnote.test(text) || /^[(（]?(?:以下空白|排名不分先后)/.test(text)))
  )
}

/** A spreadsheet without styles gives a day as its number since 1899-12-30. */
function dayOfSerial(text: string): string {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return text
  const serial = Number(text)
  return serial > 30_000 && serial < 60_000
    ? new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
    : text
}

function itemsOf(cells: string[], columns: Column[]): SampleItem[] {
  const at = (index: number) => (cells[index] ?? '').trim()
  const found: SampleItem[] = []
  const partial = new Map<string, { item: string; measured: string; limit: string }>()
  for (const [index, { column, parts, group, header }] of columns.entries()) {
    const text = at(index)
    if (text === '') continue
    if (column === 'combined' && parts.includes('item')) found.push(...readCombined(text, parts))
    else if (column === 'combined') addParts(partial, group, readCombined(text, parts)[0])
    else if (column === 'item' || column === 'measured' || column === 'limit') addPart(partial, group, column, text)
    else if (column === 'analyte' && !nothingStated(text)) found.push({ item: header, measured: text, limit: null })
  }
  // A plain item column may hold the whole: `菌落总数║7500CFU/g║≤1000CFU/g`.
  for (const { item, measured, limit } of partial.values())
    found.push(
      ...(measured === '' && limit === '' && /\|\||[║‖∥∣｜]/.test(item)
        ? readCombined(item)
        : readParallel(item, measured, limit)),
    )
  return found
}

type Parts = { item: string; measured: string; limit: string }

function addPart(partial: Map<string, Parts>, group: string, part: keyof Parts, text: string): void {
  const known = partial.get(group) ?? { item: '', measured: '', limit: '' }
  if (known[part] === '') partial.set(group, { ...known, [part]: text })
}

function addParts(partial: Map<string, Parts>, group: string, read: SampleItem | undefined): void {
  if (read?.measured) addPart(partial, group, 'measured', read.measured)
  if (read?.limit) addPart(partial, group, 'limit', read.limit)
}

function conclusionOf(
  cell: string,
  items: SampleItem[],
  section: SampleNotice['conclusion'],
): SampleNotice['conclusion'] {
  if (/不合格|不符合|未通过|超标/.test(cell)) return 'failed'
  if (/合格|符合|通过|√/.test(cell)) return 'passed'
  if (items.some(({ measured }) => /^(?:不合格|不符合)/.test(measured ?? ''))) return 'failed'
  if (items.length > 0 && items.every(({ measured }) => /^(?:合格|符合)/.test(measured ?? ''))) return 'passed'
  return section === 'failed' && items.length === 0 && cell !== '' ? 'unknown' : section
}

function noteOf(values: { column: SampleColumn | null; header: string; text: string }[]): string | null {
  const kept = values
    .filter(({ column, text }) => (column === 'note' || column === null) && !nothingStated(text))
    .map(({ column, header, text }) =>
      column === null && header !== '' ? `${header}：${foldSpaces(text)}` : foldSpaces(text),
    )
  return kept.length === 0 ? null : kept.join('；').slice(0, 1_000)
}
