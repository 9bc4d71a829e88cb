import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findResponse } from './find-response.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { readWords } from './response-words.ts'

/** Adds a line to the situation log; every bureau that has a part may. Throws NotFound, Invalid, Conflict when the response is over. */
export async function noteSituation(
  context: Context,
  { responseId, text }: { responseId: number; text: string },
): Promise<void> {
  const response = await findResponse(context, responseId)
  if (response.state === 'closed') throw new Conflict({ zh: '这次行动已经结束。', en: 'This response is over.' })
  const words = readWords(text, 'text', { zh: '请写明情况', en: 'Say what the situation is' })
  await recordResponseEvent(context.db, context, { responseId, act: 'note', text: words })
}
