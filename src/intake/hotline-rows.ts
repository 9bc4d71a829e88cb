import { Invalid, type Said } from '../errors.ts'
import { type CellRow, cellRows } from './csv-records.ts'
import { hotlineKinds, readAmount, readClaims, readDay, readYes } from './hotline-cells.ts'
import { NewComplaint } from './new-complaint.ts'
import { asRecord, decodeText, type SourceRecord } from './source-text.ts'

/** One row in the shape of the API, `line` as the file counts it; `number` is the hotline's own. */
export type HotlineRow = { line: number; number: string | null; filing: SourceRecord }
export type HotlineReject = { row: number; reason: string }
export type HotlineDay = { rows: HotlineRow[]; rejects: HotlineReject[]; unread: string[] }

type Read = { rows: { line: number; record: SourceRecord }[]; rejects: HotlineReject[] }

/**
 * Reads a hotline's day: one JSON object a line, or CSV with a header, in UTF-8, UTF-16 or GB 18030, as spreadsheets here save it.
 * Columns that no filing has are not read and named in `unread`. Throws Invalid where the file as a whole cannot be read.
 */
export function readHotlineDay(bytes: Uint8Array): HotlineDay {
  const text = decodeText(bytes).replace(/^\uFEFF/, '')
  if (text.trim() === '') return { rows: [], rejects: [], unread: [] }
  const { rows, rejects } = /^\s*[[{]/.test(text) ? readLines(text) : readSheet(text)
  const unread = new Set<string>()
  const read = rows.map(({ line, record }) => ({ line, ...inShapeOfApi(record, unread) }))
  return { rows: read, rejects, unread: [...unread] }
}

function readLines(text: string): Read {
  const read: Read = { rows: [], rejects: [] }
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const record = parsedObject(line)
    if (record) read.rows.push({ line: index + 1, record })
    else read.rejects.push({ row: index + 1, reason: inBoth(notAnObject) })
  })
  return read
}

function parsedObject(line: string): SourceRecord | null {
  try {
    return asRecord(JSON.parse(line))
  } catch {
    return null
  }
}

/** A row may end early, as spreadsheets leave out empty cells; one with more cells than the header fits no column. */
function readSheet(text: string): Read {
  const [first, ...rows] = sheetRows(text)
  const header = (first?.cells ?? []).map((name) => name.trim())
  if (!header.some((name) => columnOf(name) === 'text')) throw new Invalid(noTextColumn(header))
  const read: Read = { rows: [], rejects: [] }
  for (const { number, cells } of rows) {
    if (cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      read.rejects.push({ row: number, reason: inBoth(tooManyCells(cells.length, header.length)) })
    } else {
      const record = Object.fromEntries(header.map((name, index) => [name, cells[index]?.trim() ?? '']))
      read.rows.push({ line: number, record })
    }
  }
  return read
}

function sheetRows(text: string): CellRow[] {
  try {
    return cellRows(text)
  } catch {
    throw new Invalid(brokenSheet)
  }
}

/** What the columns are called by hotlines; the API's own names are understood too. */
const headings: Record<string, string[]> = {
  number: ['工单编号', '工单号', '编号', '受理编号', '诉求编号'],
  title: ['标题', '工单标题', '诉求标题'],
  text: ['内容', '诉求内容', '工单内容', '投诉内容', '举报内容', '反映内容', '问题描述'],
  kind: ['类型', '诉求类型', '工单类型'],
  respondent: ['被投诉方', '被举报方', '被反映单位', '商家', '企业名称'],
  product: ['产品', '商品', '产品或服务', '商品或服务'],
  place: ['地点', '地址', '事发地点', '事发地址', '发生地点'],
  occurred_on: ['发生日期', '发生时间', '事发日期', '事发时间'],
  amount: ['金额', '涉及金额', '金额（元）', '金额(元)', '涉及金额（元）'],
  claims: ['诉求', '诉求事项', '请求事项'],
  anonymous: ['匿名', '是否匿名'],
  name: ['姓名', '诉求人', '来电人', '投诉人'],
  phone: ['电话', '联系电话', '手机', '手机号'],
  email: ['邮箱', '电子邮箱'],
}
const columnByHeading = new Map(
  Object.entries(headings).flatMap(([column, names]) => [column, ...names].map((name) => [name, column] as const)),
)
const filingColumns = new Set(Object.keys(NewComplaint.shape))

const columnOf = (heading: string): string | null =>
  columnByHeading.get(heading) ?? (filingColumns.has(heading) ? heading : null)

/** Headings in one language, contact apart, empty cells gone, sums, days and lists as the API takes them. */
function inShapeOfApi(record: SourceRecord, unread: Set<string>): { number: string | null; filing: SourceRecord } {
  const named: SourceRecord = {}
  for (const [heading, cell] of Object.entries(record)) {
    const column = columnOf(heading)
    if (column === null) unread.add(heading)
    else if (cell !== '' && cell !== null) named[column] ??= cell
  }
  const { number, name, phone, email, contact, kind = 'complaint', ...rest } = named
  const given = { ...(name ? { name } : {}), ...(phone ? { phone: String(phone) } : {}), ...(email ? { email } : {}) }
  const reached = Object.keys(given).length > 0 ? given : contact
  const filing = {
    ...rest,
    kind: hotlineKinds[String(kind)] ?? kind,
    ...('amount' in rest ? { amount: readAmount(rest.amount) } : {}),
    ...('occurred_on' in rest ? { occurred_on: readDay(rest.occurred_on) } : {}),
    ...('claims' in rest ? { claims: readClaims(rest.claims) } : {}),
    ...('anonymous' in rest ? { anonymous: readYes(rest.anonymous) } : {}),
    ...(reached === undefined ? {} : { contact: reached }),
  }
  return { number: number === undefined ? null : String(number), filing }
}

const inBoth = ({ zh, en }: Said): string => `${zh} ${en}`

const notAnObject: Said = {
  zh: '这一行不是一个 JSON 对象，请对照原文件补录',
  en: 'This line is not one JSON object: enter it by hand from the original',
}
const brokenSheet: Said = {
  zh: '有引号没有闭合，分不清各行；请在表格软件里重新另存为 CSV',
  en: 'A quote is never closed, so the rows cannot be told apart: save it as CSV again in a spreadsheet program',
}
const tooManyCells = (found: number, expected: number): Said => ({
  zh: `这一行有 ${found} 格，表头只有 ${expected} 格；多半是金额或内容里的逗号没有加引号`,
  en: `This row has ${found} cells, the header ${expected}: probably a comma in a sum or a text stands without quotes`,
})
const noTextColumn = (header: string[]): Said => ({
  zh: `表头里没有“诉求内容”一栏（text）；现有：${header.slice(0, 20).join('、')}`,
  en: 'The header has no column with what happened (text)',
})
