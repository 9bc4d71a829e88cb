import { unpack, type ZipEntry, zipEntries } from './zip.ts'

/** A row of a worksheet; `cells[0]` is column A. Numbers stay numbers (a date is days since 1899-12-30), everything else is text. */
export type SheetRow = { sheet: number; number: number; cells: (string | number | null)[] }

const sheetBytesMax = 3 * 1024 * 1024 * 1024
const stringsBytesMax = 512 * 1024 * 1024
/** A row or a shared string; the longest cell that Excel keeps has 32,767 characters. */
const elementBytesMax = 4 * 1024 * 1024
/** Where a cell begins: nothing is looked for beyond the next, so that a row without ends takes no longer than another. */
const cellStart = /(?=<(?:\w{1,20}:)?c[\s/>])/
const cell = /^<(?:\w+:)?c\b([^<>]*?)(?:\/>|>([\s\S]*)<\/(?:\w+:)?c>)/
const value = /<(?:\w{1,20}:)?v\b[^<>]*>([^<]*)<\/(?:\w+:)?v>/
const textRun = /<(?:\w{1,20}:)?t\b[^<>]*?(?:\/>|>([^<]*)<\/(?:\w+:)?t>)/g
const phonetic = /<(?:\w{1,20}:)?rPh\b(?:[^<]|<(?!\/?(?:\w{1,20}:)?rPh\b))*<\/(?:\w+:)?rPh>/g

/**
 * Rows of the worksheets of an .xlsx file (ECMA-376 part 1, §18.3), one at a time: of the sheet only the row in hand is in memory,
 * beside the shared strings. Styles, formulas and links are not read. Throws on what is no such file.
 */
export async function* sheetRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  for await (const rows of sheetRowBatches(bytes)) yield* rows
}

/**
 * The same by the piece in which they are unpacked, for those who read very many: waiting for each row costs as much as reading it. The
 * rows of a piece are made as they are asked for, so that few are in memory at a time.
 */
export async function* sheetRowBatches(bytes: Uint8Array): AsyncGenerator<Iterable<SheetRow>> {
  const entries = zipEntries(bytes)
  const sheets = entries
    .filter((entry) => /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.name))
    .sort((a, b) => sheetNumber(a) - sheetNumber(b))
  if (sheets.length === 0) throw new Error('no worksheet inside')
  const shared = await sharedStrings(bytes, entries)
  for (const [index, sheet] of sheets.entries()) {
    const last = { sheet: index + 1, number: 0 }
    for await (const rows of elements(bytes, sheet, 'row', sheetBytesMax)) yield rowsOf(rows, last, shared)
  }
}

/** A row without its number is the next. */
function* rowsOf(
  rows: Iterable<string>,
  last: { sheet: number; number: number },
  shared: SharedStrings,
): Generator<SheetRow> {
  for (const row of rows) {
    const stated = Number(/^<[^>]*?\br="(\d+)"/.exec(row)?.[1])
    last.number = Number.isInteger(stated) && stated > 0 ? stated : last.number + 1
    yield { ...last, cells: cellsOf(row, shared) }
  }
}

type SharedStrings = (index: number) => string | null

/**
 * The strings that cells share, by number. They are held as bytes outside the heap and decoded as they are asked for: a workbook of
 * 100,000 notices holds some 60 MB of them, which as objects would make the collector let the heap grow to twice that.
 */
async function sharedStrings(bytes: Uint8Array, entries: ZipEntry[]): Promise<SharedStrings> {
  const entry = entries.find((one) => /^xl\/sharedStrings\.xml$/i.test(one.name))
  if (!entry) return () => null
  const blocks: Buffer[] = []
  let ends = new Float64Array(1024)
  let count = 0
  let filled = blockBytes
  const keep = (item: string) => {
    const text = runsOf(item)
    const length = Buffer.byteLength(text)
    if (filled + length > (blocks.at(-1)?.length ?? 0)) {
      blocks.push(Buffer.allocUnsafeSlow(Math.max(blockBytes, length)))
      filled = 0
    }
    blocks.at(-1)?.write(text, filled)
    if (count * 2 + 2 > ends.length) ends = grown(ends)
    ends[count * 2] = (blocks.length - 1) * placesPerBlock + filled
    ends[count * 2 + 1] = length
    filled += length
    count += 1
  }
  for await (const items of elements(bytes, entry, 'si', stringsBytesMax)) for (const item of items) keep(item)
  return (index) => {
    if (!(index >= 0 && index < count)) return null
    const place = ends[index * 2] as number
    const start = place % placesPerBlock
    return (
      blocks[Math.floor(place / placesPerBlock)]?.toString('utf8', start, start + (ends[index * 2 + 1] as number)) ??
      null
    )
  }
}

