import { createHash } from 'node:crypto'
import { Invalid } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'
import { toSimplified } from '../../triage/normalise.ts'
import { cellRows } from '../csv-records.ts'
import { docxText, isDocx } from '../docx-text.ts'
import { isLegacyOffice, legacySheets } from '../legacy-sheet.ts'
import type { ParseResult, SampleNotice } from '../notice.ts'
import { orRefusal } from '../page-nesting.ts'
import { pageTables } from '../page-tables.ts'
import { pageOfHtml, pageOfRecord, pageOfText, type RecallPage } from '../recalls/samr-page.ts'
import { sheetRows } from '../sheet-rows.ts'
import { decodeText, readJsonRecords, reject, type SourceRecord, textFormat } from '../source-text.ts'
import { isZip } from '../zip.ts'
import { readNarrative } from './sample-narrative.ts'
import type { SampleRow } from './sample-row.ts'
import { type Matrix, readSampleTable, type TableRead } from './sample-table.ts'

/** Where a table stands: said of every sample in it that does not say so itself. */
type About = {
  route: string
  url: string | null
  announcement: string | null
  publishedOn: string | null
  title: string
}
const noneKnown: About = { route: 'csv', url: null, announcement: null, publishedOn: null, title: '' }

/**
 * Results of sampling inspections (抽检) as Chinese market regulators publish them: .xls, .xlsx, .docx or .csv attachments, web pages with
 * tables or running text, records with the text inside. One notice a sample; several failed items of one sample stay together.
 */
export async function parseSampling(
  bytes: Uint8Array,
  options: { url?: string } = {},
): Promise<ParseResult<SampleNotice>> {
  const about = { ...noneKnown, url: options.url ?? null }
  try {
    if (isLegacyOffice(bytes)) return ofSheets(await legacySheets(bytes), { ...about, route: 'xls' })
    if (isZip(bytes) && isDocx(bytes)) {
      const { tables, lines } = await docxText(bytes)
      return ofSheets(
        tables.map((rows, index) => ({ name: `表${index + 1}`, rows })),
        { ...about, ...aboutOf(lines.join('\n')), route: 'docx' },
      )
    }
    if (isZip(bytes)) return ofSheets(await workbookSheets(bytes), { ...about, route: 'xlsx' })
  } catch (error) {
    return refused(unreadable(error instanceof Error ? error.message : String(error)))
  }
  return ofText(decodeText(bytes), about)
}

const unreadable = (message: string): Bilingual => ({
  zh: `表格文件无法读取（${message}），请另存为 .xlsx 或 .csv 后重试`,
  en: `The workbook cannot be read (${message}): save it as .xlsx or .csv and try again`,
})

function ofText(text: string, about: About): ParseResult<SampleNotice> {
  const format = textFormat(text)
  if (format === 'empty') return refused({ zh: '文件是空的，请重新下载', en: 'The file is empty: fetch it again' })
  if (format === 'json') return ofRecords(text, about)
  if (format === 'html' || format === 'xml') return ofPage(pageOfHtml(text, about.url), pageTables(text), 'html')
  const rows = cellRows(text).map(({ cells }) => cells)
  const looksTabular = rows.filter((cells) => cells.length >= 4).length >= 2
  return looksTabular ? ofSheets([{ name: '', rows }], about) : ofPage(pageOfText(text, about.url), [], 'text')
}

function ofRecords(text: string, about: About): ParseResult<SampleNotice> {
  const read = readJsonRecords(text, ['items', 'results', 'data'], ['text', 'html'])
  const result: ParseResult<SampleNotice> = { notices: [], rejects: [...read.rejects], drift: [] }
  for (const { row, record } of read.rows) {
    const one = orRefusal(() => ofRecord(record, about))
    if (one instanceof Invalid) {
      result.rejects.push(reject(row, one.said, record))
      continue
    }
    result.notices.push(...one.notices)
    result.rejects.push(...one.rejects.map((reason) => ({ ...reason, row: `${row}:${reason.row}` })))
    result.drift.push(...one.drift)
  }
  return { ...result, drift: [...new Set(result.drift)] }
}

function ofRecord(record: SourceRecord, about: About): ParseResult<SampleNotice> {
  const page = pageOfRecord(record)
  const matrices = typeof record.html === 'string' ? pageTables(record.html) : []
  return ofPage({ ...page, url: page.url ?? about.url }, matrices, 'record-text')
}

