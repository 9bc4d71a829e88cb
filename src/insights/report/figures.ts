import type { Bilingual, City } from '../../reference/city.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { measures } from '../evaluation/measures.ts'
import { type Compared, compareRates, compareShares, dispersionOf } from '../statistics/compare.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import type { PeriodCounts, Share } from './count-period.ts'
import type { FigureShown } from './report-content.ts'
import { residentsOf, type Scope } from './scope.ts'

export type FigureId =
  | 'reports'
  | 'per_10k'
  | 'incidents'
  | 'complaints'
  | 'clues'
  | 'dangerous'
  | 'life_at_risk'
  | 'response'
  | Exclude<MeasureId, 'kept' | 'urgent_in_time'>
  | 'recalls'
  | 'bulletins'
  | 'warnings'

type Definition = Bilingual & { says: Bilingual } & (
    | { unit: 'count'; count: (counts: PeriodCounts) => number; bunched: boolean }
    | { unit: 'per_10k'; count: (counts: PeriodCounts) => number; bunched: boolean }
    | { unit: 'share'; share: (counts: PeriodCounts) => Share }
  )

const measured = (id: Exclude<MeasureId, 'kept' | 'urgent_in_time'>): Definition => ({
  ...measures[id],
  unit: 'share',
  share: ({ outcomes }) => outcomes[id] ?? { well: 0, of: 0 },
})

/** Every figure of the report with its definition. `bunched`: it comes in bunches, so chance alone moves it more. */
export const figures: Record<FigureId, Definition> = {
  reports: {
    ...{ zh: '投诉举报', en: 'Complaints and reports' },
    says: { zh: '期间内收到的投诉和举报件数，一封算一件。', en: 'Filings received in the period, each letter one.' },
    ...{ unit: 'count', count: ({ reports }) => reports, bunched: true },
  },
  per_10k: {
    ...{ zh: '每万人投诉举报', en: 'Filings per 10,000 people' },
    says: {
      zh: '件数 ÷ 常住人口 × 10,000；人口为最近一次普查数。',
      en: 'Filings over residents of the last census, times 10,000.',
    },
    ...{ unit: 'per_10k', count: ({ reports }) => reports, bunched: true },
  },
  incidents: {
    ...{ zh: '事件', en: 'Incidents' },
    says: { zh: '同一事件的多件只算一次。', en: 'Several filings of one event count once.' },
    ...{ unit: 'count', count: ({ incidents }) => incidents, bunched: true },
  },
  complaints: {
    ...{ zh: '其中投诉', en: 'of which complaints' },
    says: { zh: '请求处理消费或其他争议的。', en: 'Those that ask to settle a dispute.' },
    ...{ unit: 'count', count: ({ complaints }) => complaints, bunched: true },
  },
  clues: {
    ...{ zh: '其中举报', en: 'of which reports of violations' },
    says: {
      zh: '反映违法线索的；未经核实，不代表违法成立。',
      en: 'Those that tell of a violation; unverified, they prove none.',
    },
    ...{ unit: 'count', count: ({ clues }) => clues, bunched: true },
  },
  dangerous: {
    ...{ zh: '可能伤人的比例', en: 'Share with danger to people' },
    says: { zh: '研判危险程度 2 级以上的件数 ÷ 全部件数。', en: 'Filings of danger level 2 or 3 over all filings.' },
    ...{ unit: 'share', share: ({ dangerous, reports }) => ({ well: dangerous, of: reports }) },
  },
  life_at_risk: {
    ...{ zh: '危及生命的', en: 'Life at risk' },
    says: { zh: '研判危险程度 3 级的件数。', en: 'Filings of danger level 3.' },
    ...{ unit: 'count', count: ({ lifeAtRisk }) => lifeAtRisk, bunched: true },
  },
  response: {
    ...{ zh: '评价回收率', en: 'Answers that were judged' },
    says: { zh: '诉求人评价过的 ÷ 已答复的。', en: 'Answered cases whose reporter judged the answer.' },
    ...{ unit: 'share', share: ({ response }) => response },
  },
  solved: measured('solved'),
  satisfied: measured('satisfied'),
  not_reopened: measured('not_reopened'),
  not_repeated: measured('not_repeated'),
  answer_complete: measured('answer_complete'),
  contacted: measured('contacted'),
  on_time: measured('on_time'),
  recalls: {
    ...{ zh: '涉及本市领域的召回通报', en: 'Recalls that concern the city' },
    says: {
      zh: '期间内首次收到、读出与本市某一类别有关的召回通报。',
      en: 'Recall notices first seen in the period that touch a local leaf.',
    },
    ...{ unit: 'count', count: ({ notices }) => notices.recall, bunched: true },
  },
  bulletins: {
    ...{ zh: '涉及本市领域的国外技术措施', en: 'Foreign measures that concern the city' },
    says: {
      zh: '期间内首次收到、读出与本市某一类别有关的技术性贸易措施通报。',
      en: 'Trade notices first seen in the period that touch a local leaf.',
    },
    ...{ unit: 'count', count: ({ notices }) => notices.bulletin, bunched: true },
  },
  warnings: {
    ...{ zh: '发布的预警', en: 'Warnings released' },
    says: {
      zh: '期间内起草、由人审核后发布的预警，含已解除的。',
      en: 'Warnings drafted in the period and released by a person, lifted ones too.',
    },
    ...{
      unit: 'count',
      count: ({ warnings }) =>
        warnings.filter(({ state }) => released.includes(state)).reduce((sum, { count }) => sum + count, 0),
      bunched: true,
    },
  },
}

const released = ['released', 'lifted']

export type Periods = { now: PeriodCounts; before: PeriodCounts }
export type Computed = FigureShown & Compared & { id: FigureId }

/** One figure of both periods. Its change is named later, when all are known (src/insights/report/name-changes.ts). */
export function computeFigure(id: FigureId, city: City, scope: Scope, { now, before }: Periods): Computed {
  const definition = figures[id]
  const shown = {
    id,
    label: { zh: definition.zh, en: definition.en },
    unit: definition.unit,
    change: 'unknown' as const,
  }
  if (definition.unit === 'share') {
    const [share, earlier] = [definition.share(now), definition.share(before)]
    const { share: value, low, high } = wilsonInterval(share.well, share.of)
    const was = earlier.of === 0 ? null : earlier.well / earlier.of
    return { ...shown, value, of: share.of, low, high, before: was, ...compareShares(share, earlier) }
  }
  const per = definition.unit === 'per_10k' ? residentsOf(city, scope) / 10_000 : 1
  const [count, earlier] = [definition.count(now), definition.count(before)]
  // Without a residue of the level between the periods in it.
  const dispersion = definition.bunched ? pooledDispersion(now.daily, before.daily) : 1
  const compared = compareRates({ count, days: now.days }, { count: earlier, days: before.days }, dispersion)
  return { ...shown, value: count / per, of: null, low: null, high: null, before: earlier / per, ...compared }
}

/** The dispersion within both periods, each weighed by its days. */
function pooledDispersion(now: number[], before: number[]): number {
  const days = now.length + before.length
  return days === 0 ? 1 : (dispersionOf(now) * now.length + dispersionOf(before) * before.length) / days
}
