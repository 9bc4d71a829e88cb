import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bulletinWords, plainTitle } from '../../../src/alerts/notices/bulletin-words.ts'
import { familyState } from '../../../src/alerts/notices/notice-family.ts'
import { recallWords } from '../../../src/alerts/notices/recall-words.ts'
import { tradeDateWords } from '../../../src/alerts/notices/trade-date-words.ts'
import { readTradeDate } from '../../../src/intake/bulletins/tbt-dates.ts'
import type { RecallNotice } from '../../../src/intake/notice.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'
import { aBulletin } from './bulletins.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))

describe('a date in words is no surer than its text', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['', '未说明'],
    ['待定', '未定（原文“待定”）'],
    ['批准后6个月', '未定（原文“批准后6个月”）'],
    ['March 2027', '2027年3月内'],
  ])('%s', (written, said) => expect(tradeDateWords(readTradeDate(written)).zh).toBe(said))

  test('a date counted from the notification says so', () => {
    const date = readTradeDate('60 days from notification', { circulated: '2026-10-20' })
    expect(tradeDateWords(date)).toEqual({
      zh: '2026-12-19（按通报日推算）',
      en: '2026-12-19 (counted from the notification)',
    })
  })
})

const recall: RecallNotice = {
  kind: 'recall',
  source: 'cpsc',
  sourceId: '27101',
  route: 'rest-json',
  title: 'Testbrand Recalls Power Banks Due to Fire Hazard',
  titleZh: null,
  url: null,
  publishedOn: '2026-11-10',
  jurisdiction: 'USA',
  products: [
    {
      name: 'Power banks',
      brand: null,
      models: ['TB-20'],
      batches: [],
      gtins: [],
      category: null,
      producedFrom: null,
      producedTo: null,
    },
  ],
  firms: [{ name: 'Testbrand Co., Ltd.', role: 'manufacturer', country: 'CHN', city: null }],
  hazards: ['fire'],
  hazardText: '',
  injuriesText: '',
  deaths: null,
  injuries: null,
  defects: [],
  clauses: [],
  measures: [{ code: 'REFUND', text: 'Refund', ordered: 'voluntary', from: null }],
  unitsAffected: { value: null, status: 'unknown', raw: '' },
  countryOfOrigin: 'CHN',
  riskLevelStated: null,
  description: '',
  status: 'original',
}

describe('a recall in plain words', () => {
  const { title, advice } = recallWords(city, recall, ['PROD.03'], false)

  test('is titled in both languages', () => {
    expect(title.zh).toMatch(/^美国召回：.*Power banks（火灾危险）$/)
    expect(title.en).toBe(recall.title)
  })

  test('says stop, the danger, the model, what one gets and whom to call', () => {
    for (const words of ['立即停止使用', '火灾', 'TB-20', '不要再充电', '退款', 'Testbrand', '12315', '12345'])
      expect(advice.zh).toContain(words)
    for (const words of ['Stop using', 'fire', 'TB-20', 'refund', '12315']) expect(advice.en).toContain(words)
    expect(advice.en).not.toMatch(/\p{Script=Han}/u)
  })

  test('promises no remedy that the notice does not name', () => {
    expect(advice.zh).not.toContain('换货')
    expect(recallWords(city, { ...recall, measures: [] }, ['PROD.03'], false).advice.zh).not.toContain('退款')
  })

  test('withdrawn, no longer says stop', () => {
    expect(recallWords(city, { ...recall, status: 'withdrawn' }, ['PROD.03'], true).advice.zh).not.toContain('立即停止')
  })

  test('a Chinese notice keeps its own title', () => {
    const own = recallWords(city, { ...recall, title: '某公司召回部分充电宝', jurisdiction: 'CHN' }, ['PROD.03'], false)
    expect(own.title.zh).toBe('某公司召回部分充电宝')
    expect(own.title.en).toMatch(/^China recall: /)
  })
})

describe('a bulletin in plain words', () => {
  const told = (relief: boolean, said = {}) => {
    const notice = aBulletin({ comments: '2026-12-21', inForce: '批准后6个月', ...said })
    return bulletinWords(city, { notice, family: familyState([notice]), leaves: ['PROD.03'], relief })
  }

  test('says what changes, who is hit, both clocks and where comments go', () => {
    const { title, advice } = told(false)
    expect(title.zh).toBe('欧盟：安全或技术要求（充电宝锂电池与电动自行车）')
    for (const words of [
      '变化',
      '涉及：本市向欧盟出口',
      '评议截止：2026-12-21',
      '生效：未定（原文“批准后6个月”）',
      '市场监督管理局',
    ])
      expect(advice.zh).toContain(words)
  })

  test('tells relief as relief, not as an alarm', () => {
    const { title, advice } = told(true)
    expect(title.zh).toMatch(/^【利好】/)
    expect(advice.zh).toContain('不必因此停止出口')
    expect(advice.zh).not.toContain('怎么做')
  })

  test('leaves the count of pages out of titles, and nothing else in brackets', () => {
    expect(plainTitle('Safety of toys (24 pages, in English)')).toBe('Safety of toys')
    expect(plainTitle('Safety of toys (second part)')).toBe('Safety of toys (second part)')
  })
})