const blockBytes = 1024 * 1024
/** A place is the number of its block and the offset in it in one number; no single string passes the limit of the whole part. */
const placesPerBlock = 2 ** 32

function grown(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** Elements of one name, which never hold one of their own kind, each as its own string: those that each unpacked piece completes. */
async function* elements(
  bytes: Uint8Array,
  entry: ZipEntry,
  name: string,
  bytesMax: number,
): AsyncGenerator<Iterable<string>> {
  const open = opening(name)
  let rest: Buffer = Buffer.alloc(0)
  let closing = Buffer.from(`</${name}>`)
  let first = true
  let begun = false
  for await (const piece of unpack(bytes, entry, bytesMax)) {
    const held = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    if (first) {
      const prefix = /<(\w+:)(?:worksheet|sst)\b/.exec(held.toString('latin1', 0, 2_000))?.[1]
      if (prefix) closing = Buffer.from(`</${prefix}${name}>`)
      first = false
    }
    const last = held.lastIndexOf(closing)
    const end = last < 0 ? 0 : last + closing.length
    rest = held.subarray(end)
    if (end > 0 || !begun) {
      const at = rest.toString('latin1').search(open)
      begun = at >= 0 && rest.includes('>', at)
      // What lies between two elements is let go, but for a tag that the next piece may end.
      rest = rest.subarray(at >= 0 ? at : Math.max(0, rest.lastIndexOf('<')))
    }
    if (rest.length > elementBytesMax) throw new Error(`one ${name} has over ${elementBytesMax / 1024 / 1024} MB`)
    if (end > 0) yield wholeElements(held.subarray(0, end), closing, open)
  }
}

function* wholeElements(held: Buffer, closing: Buffer, open: RegExp): Generator<string> {
  let at = 0
  for (let end = held.indexOf(closing); end >= 0; end = held.indexOf(closing, at)) {
    const text = held.toString('utf8', at, end + closing.length)
    yield text.slice(text.search(open))
    at = end + closing.length
  }
}

/** The opening tag; an empty element before it (`<row r="2"/>`) belongs to nobody. */
function opening(name: string): RegExp {
  return new RegExp(`<(?:\\w{1,20}:)?${name}(?=[\\s>])(?![^<>]*/>)`)
}

function cellsOf(row: string, shared: SharedStrings): SheetRow['cells'] {
  const cells: SheetRow['cells'] = []
  for (const piece of row.split(cellStart)) {
    const match = cell.exec(piece)
    if (!match) continue
    const attributes = match[1] ?? ''
    const column = /\br="([A-Z]{1,3})\d*"/.exec(attributes)?.[1]
    const at = column ? columnIndex(column) : cells.length
    while (cells.length < at) cells.push(null)
    cells[at] = cellValue(/\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n', match[2] ?? '', shared)
  }
  return cells
}

function cellValue(type: string, inside: string, shared: SharedStrings): string | number | null {
  if (type === 'inlineStr') return runsOf(inside)
  const written = value.exec(inside)?.[1]
  if (written === undefined) return null
  if (type === 's') return shared(Number(written))
  if (type === 'n' && written.trim() !== '' && Number.isFinite(Number(written))) return Number(written)
  return decoded(written)
}

/** What nearly every shared string is: one run, whole. */
const oneRun = /^<si><t(?: xml:space="preserve")?>([^<]*)<\/t><\/si>$/

function runsOf(xml: string): string {
  const only = oneRun.exec(xml)?.[1]
  if (only !== undefined) return decoded(only)
  return decoded([...xml.replace(phonetic, '').matchAll(textRun)].map((run) => run[1] ?? '').join(''))
}

/** The five entities, numbered characters, and the `_x000D_` with which Excel writes control characters. */
function decoded(text: string): string {
  if (!/[&_]/.test(text)) return text
  return text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) =>
      character(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/_x([\dA-F]{4})_/g, (_, hex: string) => character(Number.parseInt(hex, 16)))
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function sheetNumber(entry: ZipEntry): number {
  return Number(/(\d+)\.xml$/i.exec(entry.name)?.[1] ?? 0)
}
