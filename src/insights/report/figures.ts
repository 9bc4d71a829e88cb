import type { Bilingual, City } from '../../reference/city.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'
import { measures } from '../evaluation/measures.ts'
import { type Compared, compareMoves, compareShares } from '../statistics/compare.ts'
import type { GradeMove } from './count-grades.ts'
import type { PeriodCounts } from './count-period.ts'
import type { Standing } from './count-standing.ts'
import { type Share, together } from './shares.ts'
import { reportingDistricts } from './standing-shares.ts'

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
  | 'verified'
  | 'injuries'
  | 'sample_pass'
  | 'graded_well'
  | 'measures_hit'
  | 'network_districts'
  | 'network_reporting'
  | 'recalls'
  | 'bulletins'
  | 'warnings'

type Definition = Bilingual & { says: Bilingual } & (
    | { unit: 'count'; count: (counts: PeriodCounts) => number; bunched: boolean }
    | { unit: 'per_10k'; count: (counts: PeriodCounts) => number; bunched: boolean }
    | { unit: 'share'; share: (counts: PeriodCounts) => Share }
    /** Of all there are, at both ends of the period: no sample, so no interval. */
    | { unit: 'share'; stands: (standing: Standing, city: City) => Stands }
  )
export type Stands = Compared & { now: Share; before: Share }

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
  verified: {
    ...{ zh: '查实率', en: 'Verified' },
    says: {
      zh: '有查办结论的案件中，查证属实或调解支持消费者的比例。',
      en: 'Of cases with a finding, those verified or settled in the consumer’s favour.',
    },
    ...{ unit: 'share', share: ({ verified }) => verified },
  },
  injuries: {
    ...{ zh: '受伤人次', en: 'People hurt' },
    says: {
      zh: '监测网络成员（医院等）报送的期间内受伤人次；不是全市全部。',
      en: 'People hurt in the period as members of the monitoring network reported; not all of the city.',
    },
    ...{ unit: 'count', count: ({ injuries }) => injuries, bunched: true },
  },
  sample_pass: {
    ...{ zh: '抽检合格率', en: 'Samples passed' },
    says: {
      zh: '期间内抽样、有结论的产品中合格的比例，复检的以复检为准；来自企业档案和在本市抽样的公告，只列不合格的公告不计。',
      en: 'Of products sampled in the period, those that passed, by the re-check where there was one; from the register and from publications about samples taken here, without those that list failures alone.',
    },
    ...{ unit: 'share', share: ({ samples }) => together(Object.values(samples.bySector)) },
  },
  graded_well: {
    ...{ zh: '等级 A、B 的企业', en: 'Firms graded A or B' },
    says: {
      zh: '期末公开等级为 A 至 D 的存续企业中 A、B 的比例；N（数据不足）不计。变化只看两端都有等级的企业。',
      en: 'Of firms in business publicly graded A to D on the last day, those with A or B; N is not counted. A change is tested on firms graded at both ends.',
    },
    ...{ unit: 'share', stands: gradedWell },
  },
  measures_hit: {
    ...{ zh: '影响本市产业的国外技术措施', en: 'Measures abroad that hit the city' },
    says: {
      zh: '期间内首次通报、评出级别的措施档案；同一措施的多份通报算一项，放宽和撤回的不计。',
      en: 'Measures first notified in the period that were given a level; all notices of one count once, those that ease trade or were withdrawn not.',
    },
    ...{ unit: 'count', count: ({ measuresHit }) => measuresHit, bunched: true },
  },
  network_districts: {
    ...{ zh: '监测网络覆盖的区', en: 'Districts in the network' },
    says: {
      zh: '期末有成员按约定报送（不静默）的区 ÷ 全部区。',
      en: 'Districts with a member that keeps its rhythm on the last day, of all districts.',
    },
    ...{
      unit: 'share',
      stands: ({ network }, city) => {
        const of = city.districts.length
        const now = { well: reportingDistricts(city, network, 'reporting').length, of }
        return { now, before: { well: reportingDistricts(city, network, 'reportingBefore').length, of }, p: null }
      },
    },
  },
  network_reporting: {
    ...{ zh: '按约定报送的成员', en: 'Members that keep their rhythm' },
    says: {
      zh: '期末监测网络成员中没有逾期未报送的比例。',
      en: 'Of the members of the monitoring network on the last day, those that owe no report.',
    },
    ...{
      unit: 'share',
      stands: ({ network }) => {
        const now = together(network.map(({ reporting, members }) => ({ well: reporting, of: members })))
        const before = together(
          network.map(({ reportingBefore, membersBefore }) => ({ well: reportingBefore, of: membersBefore })),
        )
        return { now, before, ...compareShares(now, before) }
      },
    },
  },
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

function gradedWell({ grades }: Standing): Stands {
  const good = (grade: string | null): boolean => grade === 'A' || grade === 'B'
  const graded = (grade: string | null): boolean => grade !== null && grade !== 'N'
  const firms = (of: (move: GradeMove) => boolean) => grades.filter(of).reduce((sum, move) => sum + move.firms, 0)
  const both = ({ from, to }: GradeMove): boolean => graded(from) && graded(to)
  return {
    now: { well: firms(({ to }) => good(to)), of: firms(({ to }) => graded(to)) },
    before: { well: firms(({ from }) => good(from)), of: firms(({ from }) => graded(from)) },
    ...compareMoves({
      up: firms((move) => both(move) && !good(move.from) && good(move.to)),
      down: firms((move) => both(move) && good(move.from) && !good(move.to)),
    }),
  }
}

/** A figure of the report, and for a sector's share of it the sector: `sample_pass.FOOD`. Null for what is none. */
export function figureNamed(written: string): { figure: FigureId; sector: string | null } | null {
  const [name = '', sector = null] = written.split('.')
  const figure = (Object.keys(figures) as FigureId[]).find((id) => id === name)
  if (figure === undefined || (sector !== null && figure !== 'sample_pass')) return null
  return { figure, sector }
}
