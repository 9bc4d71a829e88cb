import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { readWords } from '../response/response-words.ts'
import { noContact, recordHitEvent, weighAnew } from './let-stand.ts'

/** A trade official strikes out what is not true, with a reason. Answers the measure. Throws Forbidden, Conflict, Invalid without the reason. */
export async function strikeHit(
  context: Context,
  { hitId, reason }: { hitId: number; reason: string },
): Promise<{ family: string }> {
  const { db, actor } = context
  if (!may(actor, 'review_measures')) throw new Forbidden(officialsOnly)
  const why = readWords(reason, `strike-${hitId}`, { zh: '为什么剔除', en: 'Why it is struck out' })
  return db.transaction().execute(async (tx) => {
    const struck = await tx
      .updateTable('measure_hit')
      .set({ state: 'struck', ...noContact })
      .where('id', '=', hitId)
      .where('state', '=', 'stands')
      .returning('family')
      .executeTakeFirst()
    if (!struck) throw new Conflict({ zh: '已经撤回或剔除。', en: 'It is taken back or struck out already.' })
    await recordHitEvent(tx, context, hitId, 'strike', why)
    await weighAnew(tx, struck.family)
    return struck
  })
}

const officialsOnly = { zh: '由贸易预警人员办理。', en: 'This is for trade officials.' }
