import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSampling } from '../../../src/intake/sampling/sampling.ts'

const read = (text: string | Uint8Array) =>
  parseSampling(typeof text === 'string' ? new TextEncoder().encode(text) : text)
const header = [
  '序号',
  '食品名称',
  '生产企业',
  '被抽样单位',
  '规格型号',
  '商标',
  '生产日期/批号',
  '不合格项目║检验结果║标准值',
]
const row = [
  '1',
  '酱油',
  '深圳市甲食品有限公司',
  '乙超市',
  '500ml/瓶',
  '奇味',
  '2025-03-01',
  '菌落总数║7500CFU/g║≤1000CFU/g',
]
const csv = (rows: string[][], mark = ',') => rows.map((cells) => cells.join(mark)).join('\n')
const essence = async (text: string | Uint8Array) =>
  (await read(text)).notices.map(({ product, brand, spec, batch, maker, sampledAt, items, conclusion }) => ({
    product,
    brand,
    spec,
    batch,
    maker: maker?.name,
    at: sampledAt?.name,
    items,
    conclusion,
  }))

describe('the same table, written otherwise', () => {
  test('gives the same sample: columns in any order, any mark, line end or byte order mark', async () => {
    const expected = await essence(csv([header, row]))
    expect(expected).toHaveLength(1)
    const order = fc.shuffledSubarray([...header.keys()], { minLength: header.length, maxLength: header.length })
    const style = fc.record({
      order,
      mark: fc.constantFrom(',', '\t', ';'),
      end: fc.constantFrom('\n', '\r\n'),
      start: fc.constantFrom('', '\ufeff', '附件\n'),
    })
    await fc.assert(
      fc.asyncProperty(style, async ({ order: places, mark, end, start }) => {
        const moved = [header, row].map((cells) => places.map((at) => cells[at] ?? ''))
        expect(await essence(start + csv(moved, mark).replaceAll('\n', end))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('notes, totals and "end of list" below it are no samples and need nobody', async () => {
    const below = ['注：排名不分先后', '备注：1.以上为不合格', '（以下空白）', '排名不分先后', '合计']
    const { notices, rejects } = await read(csv([header, row, ...below.map((line) => [line])]))
    expect([notices.length, rejects]).toEqual([1, []])
  })
})

describe('two lines of header', () => {
  const top = ['序号', '食品名称', '生产企业', '', '被抽样单位', '', '不合格情况', '', '']
  const below = ['', '', '名称', '地址', '名称', '地址', '不合格项目', '检验结果', '标准值']
  const sample = ['1', '酱油', '甲公司', '深圳市南山区1号', '乙超市', '深圳市福田区2号', '苯甲酸', '1.2', '≤1.0']

  test('a name below 生产企业 is the maker, never the product', async () => {
    expect((await read(csv([top, below, sample]))).notices).toMatchObject([
      {
        product: '酱油',
        maker: { name: '甲公司', address: '深圳市南山区1号' },
        sampledAt: { name: '乙超市', address: '深圳市福田区2号' },
        conclusion: 'failed',
      },
    ])
  })

  test('cells merged over the rows of two items are one sample', async () => {
    const cells = (texts: string[], span = 0) =>
      `<tr>${texts.map((text, at) => `<td${at < span ? ' rowspan=2' : ''}>${text}</td>`).join('')}</tr>`
    const table = `<table>${cells(['序号', '食品名称', '生产企业', '被抽样单位', '不合格项目', '检验结果', '标准值'])}${cells(['1', '酱油', '甲公司', '乙超市', '苯甲酸', '1.2', '1.0'], 4)}${cells(['山梨酸', '0.9', '0.5'])}${cells(['2', '醋', '丙厂', '丁店', '总酸', '3.1', '3.5'])}</table>`
    const { notices } = await read(`<html><body>${table}</body></html>`)
    expect(notices.map(({ product, items }) => [product, items.length])).toEqual([
      ['酱油', 2],
      ['醋', 1],
    ])
  })
})

describe('a cell that names no item', () => {
  test.each([
    ['合格', 'passed'],
    ['所检项目均符合规定', 'passed'],
    ['/', 'unknown'],
    ['', 'unknown'],
    ['苯甲酸║1.2║1.0', 'failed'],
  ])('"%s" is %s', async (cell, conclusion) => {
    const { notices } = await read(csv([header, [...row.slice(0, -1), cell], ['2', '醋', ...row.slice(2)]]))
    expect(notices[0]).toMatchObject({ conclusion })
    expect(notices[0]?.items.length).toBe(conclusion === 'failed' ? 1 : 0)
  })
})
