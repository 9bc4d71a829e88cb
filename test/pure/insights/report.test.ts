import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { composeReport } from '../../../src/insights/report/compose-report.ts'
import type { PeriodCounts } from '../../../src/insights/report/count-period.ts'
import { computeFigure } from '../../../src/insights/report/figures.ts'
import { nameChanges } from '../../../src/insights/report/name-changes.ts'
import { reportPdf } from '../../../src/insights/report/report-pdf.ts'
import { cellWords, sentenceOf } from '../../../src/insights/report/report-words.ts'
import { periodBefore } from '../../../src/insights/report/scope.ts'
import { compareRates, compareShares, dispersionOf } from '../../../src/insights/statistics/compare.ts'
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
  ...said,
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

  it('counts the periods by their days', () => {
    expect(compareRates({ count: 200, days: 92 }, { count: 100, days: 46 }, 1).p).toBeGreaterThan(0.9)
    expect(periodBefore(scope)).toEqual({ from: '2026-03-31', until: '2026-07-01' })
  })

  it('stands up to the number of figures looked at', () => {
    const one = computeFigure('solved', city, scope, {
      now: counts({ outcomes: { solved: { well: 432, of: 600 } } }),
      before: counts({ outcomes: { solved: { well: 400, of: 600 } } }),
    })
    expect(one.p).toBeLessThan(0.05)
    expect(nameChanges([one])[0]?.change).toBe('up')
    const quiet = Array.from({ length: 12 }, () => ({ ...one, id: 'reports' as const, p: 0.7 }))
    expect(nameChanges([one, ...quiet])[0]?.change).toBe('none')
  })
})

describe('the words of a report', () => {
  const figure = (now: Partial<PeriodCounts>, before: Partial<PeriodCounts> = {}) =>
    nameChanges([computeFigure('reports', city, scope, { now: counts(now), before: counts(before) })])[0] as never

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
    const report = composeReport(city, scope, { now: counts(), before: counts() }, asOf)
    const districts = report.chapters[1]?.blocks.find((block) => block.caption.zh.startsWith('各区'))
    const dapeng = districts?.kind === 'table' ? districts.rows.find(([name]) => name === '大鹏新区') : null
    expect(dapeng).toEqual(['大鹏新区', '<5', '—'])
    expect(JSON.stringify(report.chapters[4])).not.toContain('化学')
  })
})

describe('a report', () => {
  const report = composeReport(city, scope, { now: counts(), before: counts({ reports: 1500 }) }, asOf)

  it('has every chapter, all 28 targets, and a definition of every figure', () => {
    expect(report.chapters.map(({ id }) => id)).toEqual([
      'summary',
      'filings',
      'outcomes',
      'clocks',
      'danger',
      'outside',
      'targets',
      'method',
    ])
    const targets = report.chapters[6]?.blocks[0]
    expect(targets?.kind === 'table' && targets.rows).toHaveLength(28)
    const told = report.chapters.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'figures' ? block.figures.map(({ label }) => label.zh) : [])),
    )
    const defined = report.chapters[7]?.blocks[0]
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
