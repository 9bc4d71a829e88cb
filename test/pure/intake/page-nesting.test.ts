import { describe, expect, test } from 'vitest'
import { parseTbtZh } from '../../../src/intake/bulletins/tbt-zh.ts'
import type { NoticeSource } from '../../../src/intake/notice.ts'
import { type RowRead, readNotices } from '../../../src/intake/notice-sources.ts'
import { refuseEndlessPage } from '../../../src/intake/page-nesting.ts'
import { parseSamr } from '../../../src/intake/recalls/samr.ts'
import { fewCodes } from '../bulletins/few-codes.ts'
import { city } from '../watch/small-city.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const page = (inside: string) => `<html><body><h1>公告</h1>${inside}</body></html>`
const rowsOf = async (source: NoticeSource, text: string) => {
  const rows: RowRead[] = []
  for await (const row of readNotices(source, bytes(text), { city, codes: fewCodes })) rows.push(row)
  return rows
}
const seconds = async (act: () => unknown) => {
  const start = performance.now()
  await act()
  return (performance.now() - start) / 1000
}

describe('a page that would hold the reader for ever', () => {
  const many = 100_000
  const distinct = Array.from({ length: 400 }, (_, at) => `<font size=${at}>`).join('')
  const endless: [string, string][] = [
    ['nested without end', '<div>'.repeat(many)],
    ['tables in tables', '<table><tr><td>'.repeat(many)],
    ['formatting carried from paragraph to paragraph', `${distinct}${'<p>x'.repeat(many)}`],
    ['drawings, where nothing closes by itself', `<svg>${'<td>'.repeat(many)}`],
  ]

  test.each(endless)('is refused at once: %s', async (_, inside) => {
    expect(await seconds(() => expect(() => refuseEndlessPage(page(inside))).toThrow(/500/))).toBeLessThan(2)
  })

  test('becomes one reject with its reason, whichever reader meets it', async () => {
    for (const source of ['samr', 'sampling', 'tbt-zh', 'wto', 'cpsc'] as const) {
      const rows = await rowsOf(source, page('<b>'.repeat(many)))
      expect(rows).toMatchObject([
        { notice: null, reject: { row: 'file', reason: { en: expect.stringMatching(/nests its tags/) } } },
      ])
    }
  })

  test('among records spoils only its own', () => {
    const good = '<p>产品名称：风扇</p><p>生产者名称：深圳市甲电器有限公司</p><p>存在的缺陷：可能起火</p>'
    const records = [
      { id: 'a', html: page('<b>'.repeat(many)) },
      { id: 'b', html: page(good) },
    ]
    const { notices, rejects } = parseSamr(bytes(JSON.stringify(records)))
    expect(notices.map(({ sourceId }) => sourceId)).toEqual(['b'])
    expect(rejects).toMatchObject([{ row: 1 }])
    expect(parseTbtZh(bytes(JSON.stringify(records.slice(0, 1))), { codes: fewCodes }).rejects).toHaveLength(1)
  })
})

describe('a page of people', () => {
  test.each([
    [
      'paragraphs and cells that nobody closed',
      `${'<p>一段'.repeat(5_000)}<table>${'<tr><td>甲<td><font color=red>乙'.repeat(5_000)}</table>`,
    ],
    [
      'markup inside scripts and comments',
      `<script>${'"<div>"+'.repeat(2_000)}</script><!--${'<div>'.repeat(2_000)}-->`,
    ],
    ['a long list of links', '<div><a href="x">x</a><br></div>'.repeat(20_000)],
  ])('is not refused: %s', (_, inside) => {
    expect(() => refuseEndlessPage(page(inside))).not.toThrow()
  })
})

describe('text that makes patterns look twice', () => {
  const words = [
    '<a',
    '<!---->',
    '<script',
    '<link rel="canonical" ',
    '0',
    '1-',
    'A',
    '（',
    '厂',
    '标称',
    '生产的',
    '公司召回生产',
    'a',
    '"',
    'no ',
    '年',
  ]
  const inRecord = (text: string) =>
    JSON.stringify({
      results: [
        {
          recall_number: 'F-1-2026',
          product_description: `a ${text}`,
          code_info: text,
          reason_for_recall: text,
          recalling_firm: text,
          product_quantity: text,
        },
      ],
    })
  const shapes: [NoticeSource, (text: string) => string][] = [
    ['fda', inRecord],
    ['samr', (text) => `深圳市甲电器有限公司召回2026年生产的部分电扇，${text}`],
    ['samr', (text) => text],
    [
      'sampling',
      (text) => `食品名称,生产企业,被抽样单位,不合格项目,检验结果\n${text},${text},"${text}",${text},${text}\n`,
    ],
    ['tbt-zh', (text) => `通报号：G/TBT/N/USA/1\n通报成员：美国\n内容简述：${text}\n评议截止日期：${text}\n`],
    ['wto', (text) => `G/TBT/N/USA/1\n2 January 2026\n1. Notifying Member: USA\n6. Description of content: ${text}\n`],
  ]

  test.each(shapes)('takes time in proportion to its length (%s)', { timeout: 120_000 }, async (source, shape) => {
    for (const word of words) {
      const read = () => rowsOf(source, shape(word.repeat(40_000 / word.length)))
      expect(await seconds(read), `${source} ${word}`).toBeLessThan(12)
    }
  })
})
