import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import type { EvaluationState } from './evaluation-acts.ts'
import { statesSeen } from './find-evaluation.ts'

export type EvaluationListed = {
  id: number
  from: string
  until: string
  state: EvaluationState
  madeAt: Date
  objectionsUntil: Date | null
}

/** The evaluations that the actor may see, the newest first, at most 100. Throws Forbidden for those who see none. */
export async function listEvaluations({ db, actor }: Context): Promise<EvaluationListed[]> {
  const states = statesSeen(actor)
  if (states.length === 0) throw new Forbidden(notYours)
  return db
    .selectFrom('evaluation')
    .where('state', 'in', states)
    .select(['id', 'from_on as from', 'until_on as until', 'state', 'made_at as madeAt'])
    .select('objections_until as objectionsUntil')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

const notYours = {
  zh: '单位工作评价由各单位负责人和联席会议办公室查看。',
  en: 'Evaluations are for the heads of bureaus and the joint-meeting office.',
}
