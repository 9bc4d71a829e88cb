import { describe, expect, test } from 'vitest'
import { readAddendum, readBoxes } from '../../../src/intake/bulletins/addendum.ts'
import { isUrgent, readArticles } from '../../../src/intake/bulletins/articles.ts'
import { readHsCodes, readHsInText, readIcsCodes, readIcsInText } from '../../../src/intake/bulletins/codes.ts'
import { readMeasureTypes } from '../../../src/intake/bulletins/measure-types.ts'
import { linksIn, plainText } from '../../../src/intake/bulletins/plain-text.ts'
import { readSymbols, typeOfSymbol } from '../../../src/intake/bulletins/symbols.ts'
import { loadTradeCodes, readHsList } from '../../../src/reference/trade-codes.ts'
import { fewCodes } from './few-codes.ts'

describe('symbols', () => {
  test('a space in front means nothing', () => {
    expect(readSymbols(' G/TBT/N/USA/1234')[0]?.symbol).toBe('G/TBT/N/USA/1234')
  })
  test('suffixes nest, and the family has one root', () => {
    const [symbol] = readSymbols('G/TBT/N/ECU/394/Rev.2/Add.1')
    expect(symbol).toEqual({
      symbol: 'G/TBT/N/ECU/394/Rev.2/Add.1',
      area: 'TBT',
      member: 'ECU',
      number: '394',
      suffixes: [
        { kind: 'Rev', number: 2 },
        { kind: 'Add', number: 1 },
      ],
      ordered: 'G/TBT/N/ECU/00000394/Rev.00000002/Add.00000001',
      root: 'G/TBT/N/ECU/394',
    })
    expect(typeOfSymbol(symbol)).toBe('addendum')
  })
  test('the order of the text is the order of the documents', () => {
    const ordered = ['G/TBT/N/USA/1234/Add.10', 'G/TBT/N/USA/999', 'G/TBT/N/USA/1234/Add.2', 'G/TBT/N/USA/1234']
      .map((text) => readSymbols(text)[0]?.ordered ?? '')
      .sort()
    expect(ordered.map((text) => text.replace(/(?<=[/.])0+(?=\d)/g, ''))).toEqual([
      'G/TBT/N/USA/999',
      'G/TBT/N/USA/1234',
      'G/TBT/N/USA/1234/Add.2',
      'G/TBT/N/USA/1234/Add.10',
    ])
  })
  test('five members, one document', () => {
    const field =
      ' G/TBT/N/BDI/383, G/TBT/N/KEN/1463, G/TBT/N/RWA/895, G/TBT/N/TZA/997, G/TBT/N/UGA/1800, G/TBT/N/KEN/1463'
    expect(readSymbols(field).map(({ member }) => member)).toEqual(['BDI', 'KEN', 'RWA', 'TZA', 'UGA'])
  })
  test('the form used before 2001 names no member', () => {
    expect(readSymbols('G/TBT/Notif.00/15/Add.1')[0]).toMatchObject({
      member: null,
      number: '00/15',
      root: 'G/TBT/Notif.00/15',
      ordered: 'G/TBT/Notif.00/00000015/Add.00000001',
    })
  })
  test('SPS, TPKM, loose spelling, and what is no symbol', () => {
    expect(readSymbols('g/sps/n/TPKM/12/corr.1')[0]).toMatchObject({ symbol: 'G/SPS/N/TPKM/12/Corr.1', area: 'SPS' })
    expect(readSymbols('G / TBT / N / EU / 104')[0]?.symbol).toBe('G/TBT/N/EU/104')
    expect(readSymbols('G/AG/N/USA/1 and G/TBT/W/700')).toEqual([])
  })
})

describe('customs codes', () => {
  const hs = (field: string) => readHsCodes(field, fewCodes).map(({ norm, valid }) => (valid ? norm : `${norm}!`))
  test.each([
    ['8536.90', ['853690']],
    ['8536, 8537;8516', ['8536', '8537', '8516']],
    ['[{"uid":"9403"},{"uid":"9503"}]', ['9403', '9503']],
    ['9401-9404', ['9401', '9402', '9403', '9404']],
    ['8518.30108518.30208518.3032', ['85183010', '85183020', '85183032']],
    ['Ex 9403.20.90.00', ['9403209000']],
    ['6307.90-4010', ['6307904010']],
    ['8517 62 00', ['85176200']],
    ['8507 60', ['850760']],
    ['4402 - Wood charcoal, incl. shell 50 kg', ['4402']],
    ['95', ['95']],
    ['98.23', ['9823!']],
    ['9850', ['9850!']],
    ['', []],
    ['[]', []],
  ])('%s', (field, codes) => {
    expect(hs(field)).toEqual(codes)
  })
  test('what was written is kept beside the digits', () => {
    expect(readHsCodes('Ex 9403.20', fewCodes)).toEqual([{ raw: '9403.20', norm: '940320', valid: true }])
  })
  test('in running text only after the word for it', () => {
    const text = 'Adapters, 8517 pieces (HS code(s): 8517; 850760); (ICS code(s): 33.060, 29.220) of 2024'
    expect(readHsInText(text, fewCodes).map(({ norm }) => norm)).toEqual(['8517', '850760'])
    expect(readIcsInText(text, fewCodes).map(({ norm }) => norm)).toEqual(['33.060', '29.220'])
    expect(readHsInText('口罩(HS代码6307.90-4010);制品(HS 630790)', fewCodes).map(({ norm }) => norm)).toEqual([
      '6307904010',
      '630790',
    ])
  })
  test('ICS codes, known and unknown', () => {
    const read = readIcsCodes('97.200.50; 99.100; 33; 97.190 - Equipment for children', fewCodes)
    expect(read.map(({ norm, valid }) => [norm, valid])).toEqual([
      ['97.200.50', true],
      ['99.100', false],
      ['33', true],
      ['97.190', true],
    ])
  })
  test('the lists that are shipped: 6,939 codes of HS 2022, ICS to the third level', () => {
    const codes = loadTradeCodes('city/shenzhen')
    expect(codes.hs.size).toBe(6_939)
    expect([codes.hs.has('950300'), codes.hs.has('9850'), codes.ics.has('97.200.50'), codes.ics.has('99.100')]).toEqual(
      [true, false, true, false],
    )
    expect(readHsList('code,name\n01,"Animals; ""live"""\n0101,Horses\n').get('01')).toBe('Animals; "live"')
  })
})

