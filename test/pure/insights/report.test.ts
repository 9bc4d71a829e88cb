import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { composeReport } from '../../../src/insights/report/compose-report.ts'
import { computeFigure } from '../../../src/insights/report/compute-figure.ts'
import type { PeriodCounts } from '../../../src/insights/report/count-period.ts'
import type { Standing } from '../../../src/insights/report/count-standing.ts'
import { figureNamed } from '../../../src/insights/report/figures.ts'
import { nameChanges } from '../../../src/insights/report/name-changes.ts'
import { reportPdf } from '../../../src/insights/report/report-pdf.ts'
import { cellWords, sentenceOf } from '../../../src/insights/report/report-words.ts'
import { periodBefore } from '../../../src/insights/report/scope.ts'
import { compareMoves, compareRates, compareShares, dispersionOf } from '../../../src/insights/statistics/compare.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadCity } from '../../../src/reference/load-city.ts'

const city = loadCity(join(projectRoot, 'city/shenzhen'))
const scope = { from: '2026-07-01', until: '2026-10-01', district: null, domain: null }
const asOf = new Date('2026-11-01T02:00:00Z')

/** A quarter of a quiet city; say only what the test is about. */
const counts = (said: Partial<PeriodCounts> = {}): PeriodCounts => ({
  days: 92,
  reports: 1840,
  complaints: 1500,
  clues: 340,
  incidents: 1700,
  dangerous: 120,
  lifeAtRisk: 9,
  byLeaf: { 'FOOD.01': 700, 'PROD.01': 3, 'ENV.01': 1137 },
  byDistrict: { FUTIAN: 900, DAPENG: 2, '': 938 },
  byHazard: { fire: 60, chemical: 4 },
  daily: Array.from({ length: 92 }, (_, day) => 18 + (day % 5)),
  outcomes: { solved: { well: 420, of: 600 }, on_time: { well: 1790, of: 1800 }, satisfied: { well: 400, of: 600 } },
  response: { well: 600, of: 1600 },
  clocks: [{ rule: 'AMR_COMPLAINT.accept_decision', of: 900, inTime: 890, medianDays: 3.2 }],
  notices: { recall: 30, bulletin: 44 },
  warnings: [{ level: 'orange', state: 'released', count: 2 }],
  verified: { well: 30, of: 50 },
  samples: {
    bySector: { FOOD: { well: 388, of: 400 }, PROD: { well: 90, of: 120 }, '': { well: 2, of: 3 } },
    failuresAlone: 7,
  },
  injuries: 21,
  measuresHit: 24,
  ...said,
})

/** What stands at the end of that quarter. */
const standing = (said: Partial<Standing> = {}): Standing => ({
  grades: [
    { from: 'A', to: 'A', firms: 900 },
    { from: 'A', to: 'C', firms: 40 },
    { from: 'C', to: 'B', firms: 8 },
    { from: 'D', to: 'D', firms: 3 },
    { from: null, to: 'N', firms: 5000 },
  ],
  network: [
    {
      district: 'FUTIAN',
      members: 2,
      reporting: 2,
      membersBefore: 1,
      reportingBefore: 1,
      reports: 24,
      observations: 80,
    },
    { district: 'LUOHU', members: 1, reporting: 0, membersBefore: 1, reportingBefore: 1, reports: 2, observations: 0 },
  ],
  trade: {
    byLevel: { orange: 4, blue: 20 },
    bySector: { PROD: 22, FOOD: 3 },
    byMarket: [
      { market: 'EU', measures: 14, usd: 82_400_000 },
      { market: 'USA', measures: 10, usd: 0 },
    ],
    exports: { usd: 82_400_000, total: 500_000_000, period: '2025' },
  },
  facts: { 1: 12, 13: null, 21: null },
  ...said,
})
const periods = (
  now: Partial<PeriodCounts> = {},
  before: Partial<PeriodCounts> = {},
  ends: Partial<Standing> = {},
) => ({
  now: counts(now),
  before: counts(before),
  standing: standing(ends),
})

