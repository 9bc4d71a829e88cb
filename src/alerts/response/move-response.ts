import { type Actor, actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findResponse, type ResponseFound } from './find-response.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { responseLetters } from './response-letters.ts'
import { judgesClosure, type ResponseMove, responseMoves } from './response-moves.ts'
import { notYours, runsResponse } from './response-sight.ts'
import { readWords, responseStates } from './response-words.ts'

/**
 * Asks to close a response, refuses that, or closes it with the effect verified, by the table of moves. Throws NotFound, Forbidden for
 * whoever asked and now judges, Conflict in the wrong state or with open tasks, Invalid without the words.
 */
export async function moveResponse(
  context: Context,
  { responseId, move, text }: { responseId: number; move: ResponseMove; text: string },
): Promise<void> {
  const { db, actor, now, city, publicUrl } = context
  const rule = responseMoves[move]
  const found = await findResponse(context, responseId)
  judge(actor, found, move)
  const words = readWords(text, 'text', rule.asks, rule.min)
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('response')
      .set({
        state: rule.to,
        moves: found.moves + 1,
        ...(move === 'ask_closure' ? { closing_by: actorName(actor) } : {}),
        ...(move === 'refuse_closure' ? { closing_by: null } : {}),
        ...(move === 'close' ? { closed_at: now } : {}),
      })
      .where('id', '=', responseId)
      .where('moves', '=', found.moves)
      .where('state', '=', rule.from)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(notNow(found))
    await recordResponseEvent(tx, context, { responseId, act: move, text: words })
    const told = move === 'ask_closure' ? [city.dispatchBureau] : [found.lead]
    const letters = told.map((bureau) => ({
      bureau,
      reason: `${move}:${found.moves}`,
      subject: rule.label,
      lines: [{ zh: words, en: rule.label.en }],
    }))
    await oweLetters(tx, context.queue, responseLetters({ city, publicUrl, response: found }, letters), now)
  })
}

function judge(actor: Actor, found: ResponseFound, move: ResponseMove): void {
  const { from, who } = responseMoves[move]
  if (found.state !== from) throw new Conflict(notNow(found))
  if (who === 'runs' && !runsResponse(actor, found)) throw notYours()
  if (who === 'second_person' && !judgesClosure(actor, found)) throw notYours()
  if (who === 'second_person' && found.closing_by === actorName(actor)) throw new Forbidden(ownWork)
  if (move === 'ask_closure' && found.openTasks > 0) throw new Conflict(stillOpen(found.openTasks))
}

const ownWork = {
  zh: '您申请了结束，请由另一人核实效果。',
  en: 'You asked for it; another person verifies the effect.',
}
const stillOpen = (open: number) => ({
  zh: `还有 ${open} 项任务没有结束。`,
  en: `${open} tasks are not ended yet.`,
})
const notNow = ({ state }: ResponseFound) => ({
  zh: `这次行动现在是“${responseStates[state].zh}”，不能这样处理。`,
  en: `This response is now “${responseStates[state].en}”; that cannot be done to it.`,
})
