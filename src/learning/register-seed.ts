import type { Context } from '../context.ts'
import { recordModelEvent } from './model-events.ts'
import { packedColumns } from './stored-model.ts'

/** Enters the model that this program ships, as the first champion of those that will learn from it. A known one is left as it stands. */
export async function registerSeed({ db, model, now }: Pick<Context, 'db' | 'model' | 'now'>): Promise<void> {
  const { version } = model
  const known = await db.selectFrom('triage_model').select('version').where('version', '=', version).executeTakeFirst()
  if (known) return
  const actor = { kind: 'operator' } as const
  await db.transaction().execute(async (tx) => {
    const entered = await tx
      .insertInto('triage_model')
      .values({ version, seed: version, state: 'champion', made_at: now, made_by: actor.kind, ...packedColumns(model) })
      // Of processes that start at once, one that comes second may meet the champion before it meets the version.
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    const reason = '随程序提供的模型 The model that the program ships'
    if (entered) await recordModelEvent(tx, { actor, now }, { version, act: 'ship', reason })
  })
}
