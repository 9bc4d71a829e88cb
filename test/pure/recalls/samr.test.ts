import { describe, expect, test } from 'vitest'
import { parseSamr } from '../../../src/intake/recalls/samr.ts'

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

const rows: [string, string][] = [
  ['生产者名称', '东海市青竹玩具厂'],
  ['产品名称', '弹射小车'],
  ['品牌', '——'],
  ['涉及数量', '11.5万件'],
  ['型号/规格', 'QZ-01、QZ-02'],
  ['生产起止日期', '2025年3月1日至2025年4月30日'],
  ['生产批号/批次', '20250301'],
  ['产品描述及外观照片', '塑料小车'],
  ['存在的缺陷', '1.小零件可脱落,不符合GB 6675.2-2014标准要求; 2.包装袋厚度不足,不符合GB 6675.2-2014标准要求。'],
  ['可能导致的后果', '儿童误吞小零件,包装袋可能造成窒息。'],
  ['避免损害发生的应急处置方式', '停止使用。'],
  ['具体召回措施', '停止销售,为消费者免费退货或更<br/>换。'],
  ['召回负责机构', '东海市青竹玩具厂'],
  ['其他需要报告的内容', '无'],
]
const page = (
  table = rows,
) => `<html><head><title>公告</title></head><body><div class="nav">首页</div><h3>东海市青竹玩具厂召回部分弹射小车</h3><p>发布时间:2026-05-06</p>
<table>${table.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`).join('')}</table><p>版权所有:某中心</p></body></html>`

const gbk: Record<string, number[]> = { 品: [0xc6, 0xb7], 名: [0xc3, 0xfb], 称: [0xb3, 0xc6], 产: [0xb2, 0xfa] }

describe('the notice form', () => {
  const url = 'https://www.samrdprc.org.cn/xfpzh/xfpzhgg/202605/t20260506_222333.html'

  test('is read from the web page by its labels', () => {
    const { notices, rejects } = parseSamr(bytes(page()), { url })
    expect(rejects).toEqual([])
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      source: 'samr',
      sourceId: '222333',
      url,
      title: '东海市青竹玩具厂召回部分弹射小车',
      titleZh: '东海市青竹玩具厂召回部分弹射小车',
      publishedOn: '2026-05-06',
      jurisdiction: 'CHN',
      countryOfOrigin: 'CHN',
      unitsAffected: { value: 115_000, status: 'approx', raw: '11.5万件' },
      clauses: ['GB 6675.2-2014'],
      firms: [{ name: '东海市青竹玩具厂', role: 'manufacturer', country: 'CHN', city: '东海市' }],
    })
    expect(notices[0]?.products[0]).toMatchObject({
      name: '弹射小车',
      brand: null,
      models: ['QZ-01', 'QZ-02'],
      batches: ['20250301'],
      producedFrom: '2025-03-01',
      producedTo: '2025-04-30',
    })
  })

  test('says whom owners of the product call, and nothing where the form leaves that out', () => {
    const called: [string, string][] = [...rows, ['召回联系方式', '召回服务热线:0755-00000777']]
    expect(parseSamr(bytes(page(called))).notices[0]?.contact).toBe('召回服务热线:0755-00000777')
    const unsaid = rows.filter(([label]) => label !== '召回联系方式')
    expect(parseSamr(bytes(page(unsaid))).notices[0]).not.toHaveProperty('contact')
  })

  test('two defects are two, and 6675.2 is no numbering', () => {
    expect(parseSamr(bytes(page())).notices[0]?.defects).toEqual([
      '小零件可脱落,不符合GB 6675.2-2014标准要求',
      '包装袋厚度不足,不符合GB 6675.2-2014标准要求。',
    ])
  })

  test('a line break inside a word is taken out', () => {
    const measures = parseSamr(bytes(page())).notices[0]?.measures
    expect(measures?.map(({ code }) => code)).toEqual(expect.arrayContaining(['STOP_SALE', 'REFUND', 'REPLACE']))
    const broken = rows.map(([label, value]): [string, string] =>
      label === '可能导致的后果' ? [label, '使用中可能起 火,也可能窒<br>息。'] : [label, value],
    )
    expect(parseSamr(bytes(page(broken))).notices[0]).toMatchObject({ hazardText: '使用中可能起火,也可能窒息。' })
  })

  test.each(['——', '--', '/', '-', '无', '', '  '])('"%s" means nothing is stated', (none) => {
    const blank = rows.map(([label, value]): [string, string] =>
      label === '型号/规格' || label === '涉及数量' ? [label, none] : [label, value],
    )
    const [notice] = parseSamr(bytes(page(blank))).notices
    expect(notice?.products[0]?.models).toEqual([])
    expect(notice?.unitsAffected.status).toBe('unknown')
  })

  test('the same form as saved text, as a record with the text inside, and in traditional script', () => {
    const text = `国内公告\n东海市青竹玩具厂召回部分弹射小车\n发布时间:2026-05-06\n${rows.map(([label, value]) => `${label} |\n${value.replace('<br/>', '')} |`).join('\n')}`
    const traditional = text
      .replace('生产者名称', '生產者名稱')
      .replace('产品名称', '產品名稱')
      .replace('存在的缺陷', '存在的缺陷')
    const [fromText] = parseSamr(bytes(text)).notices
    const [fromRecord] = parseSamr(
      bytes([{ id: 'x-1', published: '2026-05-06', title: '东海市青竹玩具厂召回部分弹射小车', text }]),
    ).notices
    const [fromTraditional] = parseSamr(bytes(traditional)).notices
    for (const notice of [fromText, fromRecord, fromTraditional])
      expect(notice).toMatchObject({
        publishedOn: '2026-05-06',
        products: [{ name: '弹射小车' }],
        unitsAffected: { value: 115_000 },
      })
    expect(fromRecord?.sourceId).toBe('x-1')
  })

  test('a page in GBK is read', () => {
    const html =
      '<html><body><table><tr><td>产品名称</td><td>A1</td></tr><tr><td>企业名称</td><td>B2</td></tr></table></body></html>'
    const encoded = new Uint8Array(
      [...html].flatMap(
        (sign) => gbk[sign] ?? (sign === '企' ? [0xc6, 0xf3] : sign === '业' ? [0xd2, 0xb5] : [sign.charCodeAt(0)]),
      ),
    )
    expect(parseSamr(encoded).notices[0]).toMatchObject({ products: [{ name: 'A1' }], firms: [{ name: 'B2' }] })
  })

  test('a corrected and a withdrawn notice say so', () => {
    const titled = (title: string) =>
      parseSamr(bytes([{ id: '1', title, text: rows.map((row) => row.join(' |\n')).join('\n') }])).notices[0]?.status
    expect(titled('东海市青竹玩具厂召回弹射小车(更正)')).toBe('corrected')
    expect(titled('关于撤销弹射小车召回的公告')).toBe('withdrawn')
    expect(titled('东海市青竹玩具厂召回弹射小车')).toBe('original')
  })
})

describe('press texts', () => {
  test('one firm', () => {
    const text =
      '本报讯 日前,东海市蓝天电器有限公司按照《消费品召回管理暂行规定》的要求,向市场监管部门备案了召回计划,即日起召回2024年12月至2025年2月期间生产的蓝天牌型号规格为LT-5的电热水壶,涉及数量为1200台。\n本次召回范围内的电热水壶,绝缘不良,可能造成触电,存在安全隐患。将为消费者免费更换。东海市蓝天电器有限公司将发布召回计划。'
    const { notices } = parseSamr(bytes([{ id: 'p1', title: '蓝天召回电热水壶', published: '2025-06-01', text }]))
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      sourceId: 'p1',
      title: '蓝天召回电热水壶',
      hazards: ['electric'],
      unitsAffected: { value: 1200 },
      firms: [{ name: '东海市蓝天电器有限公司', city: '东海市' }],
    })
    expect(notices[0]?.products[0]).toMatchObject({
      name: '电热水壶',
      brand: '蓝天',
      models: ['LT-5'],
      producedFrom: '2024-12-01',
      producedTo: '2025-02-28',
    })
  })

  test('several firms in one text are several notices; a shared explanation serves both', () => {
    const text =
      '甲城红叶服饰有限公司决定自即日起,召回2025年1月5日生产的红叶牌学生装,涉及数量为600件;乙城绿叶服饰有限公司决定自即日起,召回2025年1月6日生产的绿叶牌学生装,涉及数量分别为109件、850件。以上两家公司本次召回范围内的学生装,绳带过长,存在缠绕风险。'
    const { notices } = parseSamr(bytes([{ id: 'p2', title: '两家企业召回学生装', text }]))
    expect(notices.map(({ sourceId }) => sourceId)).toEqual(['p2#1', 'p2#2'])
    expect(notices.map(({ firms }) => firms[0]?.name)).toEqual(['甲城红叶服饰有限公司', '乙城绿叶服饰有限公司'])
    expect(notices.map(({ unitsAffected }) => unitsAffected.value)).toEqual([600, 959])
    for (const notice of notices) expect(notice.hazards).toEqual(['strangulation'])
  })

  test('an imported product has its importer and its origin', () => {
    const text =
      '北山贸易(中国)有限公司向市场监管部门提交了召回计划,召回部分进口晨光品牌加湿器。型号为CG-7和CG-8,生产日期在2024年4月至6月,原产国为韩国。受影响的产品数量共计99台。'
    const [notice] = parseSamr(bytes([{ id: 'p3', title: 't', text }])).notices
    expect(notice).toMatchObject({
      countryOfOrigin: 'KOR',
      firms: [{ role: 'importer' }],
      unitsAffected: { value: 99, status: 'exact' },
    })
    expect(notice?.products[0]).toMatchObject({
      name: '加湿器',
      brand: '晨光',
      models: ['CG-7', 'CG-8'],
      producedFrom: '2024-04-01',
      producedTo: '2024-06-30',
    })
  })

  test('a text that speaks of recalls without making one is rejected', () => {
    const { notices, rejects } = parseSamr(bytes('今年本市共实施召回12次,召回管理工作稳步推进。'))
    expect(notices).toEqual([])
    expect(rejects[0]?.reason.zh).toContain('没有读出召回内容')
  })
})

describe('tables of ordered recalls', () => {
  const header = '序号 | 企业名称 | 所在地 | 产品名称 | 商标 | 规格型号 | 生产日期(批号) | 缺陷描述 |'
  const table = (...lines: string[]) =>
    parseSamr(bytes([{ id: 't', title: '责令召回', text: ['以下产品责令召回', header, ...lines].join('\n') }]))

  test('a collapsed cell does not push the defect into the date', () => {
    const { notices } = table(
      '1 | 东海童车厂 | 东海省 | 儿童自行车 | -- | 16寸 | 产生可触及的锐利边缘 | |',
      '2 | 西湖童车厂 | 西湖省 | 儿童推车 | 湖牌 | A-1 | 20250102 | 制动不合格、说明书内容不符合要求 |',
    )
    expect(notices[0]).toMatchObject({ defects: ['产生可触及的锐利边缘'], products: [{ brand: null, batches: [] }] })
    expect(notices[1]).toMatchObject({
      defects: ['制动不合格', '说明书内容不符合要求'],
      products: [{ brand: '湖牌', batches: ['20250102'] }],
    })
    expect(notices.map(({ measures }) => measures[0]?.ordered)).toEqual(['compulsory', 'compulsory'])
  })

  test('a row that cannot be aligned goes to a person', () => {
    const { notices, rejects } = table(
      '1 | 东海童车厂 | 儿童自行车 |',
      '2 | 西湖童车厂 | 西湖省 | 儿童推车 | 湖牌 | A-1 | 20250102 | 制动不合格 |',
    )
    expect(notices).toHaveLength(1)
    expect(rejects).toMatchObject([{ row: '1:1' }])
  })
})
