import type { ProcedureId } from '../reference/credit-rules.ts'

/** What a firm may ask about a fact, how it is decided, and by when. Pages, refusals and clocks read this table. */

export const requestKinds = {
  answer: { zh: '说明', en: 'Answer', first: 'answer_check' },
  objection: { zh: '异议', en: 'Objection', first: 'objection_forward' },
  repair: { zh: '信用修复', en: 'Repair of credit', first: 'repair_decision' },
} as const satisfies Record<string, { zh: string; en: string; first: ProcedureId }>

export type RequestKind = keyof typeof requestKinds

export const outcomes = {
  shown: { zh: '公开说明', en: 'Show the answer', of: 'answer', fact: null },
  not_shown: { zh: '不公开说明', en: 'Do not show it', of: 'answer', fact: null },
  correct: { zh: '异议成立，更正', en: 'Upheld: corrected', of: 'objection', fact: null },
  add: { zh: '异议成立，补充', en: 'Upheld: added to', of: 'objection', fact: null },
  stop: { zh: '异议成立，停止公示', en: 'Upheld: no longer published', of: 'objection', fact: 'stopped' },
  remove: { zh: '异议成立，删除', en: 'Upheld: removed', of: 'objection', fact: 'removed' },
  granted: { zh: '准予修复，停止公示', en: 'Repair granted: no longer published', of: 'repair', fact: 'stopped' },
  refused: { zh: '不成立', en: 'Refused', of: 'both', fact: null },
} as const satisfies Record<
  string,
  { zh: string; en: string; of: RequestKind | 'both'; fact: 'stopped' | 'removed' | null }
>

export type Outcome = keyof typeof outcomes
