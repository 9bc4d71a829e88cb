import type { Context } from '../context.ts'
import { Conflict } from '../errors.ts'
import { changeChampion } from './change-champion.ts'
import { mayKeepModels, readModelReason } from './model-events.ts'
import { seedOf } from './model-versions.ts'

/**
 * Takes the model in force out again and puts back the one it replaced, in one act. Answers the version now in force. Throws
 * Forbidden, Invalid, or Conflict when the model in force is the shipped one.
 */
export async function rollBackModel(context: Context, asked: { reason: string }): Promise<string> {
  mayKeepModels(context)
  const reason = readModelReason(asked.reason)
  const promotion = await context.db
    .selectFrom('triage_model as m')
    .innerJoin('triage_model_event as e', 'e.version', 'm.version')
    .innerJoin('triage_model as before', 'before.version', 'e.replaced')
    .where('m.seed', '=', seedOf(context.model.version))
    .where('m.state', '=', 'champion')
    .where('e.act', '=', 'promote')
    .where('before.state', '=', 'retired')
    .select(['before.version', 'before.seed'])
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!promotion) throw new Conflict(nothingBefore)
  await changeChampion(context, { to: { ...promotion, state: 'retired' }, act: 'roll_back', reason })
  return promotion.version
}

const nothingBefore = {
  zh: '现在用的就是随程序提供的模型，没有可以退回的。',
  en: 'The model in force is the shipped one; there is nothing to go back to.',
}
