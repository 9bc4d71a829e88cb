import type { Bilingual } from '../../reference/city.ts'
import type { FactHarm, FactKind, FactSeverity, FirmSize, Grade } from '../../reference/credit-rules.ts'

/** The words of the register, and which results a kind of fact may have. Sheets, pages, exports and the data dictionary read this table. */
export const factNames: Record<FactKind, Bilingual & { results: Record<string, Bilingual> }> = {
  permit: {
    zh: '许可资质',
    en: 'Permit',
    results: { granted: { zh: '准予', en: 'granted' }, revoked: { zh: '撤销', en: 'revoked' } },
  },
  inspection: {
    zh: '监督检查',
    en: 'Inspection',
    results: {
      pass: { zh: '未发现问题', en: 'nothing wrong' },
      fail: { zh: '发现问题', en: 'faults found' },
      recheck_pass: { zh: '复查合格', en: 'right at the re-inspection' },
      recheck_fail: { zh: '复查仍有问题', en: 'still faulty at the re-inspection' },
    },
  },
  sample: {
    zh: '抽检',
    en: 'Sample',
    results: {
      pass: { zh: '合格', en: 'passed' },
      fail: { zh: '不合格', en: 'failed' },
      recheck_pass: { zh: '复检合格', en: 'passed the re-check' },
      recheck_fail: { zh: '复检仍不合格', en: 'failed the re-check' },
    },
  },
  recall: {
    zh: '召回',
    en: 'Recall',
    results: {
      voluntary: { zh: '主动召回', en: 'voluntary' },
      ordered: { zh: '责令召回', en: 'ordered' },
      refused: { zh: '拒不召回', en: 'refused' },
      completed: { zh: '召回完成', en: 'completed' },
    },
  },
  penalty: { zh: '行政处罚', en: 'Penalty', results: { decided: { zh: '已处罚', en: 'imposed' } } },
  list: {
    zh: '名录名单',
    en: 'List',
    results: {
      abnormal: { zh: '经营异常名录', en: 'abnormal operations' },
      serious: { zh: '严重违法失信名单', en: 'seriously dishonest' },
    },
  },
  award: {
    zh: '质量奖励',
    en: 'Award',
    results: {
      national: { zh: '国家级', en: 'national' },
      province: { zh: '省级', en: 'provincial' },
      city: { zh: '市级', en: 'of the city' },
    },
  },
  commitment: {
    zh: '质量承诺',
    en: 'Commitment',
    results: {
      made: { zh: '已承诺', en: 'made' },
      kept: { zh: '已兑现', en: 'kept' },
      broken: { zh: '未兑现', en: 'broken' },
    },
  },
  complaint: {
    zh: '投诉',
    en: 'Complaint',
    results: {
      verified: { zh: '查证属实', en: 'verified' },
      settled: { zh: '调解支持消费者', en: "settled in the consumer's favour" },
    },
  },
  report: { zh: '举报', en: 'Report of a violation', results: { verified: { zh: '查证属实', en: 'verified' } } },
  rectification: {
    zh: '整改',
    en: 'Putting right',
    results: { done: { zh: '已整改', en: 'done' }, overdue: { zh: '逾期未整改', en: 'not done in time' } },
  },
}

export const severityNames: Record<FactSeverity, Bilingual> = {
  minor: { zh: '警告或小额罚款', en: 'warning or small fine' },
  general: { zh: '一般', en: 'general' },
  serious: { zh: '情节严重', en: 'serious' },
}

export const harmNames: Record<FactHarm, Bilingual> = {
  none: { zh: '无人受伤', en: 'nobody hurt' },
  injury: { zh: '有人受伤', en: 'somebody hurt' },
  group_injury: { zh: '多人受伤', en: 'several hurt' },
  death: { zh: '有人死亡', en: 'a death' },
}

export const gradeNames: Record<Grade, Bilingual & { says: Bilingual }> = {
  A: {
    zh: '优',
    en: 'Excellent',
    says: { zh: '记录良好，近期检查抽检合格。', en: 'A good record; recent inspections and samples passed.' },
  },
  B: { zh: '良', en: 'Good', says: { zh: '总体正常，没有严重问题。', en: 'In order on the whole, nothing serious.' } },
  C: {
    zh: '警示',
    en: 'Caution',
    says: {
      zh: '有尚在公示期的质量问题，购买前请看下面的记录。',
      en: 'Quality faults are on record: read them before you buy.',
    },
  },
  D: {
    zh: '严重',
    en: 'Serious',
    says: { zh: '有严重的质量违法记录。', en: 'Serious quality violations are on record.' },
  },
  N: {
    zh: '数据不足',
    en: 'Not enough known',
    says: {
      zh: '可公开的记录太少，不作评价，不代表好或不好。',
      en: 'Too little is on record to judge. It means neither good nor bad.',
    },
  },
}

export const sizeNames: Record<FirmSize, Bilingual> = {
  micro: { zh: '微型', en: 'micro' },
  small: { zh: '小型', en: 'small' },
  medium: { zh: '中型', en: 'medium' },
  large: { zh: '大型', en: 'large' },
}

export const statusNames = {
  active: { zh: '存续', en: 'active' },
  revoked: { zh: '吊销', en: 'licence revoked' },
  cancelled: { zh: '注销', en: 'deregistered' },
} as const

export const firmKinds = {
  company: { zh: '公司', en: 'company' },
  sole_trader: { zh: '个体工商户', en: 'sole trader' },
  branch: { zh: '分支机构', en: 'branch' },
  other: { zh: '其他组织', en: 'other body' },
} as const

/** A fact in a line: 抽检 · 不合格. */
export function factTitle({ kind, result }: { kind: FactKind; result: string }): Bilingual {
  const { zh, en, results } = factNames[kind]
  const found = results[result] ?? { zh: result, en: result }
  return { zh: `${zh} · ${found.zh}`, en: `${en}: ${found.en}` }
}
