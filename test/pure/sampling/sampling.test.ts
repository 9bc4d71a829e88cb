import { utils, write } from '@e965/xlsx'
import exceljs from 'exceljs'
import { describe, expect, test } from 'vitest'
import { parseSampling } from '../../../src/intake/sampling/sampling.ts'
import { archive } from '../../support/archive.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const header = [
  '序号',
  '标称生产企业名称',
  '标称生产企业地址',
  '被抽样单位名称',
  '被抽样单位所在省份',
  '食品名称',
  '规格型号',
  '商标',
  '生产日期/批号',
  '不合格项目║检验结果║标准值',
  '分类',
  '公告号',
  '公告日期',
  '任务来源/项目名称',
  '检验机构',
  '备注',
]
const row = [
  '1',
  '深圳市小圆饼食品有限公司',
  '深圳市宝安区某路1号',
  '东城区好邻居便利店',
  '北京',
  '黄油曲奇',
  '120g/袋',
  '小圆饼',
  '2026-03-01',
  '菌落总数║①7500；②900CFU/g║n=5,c=2,m=10000CFU/g',
  '饼干',
  '2026年第9号',
  '2026-05-08',
  '北京/省抽',
  '某某检测技术有限公司',
  '/',
]
const csv = (...rows: string[][]) => bytes(rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'))

describe('a table of failed samples', () => {
  test('as CSV, the agency that tested kept apart from firms', async () => {
    const { notices, rejects, drift } = await parseSampling(csv(header, row))
    expect({ rejects, drift }).toEqual({ rejects: [], drift: [] })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      kind: 'sample',
      source: 'sampling',
      product: '黄油曲奇',
      brand: '小圆饼',
      producedOn: '2026-03-01',
      publishedOn: '2026-05-08',
      announcement: '2026年第9号',
      laboratory: '某某检测技术有限公司',
      maker: { name: '深圳市小圆饼食品有限公司', address: '深圳市宝安区某路1号', city: '深圳市' },
      sampledAt: { name: '东城区好邻居便利店', shop: null, platform: null },
      conclusion: 'failed',
      note: null,
      items: [{ item: '菌落总数', measured: '①7500；②900CFU/g', limit: 'n=5,c=2,m=10000CFU/g' }],
    })
  })

  test('as a legacy workbook, below a title, with a day as a number', async () => {
    const sheet = utils.aoa_to_sheet([['食品抽检不合格产品信息表'], header, row.with(8, '46082')])
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '不合格')
    const legacy = new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer)
    const { notices, rejects } = await parseSampling(legacy)
    expect(rejects).toEqual([])
    expect(notices[0]).toMatchObject({ route: 'xls', product: '黄油曲奇', producedOn: '2026-03-01' })
  })

  test('as a workbook of today and as a web page it is the same sample', async () => {
    const book = new exceljs.Workbook()
    book.addWorksheet('附件1').addRows([header, row])
    const page = `<html><body><h1>关于2批次食品不合格情况的通告</h1><table>${[header, row].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`
    const ids = await Promise.all(
      [new Uint8Array(await book.xlsx.writeBuffer()), bytes(page), csv(header, row)].map(
        async (file) => (await parseSampling(file)).notices[0]?.sourceId,
      ),
    )
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(/^H[\da-f]{16}$/)
  })

  test('as a table in a Word file', async () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const table = [header, row].map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')
    const { notices } = await parseSampling(
      archive({
        'word/document.xml': `<w:document><w:body><w:p><w:r><w:t>2026年第9号</w:t></w:r></w:p><w:tbl>${table}</w:tbl></w:body></w:document>`,
      }),
    )
    expect(notices[0]).toMatchObject({ route: 'docx', product: '黄油曲奇', announcement: '2026年第9号' })
  })

  test.each(['║', '‖', '∥', '∣', '|', '||', '/'])(
    '%s parts item, value and limit, and no unit is cut',
    async (mark) => {
      const { notices } = await parseSampling(
        csv(header, row.with(9, ['大肠菌群', '4600MPN/100g', '≤30MPN/100g'].join(mark))),
      )
      expect(notices[0]?.items).toEqual([{ item: '大肠菌群', measured: '4600MPN/100g', limit: '≤30MPN/100g' }])
    },
  )

  test('the header says the order of the parts', async () => {
    const turned = header.with(9, '不合格项目/标准值/检验结果')
    const { notices } = await parseSampling(csv(turned, row.with(9, '甜蜜素/≤0.65g/kg/1.2g/kg')))
    expect(notices[0]?.items).toEqual([{ item: '甜蜜素', measured: '1.2g/kg', limit: '≤0.65g/kg' }])
  })

  test('several items in a cell, on rows of their own, or in columns of one number', async () => {
    const inCell = await parseSampling(csv(header, row.with(9, '霉菌║300CFU/g║≤150CFU/g；酸价║8mg/g║≤5mg/g')))
    expect(inCell.notices[0]?.items.map(({ item }) => item)).toEqual(['霉菌', '酸价'])
    const below = await parseSampling(csv(header, row, Array(16).fill('').with(9, '霉菌║300CFU/g║≤150CFU/g')))
    expect(below.notices).toHaveLength(1)
    expect(below.notices[0]?.items.map(({ item }) => item)).toEqual(['菌落总数', '霉菌'])
    const numbered = await parseSampling(
      csv(
        ['食品名称', '被抽样单位', '生产企业', '项目1', '标准1', '结果1', '项目2', '标准2', '结果2'],
        ['曲奇', '甲店', '乙厂', '铅', '≤0.5', '0.9', '镉', '≤0.1', '0.3'],
      ),
    )
    expect(numbered.notices[0]?.items).toEqual([
      { item: '铅', measured: '0.9', limit: '≤0.5' },
      { item: '镉', measured: '0.3', limit: '≤0.1' },
    ])
  })

  test('a column a substance: what is measured is its header', async () => {
    const { notices } = await parseSampling(
      csv(
        ['样品名称', '受检单位', '检测结论', '苯甲酸（g/kg）', '铅(mg/kg)'],
        ['酱油', '某食堂', '不合格', '1.6', '/'],
      ),
    )
    expect(notices[0]).toMatchObject({
      conclusion: 'failed',
      items: [{ item: '苯甲酸(g/kg)', measured: '1.6', limit: null }],
    })
  })

  test('a header of two lines, and sections that passed and failed', async () => {
    const { notices } = await parseSampling(
      csv(
        ['产品名称', '生产者', '被抽样单位', '检验情况', '', ''],
        ['', '', '', '不合格项目', '检验结果', '标准值'],
        ['一、不合格样品', '', '', '', '', ''],
        ['曲奇', '甲厂', '丙店', '酸价', '8', '≤5'],
        ['二、合格样品', '', '', '', '', ''],
        ['面包', '乙厂', '丙店', '/', '/', '/'],
      ),
    )
    expect(notices.map(({ product, conclusion, items }) => [product, conclusion, items.length])).toEqual([
      ['曲奇', 'failed', 1],
      ['面包', 'passed', 0],
    ])
  })

  test('merged cells of a page hold for all their rows', async () => {
    const page = `<table><tr><td>食品名称</td><td>生产企业</td><td>被抽样单位</td><td>生产日期</td><td>不合格项目</td></tr>
<tr><td rowspan="2">曲奇</td><td rowspan="2">甲厂</td><td rowspan="2">丙店</td><td rowspan="2">2026-01-02</td><td>霉菌</td></tr><tr><td>酸价</td></tr></table>`
    const { notices } = await parseSampling(bytes(`<html><body>${page}</body></html>`))
    expect(notices).toHaveLength(1)
    expect(notices[0]?.items.map(({ item }) => item)).toEqual(['霉菌', '酸价'])
  })

  test('without a header the columns are told by what they hold', async () => {
    const rows = [row, row.with(5, '苏打饼干').with(1, '惠州市方块食品厂')].map((cells) => cells.slice(0, 11))
    const { notices, rejects } = await parseSampling(csv(...rows))
    expect(rejects).toEqual([])
    expect(notices.map(({ product, maker, spec }) => [product, maker?.name, spec])).toEqual([
      ['黄油曲奇', '深圳市小圆饼食品有限公司', '120g/袋'],
      ['苏打饼干', '惠州市方块食品厂', '120g/袋'],
    ])
  })

  test('where neither header nor cells say what is what the table goes to a person', async () => {
    const { notices, rejects } = await parseSampling(
      csv(['甲', '乙', '丙', '丁', '戊'], ['1', '2', '3', '4', '5'], ['1', '2', '3', '4', '5']),
    )
    expect(notices).toEqual([])
    expect(rejects[0]?.reason.zh).toContain('没有可识别的表头')
  })

  test('a header with new words is asked about, its cells kept in the note, nothing dropped', async () => {
    const { notices, rejects, drift } = await parseSampling(csv([...header, '冷链编码甲'], [...row, 'LL-7']))
    expect(drift).toEqual(['sampling column: 冷链编码甲'])
    expect(rejects[0]?.reason.zh).toContain('冷链编码甲')
    expect(notices[0]?.note).toBe('冷链编码甲：LL-7')
  })

  test('a row without a product goes to a person; the marks for none are none', async () => {
    const { notices, rejects } = await parseSampling(csv(header, row.with(5, ''), row.with(7, '——').with(15, '空')))
    expect(rejects).toHaveLength(1)
    expect(notices[0]).toMatchObject({ brand: null, note: null })
  })
})

