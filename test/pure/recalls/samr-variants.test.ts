import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPeriod } from '../../../src/intake/recalls/recall-dates.ts'
import { parseSamr } from '../../../src/intake/recalls/samr.ts'

const read = (text: string) => parseSamr(new TextEncoder().encode(text))
const rowsOf = (rows: string[][]) =>
  rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
const page = (inside: string) =>
  `<!DOCTYPE html><html><body><h1>深圳市甲玩具有限公司召回部分玩具</h1><p>发布时间：2026-01-15</p>${inside}</body></html>`
const form: string[][] = [
  ['生产者名称', '深圳市甲玩具有限公司'],
  ['产品名称', '电动玩具车'],
  ['商标', '奇乐'],
  ['涉及数量', '1,200件'],
  ['型号规格', 'X-1、X-2'],
  ['生产起止日期', '2025年1月1日至2025年6月30日'],
  ['批号', 'B001'],
  ['存在的缺陷', '小零件脱落，不符合GB 6675.2-2014'],
  ['召回措施', '免费退货'],
]
const told = (rows: string[][]) => read(page(`<table>${rowsOf(rows)}</table>`))
const wide = (text: string) =>
  text.replace(/[0-9A-Za-z.,-]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
const numerals = '一二三四五六七八九'

describe('the same form, printed otherwise', () => {
  const [expected] = told(form).notices
  const variants: Record<string, (rows: string[][]) => string> = {
    'digits as wide as characters': (rows) =>
      page(`<table>${rowsOf(rows.map(([a = '', b = '']) => [a, wide(b)]))}</table>`),
    'numbered with 一、': (rows) =>
      page(`<table>${rowsOf(rows.map(([a, b = ''], at) => [`${numerals[at]}、${a}`, b]))}</table>`),
    'numbered with （一）': (rows) =>
      page(`<table>${rowsOf(rows.map(([a, b = ''], at) => [`（${numerals[at]}）${a}`, b]))}</table>`),
    'letters spaced out': (rows) =>
      page(`<table>${rowsOf(rows.map(([a = '', b = '']) => [[...a].join('　'), b]))}</table>`),
    'paragraphs with colons': (rows) => page(rows.map(([a, b]) => `<p>${a}：${b}</p>`).join('')),
    'two pairs a row': (rows) =>
      page(`<table>${rowsOf([[...(rows[0] ?? []), ...(rows[1] ?? [])], ...rows.slice(2)])}</table>`),
    'a group heading over several rows': (rows) =>
      page(
        `<table>${rowsOf(rows.slice(0, 7))}<tr><td rowspan="2">召回信息说明</td><td>存在的缺陷</td><td>${rows[7]?.[1]}</td></tr>${rowsOf(rows.slice(8))}</table>`,
      ),
    'other names of the labels': (rows) => {
      const names: Record<string, string> = {
        生产者名称: '制造商',
        商标: '品牌名称',
        涉及数量: '召回数量（件）',
        型号规格: '产品型号',
        批号: '生产批次',
      }
      return page(`<table>${rowsOf(rows.map(([a = '', b = '']) => [names[a] ?? a, b]))}</table>`)
    },
  }

  test.each(Object.entries(variants))('%s', (_, print) => {
    const { notices, rejects } = read(print(form))
    expect(rejects).toEqual([])
    expect(notices).toMatchObject([
      {
        products: expected?.products,
        firms: expected?.firms,
        unitsAffected: expected?.unitsAffected,
        clauses: ['GB 6675.2-2014'],
      },
    ])
    expect(notices[0]?.defects.join()).not.toMatch(/召回信息|免费/)
  })

  test('with its rows in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(form, { minLength: form.length, maxLength: form.length }), (rows) => {
        const [notice] = told(rows).notices
        expect(notice).toMatchObject({
          products: expected?.products,
          firms: expected?.firms,
          hazards: expected?.hazards,
        })
      }),
      { numRuns: 60 },
    )
  })

  test('two forms on one page are two recalls, never one of both', () => {
    const other = form.map(([a = '', b = '']) => [a, b.replace('甲', '乙').replace('电动玩具车', '遥控车')])
    expect(told([...form, ...other]).notices.map(({ firms, products }) => [firms[0]?.name, products[0]?.name])).toEqual(
      [
        ['深圳市甲玩具有限公司', '电动玩具车'],
        ['深圳市乙玩具有限公司', '遥控车'],
      ],
    )
  })

  test.each([
    ['型号：X-1；规格：10cm', ['X-1', '10cm']],
    ['X-1<br>X-2', ['X-1', 'X-2']],
    ['X-1等3个型号', ['X-1']],
    ['详见附件', []],
  ])('models: %s', (written, models) => {
    expect(
      told(form.map(([a = '', b = '']) => [a, a === '型号规格' ? written : b])).notices[0]?.products[0]?.models,
    ).toEqual(models)
  })
})

