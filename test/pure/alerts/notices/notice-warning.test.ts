import { describe, expect, test } from 'vitest'
import { type NoticeBackground, noticeWarning } from '../../../../src/alerts/notices/notice-warning.ts'
import { parseTbtZh } from '../../../../src/intake/bulletins/tbt-zh.ts'
import type { Notice, RecallNotice } from '../../../../src/intake/notice.ts'
import { parseCpsc } from '../../../../src/intake/recalls/cpsc.ts'
import { loadCity } from '../../../../src/reference/load-city.ts'
import { loadNoticeRules } from '../../../../src/reference/notice-rules.ts'
import { loadTradeCodes } from '../../../../src/reference/trade-codes.ts'

const city = loadCity('city/shenzhen')
const rules = loadNoticeRules('city/shenzhen')
const codes = loadTradeCodes('city/shenzhen')
const today = '2026-03-23'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
function only<T>(list: T[]): T {
  const [first] = list
  if (first === undefined || list.length !== 1) throw new Error(`one expected, ${list.length} found`)
  return first
}

const recall = (change: Partial<RecallNotice> = {}): RecallNotice => ({
  ...only(
    parseCpsc(
      bytes([
        {
          RecallID: 1,
          RecallNumber: '26-900',
          RecallDate: '2026-03-20',
          Title: 'Voltry Power Banks Recalled Due to Fire Hazard',
          Description: 'This recall involves power banks.',
          Products: [{ Name: 'Voltry power banks', NumberOfUnits: 'About 120,000' }],
          Hazards: [{ Name: 'The lithium-ion battery can overheat and ignite, posing a fire hazard.' }],
          Injuries: [{ Name: 'None reported' }],
          ManufacturerCountries: [{ Country: 'China' }],
        },
      ]),
    ).notices,
  ),
  ...change,
})
const bulletin = (change: Record<string, unknown> = {}): Notice =>
  only(
    parseTbtZh(
      bytes([
        {
          symbol: 'G/TBT/N/EU/2000',
          member: '欧盟',
          title: '移动电源强制性认证要求',
          products: '移动电源',
          hsRaw: '8507.60',
          icsRaw: '29.220',
          summary: '规定移动电源须取得认证。',
          notifiedDate: '2026-03-02',
          commentsRaw: '2026年5月1日',
          articles: ['2.9.2'],
          ...change,
        },
      ]),
      { codes },
    ).notices,
  )
const warn = (notice: Notice, background?: NoticeBackground, on = today) =>
  noticeWarning(notice, city, rules, on, background)
const points = (warning: ReturnType<typeof warn>) =>
  Object.fromEntries((warning?.reasons ?? []).map((reason) => [reason.part, reason.points]))

describe('whom a notice concerns', () => {
  test('codes and words together, each piece of evidence with its place', () => {
    const warning = warn(bulletin())
    expect(warning?.leaves[0]).toMatchObject({ code: 'PROD.03', label: 'direct', chapterOnly: false })
    const title = warning?.leaves[0]?.because.find(({ kind }) => kind === 'title')
    expect(bulletin().title.slice(title?.start ?? 0, title?.end ?? 0)).toBe('移动电源')
    expect(warning?.leaves[0]?.because.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['hs', 'ics', 'title', 'products', 'description']),
    )
  })

  test('weights of different kinds combine, never beyond one', () => {
    const words = warn(bulletin({ hsRaw: '', icsRaw: '' }))?.leaves[0]
    expect(words?.weight).toBeCloseTo(1 - 0.4 * 0.4 * 0.7, 3)
    for (const leaf of warn(bulletin())?.leaves ?? []) expect(leaf.weight).toBeLessThanOrEqual(1)
  })

  test('a chapter alone is noise; a wrong code is nothing', () => {
    expect(warn(bulletin({ title: '草案', products: '', summary: '', hsRaw: '85', icsRaw: '' }))).toBeNull()
    expect(warn(bulletin({ title: '草案', products: '', summary: '', hsRaw: '9850', icsRaw: '99.100' }))).toBeNull()
  })

  test('a heading names the group that holds it exactly', () => {
    const leaves = warn(bulletin({ title: '草案', products: '', summary: '', hsRaw: '9503', icsRaw: '' }))?.leaves
    expect(leaves).toMatchObject([{ code: 'PROD.05', label: 'direct', weight: 0.9 }])
  })

  test('an addendum without codes inherits from its parent', () => {
    const addendum = bulletin({
      symbol: 'G/TBT/N/EU/2000/Add.1',
      title: '补遗',
      products: '',
      hsRaw: '',
      icsRaw: '',
      summary: '本件通知生效日期。',
    })
    expect(warn(addendum)).toBeNull()
    expect(warn(addendum, { parentLeaves: ['PROD.03'] })?.leaves).toMatchObject([
      { code: 'PROD.03', label: 'direct', weight: 0.9 },
    ])
  })

  test('nothing of this city: no warning', () => {
    expect(warn(recall({ title: 'Quantum flux recalled', description: '', products: [] }))).toBeNull()
  })
})

