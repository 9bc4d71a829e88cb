import { type CheerioAPI, load } from 'cheerio'
import { refuseEndlessPage } from './page-nesting.ts'

const spanMax = 500

/**
 * Tables of a web page as rows of cells, innermost tables alone. Below a merged cell its text goes on in the rows it covers; beside
 * it, in the columns it covers, there is nothing.
 */
export function pageTables(html: string): string[][][] {
  refuseEndlessPage(html)
  const $ = load(html)
  $('br').replaceWith('\n')
  return $('table')
    .get()
    .filter((table) => $(table).find('table').length === 0)
    .map((table) => matrixOf($, $(table).find('tr').get()))
}

type Element = Parameters<CheerioAPI>[0]

function matrixOf($: CheerioAPI, lines: Element[]): string[][] {
  const matrix: (string | undefined)[][] = lines.map(() => [])
  for (const [at, line] of lines.entries()) {
    let column = 0
    for (const cell of $(line).children('td,th').get()) {
      while (matrix[at]?.[column] !== undefined) column += 1
      const across = spanOf($(cell).attr('colspan'))
      for (const row of matrix.slice(at, at + spanOf($(cell).attr('rowspan'))))
        fill(row, column, across, $(cell).text().trim())
      column += across
    }
  }
  return matrix.map((row) => Array.from(row, (cell) => cell ?? ''))
}

function fill(row: (string | undefined)[], column: number, across: number, text: string): void {
  for (let beside = 0; beside < across; beside += 1) row[column + beside] = beside === 0 ? text : ''
}

function spanOf(written: string | undefined): number {
  const span = Number(written ?? 1)
  return Number.isInteger(span) && span > 0 && span <= spanMax ? span : 1
}
