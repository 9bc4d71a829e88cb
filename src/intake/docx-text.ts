import { unescaped } from './source-xml.ts'
import { unpack, zipEntries } from './zip.ts'

const bytesMax = 64 * 1024 * 1024
const piece = /<(\/?)w:(tbl|tr|tc|p|t|tab|br|cr|noBreakHyphen|sym|del|checkBox|default|checked)\b([^<>]*?)(\/?)>/g
/** Tables lie in tables two or three deep; each level is written out again in the one around it. */
const tablesDeepMax = 20

export type DocxText = { lines: string[]; tables: string[][][] }

/** A Word document (.docx, ECMA-376 part 1 §17) holds `word/document.xml`. */
export function isDocx(bytes: Uint8Array): boolean {
  try {
    return zipEntries(bytes).some(({ name }) => name === 'word/document.xml')
  } catch {
    return false
  }
}

/**
 * The words of a .docx in reading order: one line a paragraph, the cells of a table row parted by ` | `; and its tables apart. Deleted
 * text and field codes are left out; a form field to tick and a box of Wingdings give `[X]` or `[ ]`. Throws on what is no such file.
 */
export async function docxText(bytes: Uint8Array): Promise<DocxText> {
  const entry = zipEntries(bytes).find(({ name }) => name === 'word/document.xml')
  if (!entry) throw new Error('no word/document.xml inside')
  const pieces: Buffer[] = []
  for await (const part of unpack(bytes, entry, bytesMax)) pieces.push(part)
  return readDocument(Buffer.concat(pieces).toString('utf8'))
}

function readDocument(xml: string): DocxText {
  const text: DocxText = { lines: [], tables: [] }
  const cells: string[][] = []
  const tables: string[][][] = []
  let paragraph = ''
  let skipping = 0
  let from = -1
  let box: boolean | null = null
  for (const match of xml.matchAll(piece)) {
    const [whole, slash, tag, attributes = '', selfClosed] = match
    const opens = slash === '' && selfClosed === ''
    if (tag === 't' && opens) from = match.index + whole.length
    else if (tag === 't' && slash === '/' && from >= 0) {
      if (skipping === 0) paragraph += unescaped(xml.slice(from, match.index))
      from = -1
    } else if (tag === 'del') skipping += opens ? 1 : slash === '/' ? -1 : 0
    else if (tag === 'tab') paragraph += ' '
    else if (tag === 'br' || tag === 'cr') paragraph += '\n'
    else if (tag === 'noBreakHyphen') paragraph += '-'
    else if (tag === 'sym') paragraph += boxOfSymbol(attributes)
    else if (tag === 'checkBox' && opens) box = false
    else if (tag === 'checkBox' && slash === '/') {
      paragraph += box ? '[X]' : '[ ]'
      box = null
    } else if ((tag === 'checked' || tag === 'default') && box !== null)
      box = !/w:val="(?:0|false|off)"/.test(attributes)
    else if (tag === 'tbl' && opens) {
      if (tables.length >= tablesDeepMax) throw new Error(`tables nested over ${tablesDeepMax} deep`)
      tables.push([])
    } else if (tag === 'tbl' && slash === '/') endTable(text, tables)
    else if (tag === 'tr' && opens) cells.push([])
    else if (tag === 'tr' && slash === '/') endRow(text, tables, cells)
    else if (tag === 'tc' && opens) cells.at(-1)?.push('')
    else if (tag === 'p' && (slash === '/' || selfClosed === '/')) {
      endParagraph(text, cells, paragraph)
      paragraph = ''
    }
  }
  return text
}

/** Boxes as the fonts Wingdings and Wingdings 2 draw them, by the last byte of their code. */
function boxOfSymbol(attributes: string): string {
  const font = /w:font="Wingdings( 2)?"/.exec(attributes)
  const code = /w:char="(?:F0|f0|00)?([\da-fA-F]{2})"/.exec(attributes)?.[1]?.toLowerCase() ?? ''
  if (!font) return ''
  const [ticked, empty] = font[1] ? ['51 52 53 54 50 4f', 'a3 2a 30'] : ['fe fd fc fb 78', 'a8 6f 71 72']
  return ticked.includes(code) ? '[X]' : empty.includes(code) ? '[ ]' : ''
}

function endParagraph(text: DocxText, cells: string[][], paragraph: string): void {
  const row = cells.at(-1)
  if (!row) text.lines.push(...paragraph.split('\n').map((line) => line.trim()))
  else if (row.length > 0) row[row.length - 1] = [row.at(-1), paragraph.trim()].filter((part) => part !== '').join('\n')
}

function endRow(text: DocxText, tables: string[][][], cells: string[][]): void {
  const row = cells.pop() ?? []
  tables.at(-1)?.push(row)
  const outer = cells.at(-1)
  const line = row.join(' | ')
  if (outer && outer.length > 0) outer[outer.length - 1] = [outer.at(-1), line].filter((part) => part !== '').join('\n')
  else text.lines.push(...line.split('\n'))
}

function endTable(text: DocxText, tables: string[][][]): void {
  const table = tables.pop()
  if (table && tables.length === 0) text.tables.push(table)
}
