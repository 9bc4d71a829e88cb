import type { Bilingual } from '../../reference/city.ts'
import type { RecallStep } from '../../reference/recall-rules.ts'

/** What a recalling firm hands in, in words. */
export const stepNames: Record<RecallStep['kind'], Bilingual> = {
  plan: { zh: '召回计划', en: 'plan' },
  progress: { zh: '阶段报告', en: 'report on progress' },
  finish: { zh: '完成报告', en: 'report of the end' },
  summary: { zh: '召回总结', en: 'summary' },
}