function ofPage(page: RecallPage, matrices: Matrix[], route: string): ParseResult<SampleNotice> {
  const about: About = {
    ...noneKnown,
    ...aboutOf(toSimplified(`${page.title}\n${page.text.slice(0, 2_000)}`)),
    url: page.url,
    publishedOn: page.publishedOn,
    title: page.title,
    route,
  }
  const tables = matrices.map((matrix, index) => readSampleTable(simplified(matrix), `表${index + 1}:`))
  const told = tables.some(({ rows }) => rows.length > 0)
  if (told) return gather(tables, about)
  const rows = readNarrative(page.text)
  if (rows.length > 0) return gather([{ rows, rejects: [], drift: [] }], about)
  return {
    notices: [],
    rejects: [reject('file', noSample, page.text), ...tables.flatMap(({ rejects }) => rejects)],
    drift: [],
  }
}

const noSample: Bilingual = {
  zh: '没有读出抽检样品：既没有结果表，也没有“某单位销售的、标称某企业生产的某产品，其中某项目不符合规定”的句子',
  en: 'No sample could be read: neither a table of results nor a sentence that tells one. Check the page',
}

function ofSheets(sheets: { name: string; rows: Matrix }[], about: About): ParseResult<SampleNotice> {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const tables = filled.map(({ name, rows }) => {
    const passing = /合格/.test(name) && !/不合格/.test(name)
    const titled = /合格/.test(name) ? [[passing ? '合格产品信息' : '不合格产品信息'], ...rows] : rows
    return readSampleTable(simplified(titled), filled.length > 1 ? `${name}:` : '')
  })
  const head = filled.flatMap(({ rows }) => rows.slice(0, 3).map((cells) => cells.join(' '))).join('\n')
  const read = gather(tables, { ...about, announcement: about.announcement ?? aboutOf(head).announcement })
  return read.notices.length === 0 && read.rejects.length === 0 ? refused(noSample) : read
}

/** `2023年第19号`, from the head of the document. */
function aboutOf(text: string): Pick<About, 'announcement'> {
  const number = /[(（〔[]?\s*((?:19|20)\d{2})\s*年?\s*[)）〕\]]?\s*第\s*(\d{1,4})\s*[号期]/.exec(text.slice(0, 2_000))
  return { announcement: number ? `${number[1]}年第${number[2]}号` : null }
}

function gather(tables: TableRead[], about: About): ParseResult<SampleNotice> {
  return {
    notices: tables.flatMap(({ rows }) => rows.map((row) => noticeOf(row, about))),
    rejects: tables.flatMap(({ rejects }) => rejects),
    drift: [...new Set(tables.flatMap(({ drift }) => drift))],
  }
}

function noticeOf({ announcedOn, ...row }: SampleRow, about: About): SampleNotice {
  const failing = row.items
    .map(({ item }) => item)
    .filter((item) => item !== '')
    .join('、')
  const title = `${row.product}${row.conclusion === 'passed' ? '：合格' : failing === '' ? '' : `：${failing}`}`
  return {
    kind: 'sample',
    source: 'sampling',
    sourceId:
      row.sampleNumber && /[A-Z\d-]{6,}/i.test(row.sampleNumber) ? row.sampleNumber.replace(/\s/g, '') : idOf(row),
    route: about.route,
    title,
    titleZh: title,
    url: about.url,
    publishedOn: announcedOn ?? about.publishedOn,
    jurisdiction: 'CHN',
    ...row,
    announcement: row.announcement ?? about.announcement,
  }
}

/** The same sample in two documents (the page and its attachment) says the same of what it is, whatever else they add. */
function idOf({ product, batch, spec, maker, sampledAt, items }: Omit<SampleRow, 'announcedOn'>): string {
  const said = [product, batch, spec, maker?.name, sampledAt?.name, items.map(({ item }) => item).join()]
  return `H${createHash('sha256').update(said.join('|').replace(/\s/g, '')).digest('hex').slice(0, 16)}`
}

async function workbookSheets(bytes: Uint8Array): Promise<{ name: string; rows: Matrix }[]> {
  const sheets = new Map<number, Matrix>()
  for await (const { sheet, cells } of sheetRows(bytes)) {
    const rows = sheets.get(sheet) ?? []
    sheets.set(sheet, rows)
    rows.push(cells.map((cell) => (cell === null ? '' : String(cell))))
  }
  return [...sheets].map(([number, rows]) => ({ name: `表${number}`, rows }))
}

const simplified = (matrix: Matrix): Matrix => matrix.map((row) => row.map((cell) => toSimplified(String(cell ?? ''))))

function refused(reason: Bilingual): ParseResult<SampleNotice> {
  return { notices: [], rejects: [reject('file', reason, '')], drift: [] }
}
