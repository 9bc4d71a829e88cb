import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findTask } from './find-task.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { responseLetters } from './response-letters.ts'
import { doesTask, notYours, runsResponse } from './response-sight.ts'
import { readWords } from './response-words.ts'

/**
 * Hands a task to another bureau with a reason; its clock runs on, because the danger does not wait for who is in charge. Throws
 * NotFound, Forbidden for whoever neither has the task nor runs the response, Invalid, Conflict when it is over or handed over meanwhile.
 */
export async function handOverTask(
  context: Context,
  input: { taskId: number; bureau: string; reason: string },
): Promise<{ responseId: number }> {
  const { db, city, actor, now, publicUrl } = context
  const { response, ...task } = await findTask(context, input.taskId)
  if (!doesTask(actor, task) && !runsResponse(actor, response)) throw notYours()
  const to = city.bureaus.get(input.bureau)
  if (!to || to.id === task.bureau) throw new Invalid(another, { bureau: another })
  const reason = readWords(input.reason, 'reason', sayWhy)
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('task')
      .set({ bureau: to.id })
      .where('id', '=', task.id)
      .where('bureau', '=', task.bureau)
      .where('done_at', 'is', null)
      .returning(['title_zh', 'title_en'])
      .executeTakeFirst()
    if (!moved) throw new Conflict(meanwhile)
    const text = `${city.bureaus.get(task.bureau)?.zh ?? task.bureau} → ${to.zh}：${reason}`
    const { id } = await recordResponseEvent(tx, context, {
      responseId: response.id,
      act: 'hand_over',
      taskId: task.id,
      text,
    })
    const lines = [{ zh: `· ${moved.title_zh}。理由：${reason}`, en: `· ${moved.title_en}` }]
    const subject = { zh: '转交处置任务', en: 'Response task handed to you' }
    const told = [{ bureau: to.id, reason: `handed:${id}`, subject, lines }]
    await oweLetters(tx, context.queue, responseLetters({ city, publicUrl, response }, told), now)
  })
  return { responseId: response.id }
}

const another = { zh: '请选择另一个单位', en: 'Choose another bureau' }
const sayWhy = { zh: '请写明转交的理由', en: 'Say why it is handed over' }
const meanwhile = { zh: '这项任务刚刚被转交或办完。', en: 'This task was just handed over or ended.' }
