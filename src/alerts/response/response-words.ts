import type { Tables } from '../../db/tables.ts'
import { Invalid } from '../../errors.ts'
import type { Bilingual } from '../../reference/city.ts'

export type ResponseState = Tables['response']['state']
export type ResponseEventAct = Tables['response_event']['act']

export const responseStates: Record<ResponseState, Bilingual> = {
  open: { zh: '处置中', en: 'Under way' },
  closing: { zh: '待结束复核', en: 'Closure to be judged' },
  closed: { zh: '已结束', en: 'Closed' },
}

/** What the situation log calls each act. */
export const responseActs: Record<ResponseEventAct, Bilingual> = {
  open: { zh: '启动', en: 'Opened' },
  give: { zh: '交办', en: 'Task given' },
  note: { zh: '情况', en: 'Situation' },
  tick: { zh: '清单', en: 'Checked off' },
  evidence: { zh: '凭证', en: 'Evidence' },
  hand_over: { zh: '转交', en: 'Handed over' },
  finish: { zh: '完成', en: 'Done' },
  fail: { zh: '未成', en: 'Failed' },
  late: { zh: '超时', en: 'Late' },
  ask_closure: { zh: '申请结束', en: 'Closure asked for' },
  refuse_closure: { zh: '不同意结束', en: 'Closure refused' },
  close: { zh: '结束', en: 'Closed' },
}

/** A text that somebody must write, as typed. Throws Invalid on `field` when it says too little or too much. */
export function readWords(typed: string, field: string, asked: Bilingual, min = 2, max = 1000): string {
  const words = typed.trim()
  if (words.length >= min && words.length <= max) return words
  const said = { zh: `${asked.zh}（${min} 至 ${max} 字）`, en: `${asked.en} (${min} to ${max} characters)` }
  throw new Invalid(said, { [field]: said })
}
