import { parse } from 'csv-parse/sync'
import { Invalid } from '../../errors.ts'
import { sheetRows } from '../../intake/sheet-rows.ts'

/** One row of a sheet under its headings as written; `number` is the line as a spreadsheet counts it. */
export type RegisterRow = { number: number; cells: Record<string, string | number> }

/**
 * The rows of a CSV file (UTF-8, or GB 18030 as Chinese spreadsheets save it) or of the first worksheet of an XLSX file; the first row
 * holds the headings. Throws Invalid for a file that is neither.
 */
export async function readRegisterFile({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<RegisterRow[]> {
  try {
    return /\.xlsx$/i.test(name) ? await worksheet(bytes) : csv(bytes)
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 200) : String(error)
    throw new Invalid({
      zh: `读不出 ${name}：请存为带标题行的 CSV 或 XLSX。（${said}）`,
      en: `${name} cannot be read: save it as CSV or XLSX with a row of headings. (${said})`,
    })
  }
}

function csv(bytes: Uint8Array): RegisterRow[] {
  const rows = parse(textOf(bytes), { skip_empty_lines: true, trim: true, relax_column_count: true }) as string[][]
  const [headings = [], ...rest] = rows
  return rest.map((cells, at) => ({ number: at + 2, cells: named(headings, cells) }))
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function worksheet(bytes: Uint8Array): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = []
  let headings: string[] | null = null
  for await (const { sheet, number, cells } of sheetRows(bytes)) {
    if (sheet > 1) break
    if (headings === null) headings = cells.map((cell) => String(cell ?? ''))
    else if (cells.some((cell) => cell !== null && cell !== '')) rows.push({ number, cells: named(headings, cells) })
  }
  return rows
}

function named(headings: string[], cells: (string | number | null)[]): RegisterRow['cells'] {
  const entries = headings.flatMap((heading, at) => {
    const cell = cells[at]
    return heading.trim() === '' || cell === null || cell === undefined || cell === ''
      ? []
      : [[heading.trim(), cell] as const]
  })
  return Object.fromEntries(entries)
}
