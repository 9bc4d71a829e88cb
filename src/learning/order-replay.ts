import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { mayKeepModels, readModelReason, recordModelEvent } from './model-events.ts'

/** Owes a new replay of a challenger, over what has been settled since as well. Throws Forbidden, Invalid, or NotFound. */
export async function orderReplay(context: Context, asked: { version: string; reason: string }): Promise<void> {
  mayKeepModels(context)
  const reason = readModelReason(asked.reason)
  const { db, queue } = context
  const found = await db
    .selectFrom('triage_model')
    .select('version')
    .where('version', '=', asked.version)
    .where('state', '=', 'challenger')
    .executeTakeFirst()
  if (!found) throw new NotFound({ zh: '没有这个挑战者。', en: 'There is no such challenger.' })
  await db.transaction().execute(async (tx) => {
    await recordModelEvent(tx, context, { version: found.version, act: 'replay', reason })
    await queue.owe(tx, 'replay-challenger', [{ version: found.version }])
  })
}
