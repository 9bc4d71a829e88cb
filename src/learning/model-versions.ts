import { hash } from 'node:crypto'
import type { Tables } from '../db/tables.ts'
import type { Bilingual } from '../reference/city.ts'
import type { TriageModel } from '../triage/model.ts'
import { packModel } from '../triage/model-file.ts'

export type ModelState = Tables['triage_model']['state']
export type ModelAct = Tables['triage_model_event']['act']

export const modelStates: Record<ModelState, Bilingual> = {
  ordered: { zh: '训练中', en: 'Being taught' },
  challenger: { zh: '挑战者', en: 'Challenger' },
  champion: { zh: '使用中', en: 'In force' },
  retired: { zh: '已停用', en: 'Retired' },
  failed: { zh: '未成', en: 'Failed' },
}

export const modelActs: Record<ModelAct, Bilingual> = {
  ship: { zh: '随程序提供', en: 'Shipped' },
  order: { zh: '安排训练', en: 'Ordered' },
  build: { zh: '训练完成', en: 'Taught' },
  fail: { zh: '训练失败', en: 'Failed' },
  replay: { zh: '回放', en: 'Replayed' },
  promote: { zh: '启用', en: 'Promoted' },
  roll_back: { zh: '退回', en: 'Rolled back' },
}

/** The shipped model under a name of its own: what `npm run train` calls it and a digest of its numbers. */
export function asSeed(model: TriageModel): TriageModel {
  const { binary } = packModel(model)
  return { ...model, version: `${model.version}-${hash('sha256', binary).slice(0, 8)}` }
}

/** The seed that a model learned from; a seed is its own. */
export const seedOf = (version: string): string => version.split('.')[0] as string

/** Name of the n-th model that learned from a seed. */
export const learnedVersion = (seed: string, nth: number): string => `${seed}.${nth}`
