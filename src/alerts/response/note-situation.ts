import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict } from '../../errors.ts'
import { findResponse, holdResponse } from './find-response.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { readWords } from './response-words.ts'

/**
 * Adds a line to the situation log; every bureau that has a part may. The same words of the same person twice within a minute are one
 * line: a second click adds nothing. Throws NotFound, Invalid, Conflict when the response is over.
 */
export async function noteSituation(
  context: Context,
  { responseId, text }: { responseId: number; text: string },
): Promise<void> {
  await findResponse(context, responseId)
  const words = readWords(text, 'text', { zh: '请写明情况', en: 'Say what the situation is' })
  await context.db.transaction().execute(async (tx) => {
    if ((await holdResponse(tx, responseId)).state === 'closed') throw new Conflict(over)
    if (!(await isSaid(tx, context, { responseId, text: words })))
      await recordResponseEvent(tx, context, { responseId, act: 'note', text: words })
  })
}

const again_ms = 60_000

async function isSaid(tx: Db, { actor, now }: Context, { responseId, text }: { responseId: number; text: string }) {
  const found = await tx
    .selectFrom('response_event')
    .select('id')
    .where('response_id', '=', responseId)
    .where('act', '=', 'note')
    .where('actor', '=', actorName(actor))
    .where('text', '=', text)
    .where('at', '>', new Date(now.getTime() - again_ms))
    .executeTakeFirst()
  return found !== undefined
}

const over = { zh: '这次行动已经结束。', en: 'This response is over.' }
