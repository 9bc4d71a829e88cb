import { describe, expect, test } from 'vitest'
import { type SheetRow, sheetRows } from '../../../src/intake/sheet-rows.ts'
import { unpack, zipEntries } from '../../../src/intake/zip.ts'
import { archive } from '../../support/archive.ts'

async function rowsOf(sheet: string, strings?: string): Promise<SheetRow[]> {
  const files = { 'xl/worksheets/sheet1.xml': sheet, ...(strings ? { 'xl/sharedStrings.xml': strings } : {}) }
  const rows: SheetRow[] = []
  for await (const row of sheetRows(archive(files))) rows.push(row)
  return rows
}

describe('rows of a worksheet', () => {
  test('shared and inline text, numbers, formulas, gaps and entities', async () => {
    const strings =
      '<sst><si><t>R&amp;D</t></si><si><r><t>rich </t></r><r><t xml:space="preserve">text</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si></sst>'
    const sheet =
      '<worksheet><sheetData><row r="1"/><row r="2" spans="1:5"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="3"><v>46083</v></c><c r="E2" t="inlineStr"><is><t>in &lt;line&gt;_x000D_</t></is></c><c r="AA2" t="str"><f>A1</f><v>made</v></c></row></sheetData></worksheet>'
    const [row] = await rowsOf(sheet, strings)
    expect(row).toMatchObject({ sheet: 1, number: 2 })
    expect(row?.cells.slice(0, 5)).toEqual(['R&D', null, 'rich text', 46083, 'in <line>\r'])
    expect(row?.cells[26]).toBe('made')
  })

  test('names with a prefix, and cells and rows without an address', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c/><x:c><x:v>7</x:v></x:c></x:row><x:row><x:c t="str"><x:v>b</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect((await rowsOf(sheet)).map(({ number, cells }) => [number, cells])).toEqual([
      [1, ['a', null, 7]],
      [2, ['b']],
    ])
  })

  test('characters of many bytes that fall on the edge of a piece stay whole', async () => {
    const filler = '通报'.repeat(200_000)
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${filler}</v></c></row><row r="2"><c r="A2" t="str"><v>末</v></c></row></sheetData></worksheet>`
    const rows = await rowsOf(sheet)
    expect(rows[0]?.cells[0]).toBe(filler)
    expect(rows[1]?.cells[0]).toBe('末')
  })
})

describe('archives that are not to be trusted', () => {
  test('one row without end is refused before it fills the memory', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c t="str"><v>${'0'.repeat(40_000_000)}</v></c></row></sheetData></worksheet>`
    await expect(rowsOf(sheet)).rejects.toThrow(/one row has over 4 MB/)
  })
  test('what stands between the rows may be as long as it likes', async () => {
    const empty = '<row r="1" ht="15" customHeight="1"/>'.repeat(600_000)
    const links = '<hyperlink ref="A1" r:id="rId1"/>'.repeat(600_000)
    const sheet = `<worksheet><cols>${'<col/>'.repeat(10)}</cols><sheetData>${empty}<row r="7"><c t="str"><v>a</v></c></row></sheetData><hyperlinks>${links}</hyperlinks></worksheet>`
    expect(await rowsOf(sheet)).toMatchObject([{ number: 7, cells: ['a'] }])
  })
  test('cells, values and runs without an end take no longer than others', async () => {
    for (const inside of ['<c>', '<c t="str"><v>', '<c t="inlineStr"><is><t>', '<c t="inlineStr"><rPh>', '<row '])
      expect(
        await rowsOf(`<worksheet><sheetData><row r="1">${inside.repeat(100_000)}</row></sheetData></worksheet>`),
      ).toHaveLength(1)
  })
  test('one that unpacks without end is stopped', async () => {
    const bomb = archive({ 'xl/worksheets/sheet1.xml': '0'.repeat(5_000_000) })
    expect(bomb.length).toBeLessThan(20_000)
    const [entry] = zipEntries(bomb)
    if (!entry) throw new Error('no entry')
    await expect(async () => {
      for await (const piece of unpack(bomb, entry, 1_000_000)) expect(piece.length).toBeGreaterThan(0)
    }).rejects.toThrow(/unpacks to over/)
  })
  test('one with 10,000 files is refused', () => {
    expect(() => zipEntries(archive({ a: '' }, 10_000))).toThrow(/2000 files/)
  })
  test.each([
    ['cut off', (whole: Uint8Array) => whole.slice(0, 60)],
    [
      'pointing beyond its end',
      (whole: Uint8Array) => whole.map((byte, index) => (index === whole.length - 6 ? 0xff : byte)),
    ],
    ['without a worksheet', () => archive({ 'readme.txt': 'x' })],
  ])('one %s is refused', async (_, spoil) => {
    await expect(async () => {
      for await (const row of sheetRows(spoil(archive({ 'xl/worksheets/sheet1.xml': '<worksheet/>' }))))
        expect(row).toBeUndefined()
    }).rejects.toThrow()
  })
})