describe('the level of a bulletin', () => {
  test('always has its five sentences in both languages, and says where data are missing', () => {
    const warning = warn(bulletin())
    expect(warning?.reasons.map(({ part }) => part)).toEqual(['A', 'B', 'C', 'D', 'E'])
    for (const { zh, en } of warning?.reasons ?? []) expect([zh, en].every((text) => text.length > 3)).toBe(true)
    expect(points(warning)).toEqual({ A: 10, B: 20, C: 6, D: 0, E: 0 })
    expect(warning).toMatchObject({ total: 36, level: 'yellow', ruleVersion: rules.tbt.version, relief: false })
    expect(warning?.reasons[0]?.zh).toContain('缺出口数据')
    expect(warning?.reasons[4]?.zh).toContain('缺历史数据')
  })

  test('the worked example: efficiency floor, 12% of exports, 38 days to comment, one cluster of recalls', () => {
    const draft = bulletin({
      title: '移动电源生态设计要求',
      summary: '规定移动电源能效下限。',
      commentsRaw: '2026年4月30日',
    })
    const exports = { share: 0.12, usd: 2_100_000_000, period: '2025年' }
    const warning = warn(draft, {
      exports,
      history: { concernOnMeasure: false, concernOnSector: false, localEvents: 1 },
    })
    expect(points(warning)).toEqual({ A: 35, B: 15, C: 6, D: 3, E: 4 })
    expect(warning).toMatchObject({ total: 63, level: 'orange' })
  })

  test('the clocks move it', () => {
    const soon = bulletin({ entryIntoForceRaw: '2026年7月1日' })
    expect(points(warn(soon, {}, '2026-03-23')).C).toBe(12)
    expect(points(warn(soon, {}, '2026-06-15')).C).toBe(20)
    expect(points(warn(soon, {}, '2027-06-15')).C).toBe(20)
    expect(points(warn(soon, {}, '2028-06-15')).C).toBe(0)
    expect(points(warn(bulletin({ commentsRaw: '待定' }))).C).toBe(6)
    expect(points(warn(bulletin(), {}, '2026-04-25')).C).toBe(12)
  })

  test('urgent articles and short windows', () => {
    expect(points(warn(bulletin({ articles: ['2.10.1', '3.2'], commentsRaw: '2026年3月20日' }))).D).toBe(10)
  })

  test('a ban on sizeable exports is orange at least, and says so', () => {
    const ban = bulletin({ title: '禁止含汞移动电源', summary: '禁止销售。', commentsRaw: '待定' })
    const warning = warn(ban, { exports: { share: 0.006, usd: 1_000_000, period: '2025年' } })
    expect(warning?.total).toBeLessThan(50)
    expect(warning).toMatchObject({ level: 'orange' })
    expect(warning?.reasons.at(-1)).toMatchObject({ part: 'override' })
  })

  test('heavy and within thirty days is red', () => {
    const imminent = bulletin({ entryIntoForceRaw: '2026年4月10日' })
    expect(warn(imminent, { exports: { share: 0.03, usd: 0, period: '2025年' } })).toMatchObject({ level: 'red' })
    expect(warn(imminent)?.level).not.toBe('red')
  })

  test('relief and withdrawal are news, never an alarm', () => {
    const relief = warn(bulletin({ title: '移动电源豁免条款', entryIntoForceRaw: '2026年4月1日' }), {
      exports: { share: 0.5, usd: 9e9, period: '2025年' },
    })
    expect(relief).toMatchObject({ level: 'blue', relief: true })
    expect(points(relief).B).toBe(-10)
  })

  test('on broad evidence alone nothing passes yellow', () => {
    const broad = bulletin({
      title: '禁止某些产品',
      products: '移动电源',
      hsRaw: '',
      icsRaw: '',
      summary: '禁止销售。',
      entryIntoForceRaw: '2026年4月1日',
    })
    const warning = warn(broad, { exports: { share: 0.5, usd: 9e9, period: '2025年' } })
    expect(warning?.leaves[0]?.label).toBe('broad')
    expect(warning?.total).toBeGreaterThanOrEqual(70)
    expect(warning?.level).toBe('yellow')
  })

  test('a measure of China itself counts no exports', () => {
    expect(points(warn(bulletin({ symbol: 'G/TBT/N/CHN/9', member: '中国' }))).A).toBe(0)
  })
})