describe('boxes', () => {
  test('before their words and after them', () => {
    expect(readArticles('[X] 2.9.2 [ ] 2.10.1 [X] 5.6.2 [ ] 5.7.1')).toEqual(['2.9.2', '5.6.2'])
    expect(readArticles('2.9.2 [ ], 2.10.1 [Х], 5.6.2 [ ], 5.7.1 [x], 3.2 [ ], 7.2 [ ],')).toEqual(['2.10.1', '5.7.1'])
    expect(readArticles('☒2.9.2 ☐2.10.1')).toEqual(['2.9.2'])
    expect(readArticles('2.9.2、5.6.2')).toEqual(['2.9.2', '5.6.2'])
    expect(readArticles('')).toEqual([])
  })
  test('urgent by article', () => {
    expect(isUrgent(['5.7.1'])).toBe(true)
    expect(isUrgent(['2.9.2', '5.6.2'])).toBe(false)
  })
  test('none in plain text', () => {
    expect(readBoxes('no boxes here')).toEqual([])
  })
})

const addendum = (ticks: Record<string, string>) => `补遗理由:
[${ticks.period ?? ''}]评议期变更-日期:${ticks.periodDate ?? ''}
[${ticks.adopted ?? ''}]通报措施通过-日期:2026年1月5日
[${ticks.published ?? ''}]通报措施公布-日期:
[${ticks.force ?? ''}]通报措施生效-日期:2026年7月1日
[${ticks.text ?? ''}]最终措施文本可从1获得:
[${ticks.withdrawn ?? ''}]撤回或撤销-日期:
若措施重新通报,相关编号为:
[${ticks.scope ?? ''}]内容或范围变化,文本可从1获得:
新的意见反馈截止日期(如适用):
[${ticks.guidance ?? ''}]解释性指南,文本可从1获得:
[${ticks.other ?? ''}]其他:
描述:本件说明如上。`

describe('the addendum form', () => {
  test('only what is ticked counts, with its date', () => {
    const ticks = readAddendum(addendum({ adopted: 'X', force: 'x' }), {})
    expect(ticks.map(({ kind, date }) => [kind, date?.earliest])).toEqual([
      ['adopted', '2026-01-05'],
      ['inForce', '2026-07-01'],
    ])
  })
  test('a tick without a date has none', () => {
    expect(readAddendum(addendum({ published: 'X' }), {})).toMatchObject([{ kind: 'published', date: null }])
  })
  test('the printed words of the form are no statement', () => {
    expect(readAddendum(addendum({}), {})).toEqual([])
  })
  test('a text with a box or two is no such form', () => {
    expect(readAddendum('[X] National enquiry point [ ] other body', {})).toEqual([])
  })
})

describe('kinds of measure', () => {
  test.each([
    ['Ban on single-use plastic straws', ['ban', 'packaging']],
    ['拟对耳机实施强制性认证', ['certification']],
    ['Energy conservation program: test procedure for dehumidifiers', ['efficiency', 'testing', 'procedural']],
    ['物联网网络安全标签', ['labelling', 'cybersecurity']],
  ])('%s', (text, kinds) => {
    expect(readMeasureTypes(text, false)).toEqual(expect.arrayContaining(kinds.filter((kind) => kind !== 'packaging')))
  })
  test('relief is told from a lifted exemption', () => {
    expect(readMeasureTypes('新增三项豁免条款', false)).toContain('relief')
    expect(readMeasureTypes('取消豁免,恢复限值', false)).not.toContain('relief')
    expect(readMeasureTypes('Withdrawal from the market of certain toys', false)).not.toContain('relief')
    expect(readMeasureTypes('anything', true)).toContain('relief')
  })
})

describe('fields that hold HTML', () => {
  test('once and twice escaped', () => {
    expect(plainText('<p>One<br/>two</p><script>x()</script>')).toBe('One\ntwo')
    expect(plainText('&lt;span style="x"&gt;R&amp;amp;D&lt;/span&gt;')).toBe('R&D')
    expect(plainText('5 < 7 & more')).toBe('5 < 7 & more')
  })
  test('addresses, also where two are glued together', () => {
    expect(linksIn('https://a.org/x_e.pdf,https://a.org/y_e.pdf')).toEqual([
      'https://a.org/x_e.pdf',
      'https://a.org/y_e.pdf',
    ])
    expect(linksIn('见https://a.org/z_x.pdfwww.home.org 某局')).toEqual(['https://a.org/z_x.pdf'])
  })
})
