import type { Bilingual } from '../../reference/city.ts'
import { plainText } from '../bulletins/plain-text.ts'
import { csvRecords } from '../csv-records.ts'
import type { ParseResult, RecallNotice } from '../notice.ts'
import { asText, reject, type SourceRecord, stated } from '../source-text.ts'
import { readFirm } from './firms.ts'
import { readFoodAndDrugHazards } from './food-drug-hazards.ts'
import { readDay } from './recall-dates.ts'
import { recalledProduct, recallNotice } from './recall-notice.ts'

type PressColumn = 'reason' | 'company' | 'product' | 'brand' | 'date' | 'url'

const columns: [PressColumn, RegExp][] = [
  ['url', /url|link/i],
  ['date', /date/i],
  ['reason', /reason|problem/i],
  ['company', /company|firm/i],
  ['brand', /brand/i],
  ['product', /product/i],
]

/** True for a table of FDA press releases: its header names a company, a reason and a product. */
export function isFdaPress(text: string): boolean {
  const header = text.slice(0, 2_000).split(/\r?\n/)[0] ?? ''
  return /company/i.test(header) && /reason/i.test(header) && /product/i.test(header)
}

/**
 * The list of FDA press releases. Sets of it are about whose columns went round among themselves: an address is known as one
 * wherever it stands, a date likewise, and what is then left over is the reason.
 */
export function readFdaPress(text: string): ParseResult<RecallNotice> {
  const read = csvRecords(text)
  const result: ParseResult<RecallNotice> = { notices: [], rejects: [...read.rejects], drift: [] }
  let rotated = false
  for (const { row, record } of read.rows) {
    const { cells, moved } = setRight(byColumn(record))
    rotated ||= moved
    const notice = toNotice(cells)
    if (notice) result.notices.push(notice)
    else result.rejects.push(reject(row, nothingNamed, record))
  }
  return { ...result, drift: rotated ? ['fda press: columns reason, date and url changed places'] : [] }
}

const nothingNamed: Bilingual = {
  zh: '这一行没有新闻稿链接，或没有产品',
  en: 'This row has no address of a press release, or no product',
}

type Cells = Record<PressColumn, string>

function byColumn(record: SourceRecord): Cells {
  const cells: Cells = { reason: '', company: '', product: '', brand: '', date: '', url: '' }
  for (const [name, value] of Object.entries(record)) {
    const column = columns.find(([, pattern]) => pattern.test(name))?.[0]
    if (column && cells[column] === '') cells[column] = plainText(asText(value))
  }
  return cells
}

const isAddress = (text: string) => /^https?:\/\//.test(text)
const isDate = (text: string) =>
  /^\d{1,2}\/(?:\d{1,2}\/)?\d{4}$|^\d{4}-\d{2}-\d{2}|^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}/.test(text)

function setRight(cells: Cells): { cells: Cells; moved: boolean } {
  const { reason, date, url } = cells
  if (isAddress(url) && !isAddress(reason)) return { cells, moved: false }
  const three = [reason, date, url]
  const address = three.find(isAddress) ?? ''
  const day = three.find(isDate) ?? ''
  const left = three.find((text) => text !== address && text !== day) ?? ''
  return { cells: { ...cells, url: address, date: day, reason: left }, moved: address !== '' }
}

function toNotice({ reason, company, product, brand, date, url }: Cells): RecallNotice | null {
  const id = /\/(ucm\d+)\.htm/i.exec(url)?.[1] ?? /([^/]+?)\/?$/.exec(url.split(/[?#]/)[0] ?? '')?.[1] ?? ''
  if (!isAddress(url) || id === '' || (product === '' && brand === '')) return null
  const firm = readFirm(company, 'recaller')
  return recallNotice({
    source: 'fda',
    sourceId: id,
    route: 'press-list',
    title: `${company}: ${product || brand}`,
    url,
    publishedOn: readDay(date, 'mdy'),
    jurisdiction: 'USA',
    products: [recalledProduct({ name: product || brand, brand: stated(brand) })],
    firms: firm ? [firm] : [],
    hazards: readFoodAndDrugHazards(reason),
    hazardText: reason,
    defects: reason === '' ? [] : [reason],
    measures: [{ code: 'RECALL_END_USER', text: 'Recall', ordered: null, from: null }],
  })
}
