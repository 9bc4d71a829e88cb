import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findHit } from './find-hit.ts'
import { noContact, recordHitEvent, weighAnew } from './let-stand.ts'

/** A firm takes back by its link what it said; whom to ask is erased. Throws NotFound, Conflict when it does not stand. */
export async function withdrawHit(context: Context, { token }: { token: string }): Promise<void> {
  const { db } = context
  const { id, family } = await findHit(context, token)
  await db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('measure_hit')
      .set({ state: 'withdrawn', ...noContact })
      .where('id', '=', id)
      .where('state', '=', 'stands')
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new Conflict({ zh: '没有可以撤回的内容。', en: 'There is nothing to take back.' })
    await recordHitEvent(tx, context, id, 'withdraw', '企业撤回 by the firm')
    await weighAnew(tx, family)
  })
}
