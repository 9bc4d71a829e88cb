import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from '../../../src/cases/csv.ts'

const readBack = (line: string): string[] => (parse(line, { relax_column_count: true }) as string[][])[0] ?? []

describe('a line of CSV', () => {
  it('quotes every cell and doubles quotes', () => {
    expect(csvLine(['a "b"', 7, null])).toBe('"a ""b""","7",""\r\n')
  })

  it.each([
    '=cmd|/C calc!A0',
    '+86 138',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    ' =1+1',
    '＝HYPERLINK("x")',
    '＋1',
    '－1',
    '＠x',
    '\u200b=1',
    '"=1"'.slice(1),
  ])('makes text of %j', (cell) => {
    expect(readBack(csvLine([cell]))[0]).toBe(`'${cell}`)
  })

  it('leaves other words as they are', () => {
    for (const words of ['电饭煲漏电', 'a=b', '3-4 楼', "it's", '1,299 元'])
      expect(readBack(csvLine([words]))[0]).toBe(words)
  })

  it('is read back cell by cell, and no cell begins a formula, whatever is in it', () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const read = readBack(csvLine(cells))
        expect(read.map((text, index) => text === cells[index] || text === `'${cells[index]}`)).not.toContain(false)
        expect(read.some((text) => /^\s*[=+\-@＝＋－＠]/u.test(text))).toBe(false)
      }),
    )
  })
})
