import { actorName, type Context } from '../context.ts'
import { Conflict } from '../errors.ts'
import { mayKeepModels, readModelReason, recordModelEvent } from './model-events.ts'
import { learnedVersion, seedOf } from './model-versions.ts'

/** After so long an ordered challenger is given up: its worker is gone. */
const givenUpAfter_ms = 60 * 60_000

/**
 * Orders a challenger: the seed, taught with the corrections of this database, by a worker. Answers its version. Throws Forbidden,
 * Invalid, or Conflict while another is being taught.
 */
export async function orderChallenger(context: Context, { reason: typed }: { reason: string }): Promise<string> {
  mayKeepModels(context)
  const reason = readModelReason(typed)
  const { db, queue, actor, now } = context
  const seed = seedOf(context.model.version)
  const ordered = await db
    .selectFrom('triage_model')
    .select(['version', 'state', 'made_at'])
    .where('seed', '=', seed)
    .execute()
  const waiting = ordered.filter(({ state }) => state === 'ordered')
  const lost = waiting.filter(({ made_at }) => now.getTime() - made_at.getTime() > givenUpAfter_ms)
  if (waiting.length > lost.length) throw new Conflict(oneAtATime)
  const version = learnedVersion(seed, ordered.length)

  await db.transaction().execute(async (tx) => {
    for (const { version: gone } of lost) {
      await tx.updateTable('triage_model').set({ state: 'failed' }).where('version', '=', gone).execute()
      await recordModelEvent(tx, context, {
        version: gone,
        act: 'fail',
        reason: '一小时内未完成 Not done within an hour',
      })
    }
    const entered = await tx
      .insertInto('triage_model')
      .values({ version, seed, state: 'ordered', made_at: now, made_by: actorName(actor) })
      .onConflict((conflict) => conflict.column('version').doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!entered) throw new Conflict(oneAtATime)
    await recordModelEvent(tx, context, { version, act: 'order', reason })
    await queue.owe(tx, 'build-challenger', [{ version }])
  })
  return version
}

const oneAtATime = {
  zh: '已有一个挑战者在训练，完成后再安排下一个。',
  en: 'A challenger is being taught; order the next one when it is done.',
}