describe('what a report calls a change', () => {
  it('is not what chance would do', () => {
    expect(compareShares({ well: 420, of: 600 }, { well: 410, of: 600 }).p).toBeGreaterThan(0.3)
    expect(compareShares({ well: 450, of: 600 }, { well: 390, of: 600 }).p).toBeLessThan(0.001)
    expect(compareRates({ count: 105, days: 90 }, { count: 95, days: 90 }, 1).p).toBeGreaterThan(0.3)
    expect(compareRates({ count: 400, days: 90 }, { count: 300, days: 90 }, 1).p).toBeLessThan(0.001)
  })

  it('takes more where reports come in bunches', () => {
    const [steady, bunched] = [1, 8].map(
      (dispersion) => compareRates({ count: 400, days: 90 }, { count: 330, days: 90 }, dispersion).p,
    )
    expect(steady).toBeLessThan(0.01)
    expect(bunched).toBeGreaterThan(0.1)
    expect(dispersionOf([0, 0, 30, 0, 0, 30])).toBeGreaterThan(10)
    expect(dispersionOf([5, 5, 5])).toBe(1)
  })

  it('gives what the test of two proportions gives by hand', () => {
    // By hand: pooled 17/40, error √(.425 · .575 · 2/20) = .1563, z = .35/.1563 = 2.239.
    expect(compareShares({ well: 12, of: 20 }, { well: 5, of: 20 }).p).toBeCloseTo(0.0251, 3)
  })

  it('is not claimed of few: they are not compared', () => {
    expect(compareShares({ well: 3, of: 4 }, { well: 1, of: 4 }).p).toBeNull()
    expect(compareRates({ count: 9, days: 90 }, { count: 2, days: 90 }, 1).p).toBeNull()
  })

  it('looks at firms that moved, not at those that stayed', () => {
    expect(compareMoves({ up: 8, down: 40 }).p).toBeLessThan(0.001)
    expect(compareMoves({ up: 22, down: 26 }).p).toBeGreaterThan(0.5)
    expect(compareMoves({ up: 2, down: 9 }).p).toBeNull()
    const down = nameChanges([computeFigure('graded_well', city, scope, periods())])[0]
    expect(down).toMatchObject({ value: 908 / 951, of: 951, before: 940 / 951, low: null, change: 'down' })
  })

  it('counts the periods by their days', () => {
    expect(compareRates({ count: 200, days: 92 }, { count: 100, days: 46 }, 1).p).toBeGreaterThan(0.9)
    expect(periodBefore(scope)).toEqual({ from: '2026-03-31', until: '2026-07-01' })
  })

  it('stands up to the number of figures looked at', () => {
    const one = computeFigure(
      'solved',
      city,
      scope,
      periods({ outcomes: { solved: { well: 432, of: 600 } } }, { outcomes: { solved: { well: 400, of: 600 } } }),
    )
    expect(one.p).toBeLessThan(0.05)
    expect(nameChanges([one])[0]?.change).toBe('up')
    const quiet = Array.from({ length: 12 }, () => ({ ...one, id: 'reports' as const, p: 0.7 }))
    expect(nameChanges([one, ...quiet])[0]?.change).toBe('none')
  })
})

describe('the words of a report', () => {
  const figure = (now: Partial<PeriodCounts>, before: Partial<PeriodCounts> = {}) =>
    nameChanges([computeFigure('reports', city, scope, periods(now, before))])[0] as never

  it('say up only of what went up', () => {
    expect(sentenceOf(figure({ reports: 2600 }), { zh: ' 件', en: '' }).zh).toBe(
      '投诉举报 2,600 件，较上期 1,840 上升。',
    )
    expect(sentenceOf(figure({ reports: 1400 })).zh).toContain('下降')
    const alike = sentenceOf(figure({ reports: 1850 })).zh
    expect(alike).toContain('无显著变化')
    expect(alike).not.toMatch(/上升|下降/)
    expect(sentenceOf(figure({ reports: 3 }, { reports: 4 })).zh).toBe('投诉举报 3。')
  })

  it('hide small cells', () => {
    expect([0, 1, 4, 5, 12345].map(cellWords)).toEqual(['0', '<5', '<5', '5', '12,345'])
    const report = composeReport(city, scope, periods(), asOf)
    const districts = report.chapters[1]?.blocks.find((block) => block.caption.zh.startsWith('各区'))
    const dapeng = districts?.kind === 'table' ? districts.rows.find(([name]) => name === '大鹏新区') : null
    expect(dapeng).toEqual(['大鹏新区', '<5', '—'])
    expect(JSON.stringify(report.chapters[4])).not.toContain('化学')
  })
})

const chapterOf = (said: Partial<PeriodCounts>, ends: Partial<Standing>, id: string) =>
  composeReport(city, scope, periods(said, {}, ends), asOf).chapters.find((chapter) => chapter.id === id)
