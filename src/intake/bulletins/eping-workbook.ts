import type { Bilingual } from '../../reference/city.ts'
import { type DayOrder, dayOrderIn, isNumberedDay, readDay } from '../recalls/recall-dates.ts'
import { type SheetRow, sheetRowBatches } from '../sheet-rows.ts'
import type { RawBulletin } from './bulletin.ts'
import { linksIn, plainText, titleAndBody } from './plain-text.ts'
import { readTradeDate } from './tbt-dates.ts'

export type WorkbookRow = { row: number | string; raw: RawBulletin | null; reason: Bilingual | null; drift: string[] }

type Cell = string | number | null

const rowsMax = 400_000
const headerRowsMax = 20
type Column =
  | 'symbol'
  | 'member'
  | 'circulated'
  | 'comments'
  | 'title'
  | 'description'
  | 'products'
  | 'hs'
  | 'ics'
  | 'objectives'
  | 'keywords'
  | 'type'
  | 'document'
  | 'link'
  | 'adoption'
  | 'publication'
  | 'inForce'
  | 'agency'
  | 'articles'
  | 'passed'

/**
 * Headers by a part of their name without accents, in the spellings seen and in the three languages of the WTO; the more particular first.
 * Position means nothing.
 */
const headers: [Column, RegExp][] = [
  ['symbol', /document symbol|^symbol|^cote|^signatura|simbolo del documento/],
  [
    'member',
    /notifying member|^member|^country|membre notifiant|^membre|miembro (?:que notifica|notificante)|^miembro/,
  ],
  [
    'circulated',
    /distribution date|date of (?:distribution|circulation)|circulation date|^date$|date de (?:distribution|diffusion)|fecha de distribucion/,
  ],
  [
    'comments',
    /final date for comment|comment deadline|deadline for comment|comments? (?:due|until)|(?:date limite|delai).*observation|(?:fecha limite|plazo).*observacion/,
  ],
  ['adoption', /adoption|adopcion/],
  ['publication', /publication|publicacion/],
  ['inForce', /entry into force|entree en vigueur|entrada en vigor/],
  ['hs', /\bhs\b|^sh\b|^sa\b|code.*\bsh\b|codigo.*\bsa\b/],
  ['ics', /\bics\b/],
  ['objectives', /objecti|objetivo|rationale/],
  ['keywords', /keyword|mots?[ -]cles?|palabras? clave/],
  ['type', /notification type|type of notification|^type$|type de notification|tipo de notificacion/],
  [
    'document',
    /notified document|document link|access to document|full text|(?:lien|acces).*document notifie|(?:enlace|acceso).*documento notificado/,
  ],
  ['link', /link|url|^lien|^enlace/],
  ['products', /product|produits?/],
  ['agency', /agency|organisme responsable|organismo (?:encargado|responsable)/],
  ['articles', /article|articulo/],
  [
    'passed',
    /international standard|affected|trading partner|area|format|language|\bid\b|group|status|norme internationale|norma internacional|langue|idioma|domaine/,
  ],
  ['title', /title|^titre|^titulo/],
  ['description', /description|content|teneur|descripcion|contenido/],
]

/**
 * Rows of the ePing workbook, by the piece in which they are unpacked. The header is the first row that names a symbol and two more columns.
 * A file without one, or that is no workbook, is one row with a reason.
 */
export async function* readWorkbookRows(bytes: Uint8Array): AsyncGenerator<Iterable<WorkbookRow>> {
  const reading: Reading = { header: null, over: false }
  try {
    for await (const batch of sheetRowBatches(bytes)) {
      for (const rows of fewAtATime(batch)) {
        if (reading.dayOrder === undefined && rows.some(holdsNumberedDay)) reading.dayOrder = await dayOrderOf(bytes)
        yield readEach(rows, reading)
        if (reading.over) return
      }
    }
  } catch (error) {
    yield [fileReject(unreadable(error instanceof Error ? error.message : String(error)))]
    return
  }
  if (!reading.header) yield [fileReject(noHeader)]
}

