import type { Context } from '../context.ts'
import { Conflict, NotFound } from '../errors.ts'
import { changeChampion } from './change-champion.ts'
import { mayKeepModels, readModelReason } from './model-events.ts'

/**
 * Puts a model in force that was replayed beside the champion; every process follows within seconds. Throws Forbidden, Invalid,
 * NotFound, or Conflict when it has not been replayed or is in force already.
 */
export async function promoteModel(context: Context, asked: { version: string; reason: string }): Promise<void> {
  mayKeepModels(context)
  const reason = readModelReason(asked.reason)
  const found = await context.db
    .selectFrom('triage_model')
    .select(['version', 'seed', 'state'])
    .select((eb) => eb('replay', 'is not', null).as('replayed'))
    .where('version', '=', asked.version)
    .executeTakeFirst()
  if (!found) throw new NotFound({ zh: '没有这个模型。', en: 'There is no such model.' })
  if (found.state !== 'challenger' && found.state !== 'retired') throw new Conflict(notNow)
  if (found.state === 'challenger' && !found.replayed) throw new Conflict(replayFirst)
  const { version, seed, state } = found
  await changeChampion(context, { to: { version, seed, state }, act: 'promote', reason })
}

const notNow = { zh: '这个模型现在不能启用。', en: 'This model cannot be promoted now.' }
const replayFirst = { zh: '先回放，看过对比再启用。', en: 'Replay it first and look at the comparison.' }
