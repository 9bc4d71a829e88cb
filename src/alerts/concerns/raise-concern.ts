import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findMeasureNamed } from '../hits/find-measure-named.ts'
import { readWords } from '../response/response-words.ts'
import { officialsOnly } from './concern-moves.ts'

/** Proposes a special trade concern on a measure, with why. One at a time for each. Answers its number. Throws Forbidden, NotFound, Conflict, Invalid. */
export async function raiseConcern(
  context: Context,
  { family, reason }: { family: string; reason: string },
): Promise<number> {
  const { db, actor, now } = context
  if (!may(actor, 'review_measures')) throw officialsOnly()
  const why = readWords(
    reason,
    'reason',
    { zh: '为什么提出：影响多大、违反哪条', en: 'Why: how it hurts, what it breaks' },
    10,
  )
  await findMeasureNamed(context, family)
  return db.transaction().execute(async (tx) => {
    const raised = await tx
      .insertInto('trade_concern')
      .values({ family, state: 'raised', reason: why, moves: 0, opened_at: now, opened_by: actorName(actor) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!raised) throw new Conflict(goesOn)
    await tx
      .insertInto('trade_concern_event')
      .values({
        ...{ concern_id: raised.id, at: now, actor: actorName(actor), act: 'raise', from_state: null },
        ...{ to_state: 'raised', text: why },
      })
      .execute()
    return raised.id
  })
}

const goesOn = {
  zh: '这项措施已有一项特别贸易关注正在办理。',
  en: 'A trade concern on this measure is already under way.',
}
