/** What a spreadsheet opens as UTF-8 rather than as whatever the machine's language suggests. */
export const byteOrderMark = '\uFEFF'

/**
 * One line of CSV (RFC 4180) whose cells no spreadsheet takes for a formula: every cell is quoted, and one that begins with a sign
 * that starts a formula, also full-width or after blanks, gets an apostrophe before it (OWASP, CSV Injection).
 */
export function csvLine(cells: (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Also signs that a spreadsheet of East Asia reads as their narrow forms, and tabs and line ends, which end a cell for some. */
const startsFormula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−]|^[\t\r\n]/u

function csvCell(cell: string | number | null): string {
  if (cell === null) return '""'
  if (typeof cell === 'number') return `"${cell}"`
  const text = startsFormula.test(cell) ? `'${cell}` : cell
  return `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`
}