/** So that of a batch of thousands only the rows in hand are in memory. */
function* fewAtATime(batch: Iterable<SheetRow>): Generator<SheetRow[]> {
  let rows: SheetRow[] = []
  for (const row of batch) {
    rows.push(row)
    if (rows.length < 50) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/** How far a workbook is read: its header once that was met, that nothing after it counts, and how it writes days that are text. */
type Reading = {
  header: { sheet: number; columns: Map<number, Column>; dayFirst: boolean } | null
  over: boolean
  dayOrder?: DayOrder | null
}

/** Whoever writes in French or Spanish puts the day first. */
const dayFirstHeader = /^fecha|^date (?:de|limite)|^miembro|^membre/i

const numberedDays = ({ cells }: SheetRow) =>
  cells.filter((cell): cell is string => typeof cell === 'string' && isNumberedDay(cell))
const holdsNumberedDay = (row: SheetRow) => numberedDays(row).length > 0

/** Days are numbers of Excel in the workbook of the WTO. Where a program made text of them, all rows together say which number is the month. */
async function dayOrderOf(bytes: Uint8Array): Promise<DayOrder | null> {
  const orders = new Set<DayOrder | null>()
  for await (const rows of sheetRowBatches(bytes)) orders.add(dayOrderIn([...rows].flatMap(numberedDays)))
  orders.delete(null)
  const [only = null, other] = orders
  return other === undefined ? only : null
}

function* readEach(rows: Iterable<SheetRow>, reading: Reading): Generator<WorkbookRow> {
  try {
    for (const row of rows) yield* readOne(row, reading)
  } catch (error) {
    reading.over = true
    yield fileReject(unreadable(error instanceof Error ? error.message : String(error)))
  }
}

function readOne({ sheet, number, cells }: SheetRow, reading: Reading): WorkbookRow[] {
  const { header } = reading
  if (reading.over) return []
  if (number > rowsMax || (header && sheet !== header.sheet)) {
    reading.over = true
    return number > rowsMax ? [fileReject(tooManyRows)] : []
  }
  if (header) return [toRow(number, cells, header.columns, reading.dayOrder ?? (header.dayFirst ? 'dmy' : null))]
  const columns = number <= headerRowsMax ? headerOf(cells) : null
  if (!columns) return []
  reading.header = { sheet, columns, dayFirst: cells.some((cell) => dayFirstHeader.test(cellText(cell))) }
  return [{ row: number, raw: null, reason: null, drift: unmapped(cells, columns) }]
}

const tooManyRows: Bilingual = {
  zh: `工作簿超过 ${rowsMax} 行，请分批导出`,
  en: `The workbook has over ${rowsMax} rows: export it in parts`,
}
const noHeader: Bilingual = {
  zh: '工作簿前 20 行没有表头（应含 Document symbol 等列名），请核对文件',
  en: 'No header in the first 20 rows (a column such as Document symbol is expected): check the file',
}
const unreadable = (message: string): Bilingual => ({
  zh: `工作簿无法读取（${message}），请重新下载 .xlsx 文件`,
  en: `The workbook cannot be read (${message}): fetch the .xlsx file again`,
})
const emptyRow: Bilingual = { zh: '这一行没有文件号', en: 'This row has no document symbol' }

function headerOf(cells: Cell[]): Map<number, Column> | null {
  const columns = new Map<number, Column>()
  cells.forEach((cell, index) => {
    const name = cellText(cell).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const column = headers.find(
      ([key, pattern]) => pattern.test(name) && (key === 'passed' || ![...columns.values()].includes(key)),
    )?.[0]
    if (name !== '' && column) columns.set(index, column)
  })
  return [...columns.values()].includes('symbol') && columns.size >= 3 ? columns : null
}

function unmapped(cells: Cell[], columns: Map<number, Column>): string[] {
  return cells.flatMap((cell, index) =>
    columns.has(index) || cellText(cell) === '' ? [] : [`eping column: ${cellText(cell)}`],
  )
}

function toRow(number: number, cells: Cell[], columns: Map<number, Column>, dayOrder: DayOrder | null): WorkbookRow {
  const byColumn = new Map<Column, Cell | undefined>()
  for (const [index, column] of columns) byColumn.set(column, cells[index])
  const text = (column: Column) => plainText(cellText(byColumn.get(column)))
  const day = (column: Column) => cellDay(byColumn.get(column), dayOrder)
  const symbols = cellText(byColumn.get('symbol'))
  if (symbols.trim() === '') return { row: number, raw: null, reason: emptyRow, drift: [] }
  const { title, body } = titleAndBody(text('title'))
  return {
    row: number,
    reason: null,
    drift: [],
    raw: {
      source: 'eping',
      route: 'workbook',
      url: linksIn(cellText(byColumn.get('link')))[0] ?? null,
      symbols,
      area: null,
      documentNumber: '',
      member: text('member'),
      agency: text('agency'),
      type: text('type'),
      articles: [],
      products: text('products'),
      hs: text('hs'),
      ics: text('ics'),
      title: title || text('products').split('\n')[0] || symbols.trim(),
      titleZh: null,
      description: text('description') || body,
      objectives: objectivesIn(text('objectives')),
      circulatedOn: day('circulated') ?? exactDay(text('circulated'), dayOrder),
      dayOrder,
      comments: day('comments') ?? text('comments'),
      adoption: day('adoption') ?? text('adoption'),
      publication: day('publication') ?? text('publication'),
      entryIntoForce: day('inForce') ?? text('inForce'),
      related: '',
      documents: linksIn(cellText(byColumn.get('document'))),
      sps: null,
    },
  }
}

function objectivesIn(cell: string): string[] {
  return cell
    .split(/[;\n]+/)
    .map((name) => name.replace(/\s*\((?:TBT|SPS)\)\s*$/, '').trim())
    .filter((name) => name !== '')
}

/** ISO date of a cell: a serial number (days since 1899-12-30, which is what a date is without its style) or text that is a day alone. */
function cellDay(cell: Cell | undefined, order: DayOrder | null): string | null {
  const text = cellText(cell).trim()
  if (/^\d{5}(\.\d+)?$/.test(text)) return serialDay(Number(text))
  return readDay(text, order)
}

/** `2 March 2026` in place of a date. */
function exactDay(text: string, dayOrder: DayOrder | null): string | null {
  const date = readTradeDate(text, { dayOrder })
  return date.kind === 'exact' ? date.earliest : null
}

/** Serial numbers outside 1949–2119 are no dates of notifications. */
function serialDay(serial: number): string | null {
  return serial > 18_000 && serial < 80_000
    ? new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
    : null
}

function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell)
}

function fileReject(reason: Bilingual): WorkbookRow {
  return { row: 'file', raw: null, reason, drift: [] }
}
