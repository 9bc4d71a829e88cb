import { addDays } from '../../reference/calendar.ts'
import type { Bilingual, City } from '../../reference/city.ts'
import { clocksChapter } from './chapters/clocks.ts'
import { creditChapter } from './chapters/credit.ts'
import { dangerChapter } from './chapters/danger.ts'
import { filingsChapter } from './chapters/filings.ts'
import { methodChapter } from './chapters/method.ts'
import { networkChapter } from './chapters/network.ts'
import { outcomesChapter } from './chapters/outcomes.ts'
import { outsideChapter } from './chapters/outside.ts'
import { samplesChapter } from './chapters/samples.ts'
import { summaryChapter } from './chapters/summary.ts'
import { targetsChapter } from './chapters/targets.ts'
import { tradeChapter } from './chapters/trade.ts'
import { computeFigure, type Periods, sectorPass } from './compute-figure.ts'
import { type FigureId, figures } from './figures.ts'
import { nameChanges } from './name-changes.ts'
import type { FigureShown, ReportContent } from './report-content.ts'
import { cellMin } from './report-words.ts'
import { periodBefore, type Scope } from './scope.ts'

/** What every chapter is written from. */
export type Ground = Periods & {
  city: City
  scope: Scope
  /** All figures with their changes named, by id. */
  figures: Record<FigureId, FigureShown>
  /** The pass rates of samples by sector, the most sampled first; too few are left out. */
  sectorPasses: FigureShown[]
}

const domains: Record<string, Bilingual> = {
  product: { zh: '产品质量', en: 'product quality' },
  service: { zh: '服务质量', en: 'service quality' },
  engineering: { zh: '工程质量', en: 'engineering quality' },
  environment: { zh: '环境质量', en: 'environment quality' },
}

/** Writes a report from what was counted. The same counts give the same report, word for word. */
export function composeReport(city: City, scope: Scope, periods: Periods, asOf: Date): ReportContent {
  const ids = Object.keys(figures) as FigureId[]
  const named = nameChanges([
    ...ids.map((id) => computeFigure(id, city, scope, periods)),
    ...sectorsSampled(periods).map((sector) => sectorPass(city, sector, periods)),
  ])
  const byId = Object.fromEntries(named.map((figure) => [figure.id, figure])) as Ground['figures']
  const ground: Ground = { ...periods, city, scope, figures: byId, sectorPasses: named.slice(ids.length) }
  const before = periodBefore(scope)
  return {
    title: { zh: '宏观质量状况分析报告', en: 'The state of quality' },
    city: city.name,
    scope,
    scopeWords: scopeWords(city, scope),
    before,
    asOf: asOf.toISOString(),
    chapters: [
      summaryChapter(ground),
      filingsChapter(ground),
      outcomesChapter(ground),
      clocksChapter(ground),
      dangerChapter(ground),
      samplesChapter(ground),
      creditChapter(ground),
      outsideChapter(ground),
      tradeChapter(ground),
      networkChapter(ground),
      targetsChapter(ground),
      methodChapter(ground),
    ],
  }
}

function sectorsSampled({ now }: Periods): string[] {
  return Object.entries(now.samples.bySector)
    .filter(([, { of }]) => of >= cellMin)
    .sort(([a, { of: one }], [b, { of: other }]) => other - one || a.localeCompare(b))
    .map(([sector]) => sector)
}

/** `2026-07-01 至 2026-09-30 · 南山区 · 产品质量` */
function scopeWords(city: City, { from, until, district, domain }: Scope): Bilingual {
  const place = city.districts.find(({ id }) => id === district)
  const about = domain === null ? null : domains[domain]
  const last = addDays(until, -1)
  return {
    zh: [`${from} 至 ${last}`, place?.zh ?? '全市', about?.zh ?? '产品、服务、工程、环境'].join(' · '),
    en: [`${from} to ${last}`, place?.en ?? 'whole city', about?.en ?? 'all four domains'].join(' · '),
  }
}