describe('a table of many recalls', () => {
  test('a firm merged over two rows made both products', () => {
    const table = `<table>${rowsOf([['序号', '企业名称', '产品名称', '规格型号', '缺陷']])}<tr><td>1</td><td rowspan=2>深圳市甲玩具有限公司</td><td>车</td><td>X-1</td><td>小零件</td></tr><tr><td>2</td><td>娃娃</td><td>Y-1</td><td>增塑剂超标</td></tr></table>`
    expect(read(page(table)).notices).toMatchObject([
      { firms: [{ name: '深圳市甲玩具有限公司' }], products: [{ name: '车', models: ['X-1'] }] },
      {
        firms: [{ name: '深圳市甲玩具有限公司' }],
        products: [{ name: '娃娃', models: ['Y-1'] }],
        hazards: ['chemical'],
      },
    ])
  })
})

describe('press texts', () => {
  test('the plan in one sentence, the recall in the next', () => {
    const text =
      '日前，深圳市甲汽车有限公司向国家市场监督管理总局备案了召回计划。自2026年3月1日起，召回2024年1月1日至2025年2月28日期间生产的部分星际牌电动汽车，共计12,345辆。本次召回范围内的车辆由于制动软管老化，可能断裂。'
    expect(read(text).notices).toMatchObject([
      {
        firms: [{ name: '深圳市甲汽车有限公司' }],
        products: [{ name: '电动汽车', brand: '星际', producedFrom: '2024-01-01' }],
        unitsAffected: { value: 12_345 },
      },
    ])
  })
  test('two firms that recall together are both named', () => {
    const text =
      '近日，广州乙电器有限公司、佛山市丙电器有限公司主动报告，将召回2025年生产的部分电饭煲，涉及数量分别为1.2万台、3千台。产品存在过热起火风险。'
    expect(read(text).notices).toMatchObject([
      {
        firms: [{ name: '广州乙电器有限公司' }, { name: '佛山市丙电器有限公司' }],
        products: [{ name: '电饭煲' }],
        unitsAffected: { value: 15_000 },
        hazards: ['fire'],
      },
    ])
  })
})

test.each([
  ['2025.01.01-2025.06.30', '2025-01-01', '2025-06-30'],
  ['20250101-20250630', '2025-01-01', '2025-06-30'],
  ['2025-01-01至2025-06-30', '2025-01-01', '2025-06-30'],
  ['2025年1月1日（含）至2025年6月30日（含）', '2025-01-01', '2025-06-30'],
  ['2025年1月1日、2025年3月1日', '2025-01-01', '2025-03-01'],
  ['2025年1月1日起', '2025-01-01', null],
  ['2025年6月30日前', null, '2025-06-30'],
  ['2025年', '2025-01-01', '2025-12-31'],
  ['2023-2024年', '2023-01-01', '2024-12-31'],
  ['2025.01', '2025-01-01', '2025-01-31'],
  ['见附件', null, null],
])('produced: %s', (written, from, to) => {
  expect(readPeriod(written, 'dmy')).toEqual({ from, to })
})