describe('the level of a recall', () => {
  test('adds risk, the stated level, casualties, origin and spread', () => {
    const warning = warn(recall())
    expect(warning?.leaves[0]).toMatchObject({ code: 'PROD.03', label: 'direct' })
    expect(warning?.reasons.map(({ part }) => part)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(points(warning)).toEqual({ A: 25, B: 0, C: 0, D: 10, E: 8 })
    expect(warning).toMatchObject({ level: 'yellow', ruleVersion: rules.recall.version })
  })

  test('rises with injuries, deaths and a stated serious risk', () => {
    const total = (change: Partial<RecallNotice>) => warn(recall(change))?.total ?? 0
    expect(total({ injuries: 3, deaths: 0 })).toBeGreaterThan(total({}))
    expect(total({ injuries: 30, deaths: 0 })).toBeGreaterThan(total({ injuries: 3, deaths: 0 }))
    expect(total({ deaths: 1 })).toBeGreaterThan(total({ injuries: 30, deaths: 0 }))
    expect(warn(recall({ deaths: 1, riskLevelStated: 'serious' }))?.level).toBe('red')
  })

  test('a maker here weighs more than one elsewhere in China, and a shop here is no maker', () => {
    const firm = {
      name: 'Shenzhen Voltry Electronics Co., Ltd.',
      role: 'manufacturer' as const,
      country: 'CHN',
      city: null,
    }
    expect(points(warn(recall({ firms: [firm] }))).D).toBe(25)
    expect(points(warn(recall({ firms: [{ ...firm, role: 'retailer' }] }))).D).toBe(10)
    expect(points(warn(recall({ countryOfOrigin: 'VNM' }))).D).toBe(0)
  })

  test('a serious risk from here is orange at least, said as an exception', () => {
    const local = { name: '深圳某某电子有限公司', role: 'manufacturer' as const, country: 'CHN', city: '深圳市' }
    const warning = warn(
      recall({
        firms: [local],
        hazards: [],
        unitsAffected: { value: null, status: 'unknown', raw: '' },
        riskLevelStated: 'serious',
        injuries: null,
        deaths: null,
      }),
    )
    expect(warning).toMatchObject({ total: 45, level: 'orange' })
    expect(warning?.reasons.at(-1)?.part).toBe('override')
  })

  test('a withdrawn recall is blue', () => {
    expect(warn(recall({ status: 'withdrawn', deaths: 2, riskLevelStated: 'serious' }))?.level).toBe('blue')
  })
})

describe('the rule files', () => {
  test('are named in every fault', () => {
    expect(() => loadNoticeRules('city/nowhere')).toThrow(/tbt-level\.yaml/)
  })
})
