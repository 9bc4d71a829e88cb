import type { Bilingual } from '../../reference/city.ts'
import type { MeasureId } from '../../reference/evaluation-rules.ts'

/** What each measure counts: the sentence under the figure. All are shares of which more is better. */
export const measures: Record<MeasureId, Bilingual & { says: Bilingual }> = {
  solved: {
    zh: '核实解决',
    en: 'Solved',
    says: {
      zh: '诉求人评价中“解决了”的比例；于法无据或不合理的诉求另列，不计入。',
      en: 'Of the reporters’ judgements, those that say solved; demands barred by law or unreasonable are set apart.',
    },
  },
  satisfied: {
    zh: '满意',
    en: 'Satisfied',
    says: { zh: '诉求人评价中满意的比例，同上另列。', en: 'Of the judgements, those satisfied; set apart as above.' },
  },
  not_reopened: {
    zh: '未重办',
    en: 'Not reopened',
    says: {
      zh: '答复后可以请求重办的期限已过、没有重办的比例。',
      en: 'Of answers past the days for asking again, those not sent back.',
    },
  },
  not_repeated: {
    zh: '未再发生',
    en: 'Not repeated',
    says: {
      zh: '答复后规定天数内，同一事件没有再来件的比例。',
      en: 'Of answered cases, those of whose event nobody reported again within the days of the rules.',
    },
  },
  answer_complete: {
    zh: '答复完整',
    en: 'Answer complete',
    says: {
      zh: '答复逐项回应、写明事实和结果，没有由负责人坚持照发的比例。',
      en: 'Of answers, those that passed the check (each demand, a fact, a result) without being overruled.',
    },
  },
  contacted: {
    zh: '及时联系',
    en: 'Contacted soon',
    says: {
      zh: '交办后规定工作日内首次联系、受理或答复诉求人的比例。',
      en: 'Of cases given, those with a first contact, acceptance or answer within the working days of the rules.',
    },
  },
  kept: {
    zh: '退单得当',
    en: 'No wrong return',
    says: {
      zh: '交办的案件中，没有退回后又被确定仍由本单位承办的比例。',
      en: 'Of cases given, those not returned and then found to be this bureau’s after all.',
    },
  },
  on_time: {
    zh: '按时',
    en: 'On time',
    says: {
      zh: '法定和本市时限全部按时的比例；目标时限不计。',
      en: 'Of cases, those whose statutory and local clocks were all met; targets do not count.',
    },
  },
  urgent_in_time: {
    zh: '紧急任务按时',
    en: 'Urgent work in time',
    says: {
      zh: '快速处置和召回跟进任务在期限内完成的比例。',
      en: 'Of rapid responses and recall follow-ups, those finished when due.',
    },
  },
}

/** What makes a case hard whoever handles it, in the order of the bits in src/insights/evaluation/case-outcomes.ts. */
export const difficultyTraits: Bilingual[] = [
  { zh: '有人身危险', en: 'Danger to people' },
  { zh: '举报', en: 'A report of a violation' },
  { zh: '匿名', en: 'Anonymous' },
  { zh: '金额一万元以上', en: '10,000 yuan or more' },
  { zh: '多项诉求', en: 'Several demands' },
  { zh: '三件以上同一事件', en: 'Three or more of one event' },
]