describe('who is who', () => {
  const read = async (maker: string, seller: string) =>
    (await parseSampling(csv(header, row.with(1, maker).with(3, seller)))).notices[0]

  test('a consignor is not the maker, and a shop on a platform is run by somebody', async () => {
    expect(
      await read('惠州方块食品厂(委托方:深圳市小圆饼食品有限公司)', '拼多多圆饼铺子(经营者为东莞市某镇良心食品店)'),
    ).toMatchObject({
      maker: { name: '惠州方块食品厂', city: '惠州市' },
      consignor: { name: '深圳市小圆饼食品有限公司' },
      sampledAt: { name: '东莞市某镇良心食品店', shop: '圆饼铺子', platform: '拼多多', city: '东莞市' },
    })
  })

  test('a branch keeps its own name', async () => {
    expect((await read('某食品有限公司南通分公司', '甲店'))?.maker?.name).toBe('某食品有限公司南通分公司')
  })
})

describe('the running text of a notice', () => {
  test('names seller, maker, product and what failed', async () => {
    const { notices } = await parseSampling(
      bytes(
        '关于2批次食品抽检不合格情况的通告(2026年 第12号)\n一、微生物污染问题\n(一)甲市乙区丙超市有限公司销售的、标称广东省深圳市小圆饼食品有限公司委托惠州方块食品厂生产的黄油曲奇,其中菌落总数和大肠菌群检验值不符合食品安全国家标准规定。\n(二)拼多多圆饼铺子(经营者为深圳市某食品店)在拼多多(手机APP)销售的、标称某糖果厂生产的水果糖,其中柠檬黄不符合产品标签标示要求。',
      ),
    )
    expect(
      notices.map(({ product, maker, consignor, sampledAt, items, announcement }) => [
        product,
        maker?.name,
        consignor?.name ?? null,
        sampledAt?.name,
        items.map(({ item }) => item),
        announcement,
      ]),
    ).toEqual([
      [
        '黄油曲奇',
        '惠州方块食品厂',
        '广东省深圳市小圆饼食品有限公司',
        '甲市乙区丙超市有限公司',
        ['菌落总数', '大肠菌群'],
        '2026年第12号',
      ],
      ['水果糖', '某糖果厂', null, '深圳市某食品店', ['柠檬黄'], '2026年第12号'],
    ])
  })

  test('in traditional script, with values', async () => {
    const { notices } = await parseSampling(
      bytes('不合格指標為:某海苔有限公司生產的海苔的大腸菌群檢出值為4600MPN/100g,標準為不超過30MPN/100g。'),
    )
    expect(notices[0]).toMatchObject({
      product: '海苔',
      items: [{ item: '大肠菌群', measured: '4600MPN/100g', limit: '不超过30MPN/100g' }],
    })
  })

  test('cut off in the middle, or about something else, tells nothing and says so', async () => {
    for (const text of ['(一)某超市销售的、标称某厂生产的曲', '今天召开食品安全工作会议。']) {
      const { notices, rejects } = await parseSampling(bytes(text))
      expect(notices).toEqual([])
      expect(rejects[0]?.row).toBe('file')
    }
  })
})

test('a broken workbook is one reject that says what to do', async () => {
  const broken = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])
  const { notices, rejects } = await parseSampling(broken)
  expect(notices).toEqual([])
  expect(rejects[0]?.reason.zh).toContain('另存为')
})
