import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { type SignalAct, signalActs, signalStates } from './signal-acts.ts'

export const noSignal = {
  zh: '没有这个信号，或者不归您看。',
  en: 'There is no such signal, or it is not yours to see.',
}

/**
 * Writes one act on a signal with its line of history in the caller's transaction. Throws NotFound, and Conflict where its state does not
 * allow the act or a colleague acted meanwhile.
 */
export async function recordSignalAct(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { signalId, act, reason }: { signalId: number; act: SignalAct; reason: string },
): Promise<void> {
  const { from, to } = signalActs[act]
  const found = await tx.selectFrom('signal').where('id', '=', signalId).select(['state', 'moves']).executeTakeFirst()
  if (!found) throw new NotFound(noSignal)
  if (!from.includes(found.state)) throw new Conflict(notNow(found.state))
  const moved = await tx
    .updateTable('signal')
    .set({ state: to, moves: found.moves + 1 })
    .where('id', '=', signalId)
    .where('moves', '=', found.moves)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new Conflict(actedMeanwhile)
  const bureau = actor.kind === 'staff' ? actor.bureau : null
  await tx
    .insertInto('signal_event')
    .values({
      signal_id: signalId,
      at: now,
      actor: actorName(actor),
      bureau,
      act,
      from_state: found.state,
      to_state: to,
      reason,
    })
    .execute()
}

const notNow = (state: keyof typeof signalStates) => ({
  zh: `这个信号现在是“${signalStates[state].zh}”，不能这样处理。`,
  en: `This signal is now “${signalStates[state].en}”; that cannot be done to it.`,
})

const actedMeanwhile = {
  zh: '同事刚刚处理了这个信号，请看最新情况。',
  en: 'A colleague has just acted on this signal; look at it again.',
}
