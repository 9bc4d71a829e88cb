import type { Bilingual, City } from '../../reference/city.ts'
import { type Compared, compareRates, compareShares, dispersionOf } from '../statistics/compare.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import type { PeriodCounts } from './count-period.ts'
import type { Standing } from './count-standing.ts'
import { type FigureId, figures, type Stands } from './figures.ts'
import type { FigureShown } from './report-content.ts'
import { residentsOf, type Scope } from './scope.ts'
import type { Share } from './shares.ts'

/** All that was counted for a report: its period, the one before, and what stands at the end. */
export type Periods = { now: PeriodCounts; before: PeriodCounts; standing: Standing }
export type Computed<Id extends string = string> = FigureShown & Compared & { id: Id }

/** One figure of both periods. Its change is named later, when all are known (src/insights/report/name-changes.ts). */
export function computeFigure(id: FigureId, city: City, scope: Scope, periods: Periods): Computed<FigureId> {
  const definition = figures[id]
  const { zh, en, unit } = definition
  const shown = { id, label: { zh, en }, unit, change: 'unknown' as const }
  if ('stands' in definition) return { ...shown, ...ofStands(definition.stands(periods.standing, city)) }
  const { now, before } = periods
  if ('share' in definition) return { ...shown, ...ofShares(definition.share(now), definition.share(before)) }
  const per = unit === 'per_10k' ? residentsOf(city, scope) / 10_000 : 1
  const [count, earlier] = [definition.count(now), definition.count(before)]
  // Without a residue of the level between the periods in it.
  const dispersion = definition.bunched ? pooledDispersion(now.daily, before.daily) : 1
  const compared = compareRates({ count, days: now.days }, { count: earlier, days: before.days }, dispersion)
  return { ...shown, value: count / per, of: null, low: null, high: null, before: earlier / per, ...compared }
}

/** The pass rate of the samples of one sector. */
export function sectorPass(city: City, sector: string, { now, before }: Periods): Computed {
  const none = { well: 0, of: 0 }
  const shares = ofShares(now.samples.bySector[sector] ?? none, before.samples.bySector[sector] ?? none)
  return { id: `sample_pass.${sector}`, label: sectorWords(city, sector), unit: 'share', change: 'unknown', ...shares }
}

/** The name of a sector of products; '' is what fits none. */
export function sectorWords({ sectors }: City, sector: string): Bilingual {
  const found = sectors.find(({ code }) => code === sector)
  return found ? { zh: found.zh, en: found.en } : { zh: '其他产品', en: 'other products' }
}

type Values = Pick<FigureShown, 'value' | 'of' | 'low' | 'high' | 'before'> & Compared

function ofShares(share: Share, earlier: Share): Values {
  const { share: value, low, high } = wilsonInterval(share.well, share.of)
  return { value, of: share.of, low, high, before: rate(earlier), ...compareShares(share, earlier) }
}

function ofStands({ now, before, p }: Stands): Values {
  return { value: rate(now), of: now.of, low: null, high: null, before: rate(before), p }
}

const rate = ({ well, of }: Share): number | null => (of === 0 ? null : well / of)

/** The dispersion within both periods, each weighed by its days. */
function pooledDispersion(now: number[], before: number[]): number {
  const days = now.length + before.length
  return days === 0 ? 1 : (dispersionOf(now) * now.length + dispersionOf(before) * before.length) / days
}
