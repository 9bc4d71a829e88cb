import type { Bilingual } from '../../reference/city.ts'
import { remedies } from '../new-complaint.ts'

/** One question beyond the description, as Open311 tells it to programs. `key` is what they send, `name` what their user reads. */
export type ServiceAttribute = Bilingual & {
  code: 'kind' | 'respondent' | 'product' | 'occurred_on' | 'amount' | 'claim'
  datatype: 'string' | 'number' | 'datetime' | 'singlevaluelist' | 'multivaluelist'
  hint: Bilingual
  values: (Bilingual & { key: string })[]
}

const remediesInEnglish: Record<(typeof remedies)[number], [key: string, en: string]> = {
  修理: ['repair', 'Repair'],
  重作: ['rework', 'Do it again'],
  更换: ['replacement', 'Replacement'],
  退货: ['return', 'Take the goods back'],
  补足数量: ['missing_quantity', 'Make up what is missing'],
  退还货款和服务费用: ['refund', 'Refund'],
  赔偿损失: ['compensation', 'Compensation'],
  责令整改: ['correction', 'Order to put it right'],
  依法查处: ['penalty', 'Investigation and penalty'],
}

/** The questions of every service, in their order; none must be answered. They are the fields of the complaint form. */
export const serviceAttributes: ServiceAttribute[] = [
  {
    code: 'kind',
    datatype: 'singlevaluelist',
    zh: '投诉还是举报',
    en: 'Complaint or report',
    hint: {
      zh: '要解决自己的纠纷选投诉，反映违法线索选举报；不选按投诉',
      en: 'A complaint settles your own dispute, a report gives a clue of a violation; complaint when left out',
    },
    values: [
      { key: 'complaint', zh: '投诉', en: 'Complaint' },
      { key: 'report', zh: '举报', en: 'Report of a violation' },
    ],
  },
  {
    code: 'respondent',
    datatype: 'string',
    zh: '被投诉方',
    en: 'Respondent',
    hint: {
      zh: '商家、企业或平台的名称，最多 200 字',
      en: 'Name of the shop, firm or platform, at most 200 characters',
    },
    values: [],
  },
  {
    code: 'product',
    datatype: 'string',
    zh: '产品或服务',
    en: 'Product or service',
    hint: { zh: '名称、品牌、型号，最多 200 字', en: 'Name, brand and model, at most 200 characters' },
    values: [],
  },
  {
    code: 'occurred_on',
    datatype: 'datetime',
    zh: '发生日期',
    en: 'Happened on',
    hint: { zh: '例如 2026-05-31', en: 'For example 2026-05-31' },
    values: [],
  },
  {
    code: 'amount',
    datatype: 'number',
    zh: '涉及金额（元）',
    en: 'Amount (yuan)',
    hint: { zh: '只填数字', en: 'Digits only' },
    values: [],
  },
  {
    code: 'claim',
    datatype: 'multivaluelist',
    zh: '诉求',
    en: 'Asks for',
    hint: { zh: '可以多选', en: 'Choose any' },
    values: remedies.map((zh) => {
      const [key, en] = remediesInEnglish[zh]
      return { key, zh, en }
    }),
  },
]
