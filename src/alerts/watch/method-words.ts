import type { Bilingual } from '../../reference/city.ts'
import type { WatchMethod } from './candidate.ts'

/** Each method in the words of the desk, with what it asks; `anchor` is its section on the page of methods. */
export const methodWords: Record<WatchMethod, Bilingual & { asks: Bilingual; anchor: string }> = {
  danger_sum: {
    zh: '层级累计',
    en: 'Sum of evidence',
    asks: {
      zh: '把这里每天的投诉按危险程度累计，攒起来是不是不像平常？',
      en: 'Added up day by day and weighed by danger, is this unlike the usual?',
    },
    anchor: 'danger-cusum',
  },
  farrington: {
    zh: '改进 Farrington',
    en: 'Improved Farrington',
    asks: { zh: '这一周比往年同期多得离谱吗？', en: 'Is this week far above the same weeks of earlier years?' },
    anchor: 'farrington',
  },
  bayes: {
    zh: 'Bayes 预测检验',
    en: 'Bayesian predictive test',
    asks: { zh: '和刚过去的六周比，这一周多吗？', en: 'Is this week above the last six?' },
    anchor: 'bayes',
  },
  slow_rise: {
    zh: '缓慢上升累计',
    en: 'Slow-rise sum',
    asks: { zh: '是不是一直“略多一点”，攒起来就不正常了？', en: 'Is it a little too much for too long?' },
    anchor: 'likelihood-cusum',
  },
  eears: {
    zh: 'eEARS 日检验',
    en: 'eEARS, daily',
    asks: { zh: '这一天比前七天多得多吗？', en: 'Is this day far above the seven before?' },
    anchor: 'eears',
  },
  ears: {
    zh: 'EARS C2（备用）',
    en: 'EARS C2 (fallback)',
    asks: { zh: '模型无解时：这一周比前几周多吗？', en: 'Where the model fails: is this week above those before?' },
    anchor: 'ears',
  },
  disproportionality: {
    zh: '产品 × 危害（EB05）',
    en: 'Product and hazard (EB05)',
    asks: {
      zh: '这种产品的来件里，这种危害是不是突然变得特别多？',
      en: 'Has this hazard newly become over-represented among the reports of this product?',
    },
    anchor: 'disproportionality',
  },
  space_time: {
    zh: '时空扫描',
    en: 'Space-time scan',
    asks: {
      zh: '这几个相邻的地方最近几天是不是比它们平时的份额多得多？',
      en: 'Have these neighbouring places had far more than their usual share in the last days?',
    },
    anchor: 'space-time-scan',
  },
  arrival: {
    zh: '即到即验',
    en: 'Tested on arrival',
    asks: {
      zh: '危险来件一到就看：七天内到此刻的数量是否已超过整七天该有的？',
      en: 'As something dangerous arrives: do the seven days up to now already exceed seven whole days?',
    },
    anchor: 'watch',
  },
}