const words = (value: unknown): string => JSON.stringify(value)

describe('what a report does not know it says', () => {
  it('without export figures, that the exports are not known', () => {
    const known = words(chapterOf({}, {}, 'trade'))
    expect(known).toContain('82.4 百万美元，占已登记出口的 16.5%')
    const unknown = words(
      chapterOf(
        {},
        { trade: { ...standing().trade, byMarket: [{ market: 'EU', measures: 14, usd: null }], exports: null } },
        'trade',
      ),
    )
    expect(unknown).toContain('没有出口数据')
    expect(unknown).toContain('无数据')
    expect(unknown).not.toContain('百万美元，占')
  })

  it('that a list of failures alone gives no rate, and no rate of a handful', () => {
    const samples = words(chapterOf({}, {}, 'samples'))
    expect(samples).toContain('另有 7 批来自只列不合格产品的公告')
    expect(samples).toContain('n=400')
    expect(samples).not.toContain('其他产品')
    const none = { bySector: {}, failuresAlone: 0 }
    expect(words(chapterOf({ samples: none }, {}, 'samples'))).toContain('抽检合格率：没有可计的件数')
  })

  it('of the targets, that there are no data where the register holds none', () => {
    const targets = chapterOf({}, {}, 'targets')?.blocks[0]
    const rows = targets?.kind === 'table' ? targets.rows : []
    expect(rows[0]?.[3]).toBe('12 家')
    expect(rows[2]?.[3]).toBe('91.8%')
    expect(rows[2]?.[4]).toContain('n=523')
    expect(rows[5]?.[3]).toBe('9.1%')
    expect(rows[12]?.[3]).toBe('暂无数据')
    const unmade = chapterOf({}, { network: [] }, 'targets')?.blocks[0]
    expect(unmade?.kind === 'table' ? unmade.rows[5]?.[3] : null).toBe('暂无数据')
  })

  it('of grades, no cell below five', () => {
    const credit = words(chapterOf({}, {}, 'credit'))
    expect(credit).toContain('变好 8 家，变差 40 家')
    expect(credit).toContain('"D","0","0","0","<5","0"')
  })
})

describe('the name of a figure', () => {
  it('may say a sector of the samples, and nothing else', () => {
    expect(figureNamed('sample_pass.FOOD')).toEqual({ figure: 'sample_pass', sector: 'FOOD' })
    expect(figureNamed('reports')).toEqual({ figure: 'reports', sector: null })
    expect(figureNamed('reports.FOOD')).toBeNull()
    expect(figureNamed('nothing')).toBeNull()
  })
})

describe('a report', () => {
  const report = composeReport(city, scope, periods({}, { reports: 1500 }), asOf)

  it('has every chapter, all 28 targets, and a definition of every figure', () => {
    expect(report.chapters.map(({ id }) => id)).toEqual([
      'summary',
      'filings',
      'outcomes',
      'clocks',
      'danger',
      'samples',
      'credit',
      'outside',
      'trade',
      'network',
      'targets',
      'method',
    ])
    const targets = report.chapters[10]?.blocks[0]
    expect(targets?.kind === 'table' && targets.rows).toHaveLength(28)
    const told = report.chapters.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'figures'
          ? block.figures.filter(({ id }) => !id.includes('.')).map(({ label }) => label.zh)
          : [],
      ),
    )
    const defined = report.chapters[11]?.blocks[0]
    const names = defined?.kind === 'table' ? defined.rows.map(([name]) => name) : []
    for (const name of told) expect(names).toContain(name)
  })

  it('is printed with cover, contents and page numbers, byte for byte the same', async () => {
    const [one, two] = [await reportPdf(report), await reportPdf(report)]
    expect(one.equals(two)).toBe(true)
    const pages = (await extractText(await getDocumentProxy(new Uint8Array(one)))).text
    expect(pages[0]).toContain('宏观质量状况分析报告')
    expect(pages[1]).toContain('目录')
    report.chapters.forEach(({ title }) => {
      expect(pages[1]).toContain(title.zh)
    })
    const [entry] = /方法与定义\s*(\d+)/.exec(pages[1] ?? '') ?? []
    const method = pages.findIndex((text, nth) => nth > 1 && text.includes('每个数字的定义'))
    expect(entry).toContain(String(method - 1))
    expect(pages[2]).toContain(`1 / ${pages.length - 2}`)
    expect(pages.at(-1)).toContain(`${pages.length - 2} / ${pages.length - 2}`)
  })
})
