import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { findTask } from './find-task.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { doesTask, notYours } from './response-sight.ts'

/** Checks one line of a task’s list off. Throws NotFound, Forbidden for another bureau, Conflict when it is done or the task is over. */
export async function tickCheck(
  context: Context,
  { taskId, number }: { taskId: number; number: number },
): Promise<{ responseId: number }> {
  const { db, actor, now } = context
  const { response, ...task } = await findTask(context, taskId)
  if (!doesTask(actor, task)) throw notYours()
  await db.transaction().execute(async (tx) => {
    const ticked = await tx
      .updateTable('response_check')
      .set({ ticked_at: now, ticked_by: actorName(actor) })
      .where('task_id', '=', taskId)
      .where('number', '=', number)
      .where('ticked_at', 'is', null)
      .returning('zh')
      .executeTakeFirst()
    if (!ticked) throw new Conflict(already)
    await recordResponseEvent(tx, context, { responseId: response.id, act: 'tick', taskId, text: ticked.zh })
  })
  return { responseId: response.id }
}

const already = { zh: '这一条同事已经勾过。', en: 'A colleague has checked it off already.' }
