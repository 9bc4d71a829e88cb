import { actorName, type Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { findTask } from './find-task.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { doesTask, notYours } from './response-sight.ts'
import { readWords } from './response-words.ts'

/**
 * Ends a task with what came of it: done, or failed with why. A critical one is done only with every line of its list checked off.
 * Throws NotFound, Forbidden for another bureau, Invalid without a result, Conflict when it is over or lines are open.
 */
export async function endTask(
  context: Context,
  input: { taskId: number; failed: boolean; result: string },
): Promise<{ responseId: number }> {
  const { db, actor, now } = context
  const { response, ...task } = await findTask(context, input.taskId)
  if (!doesTask(actor, task)) throw notYours()
  const result = readWords(input.result, 'result', sayWhat)
  if (task.critical && !input.failed) await mustBeChecked(context, task.id)
  await db.transaction().execute(async (tx) => {
    const ended = await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actorName(actor), result })
      .where('id', '=', task.id)
      .where('bureau', '=', task.bureau)
      .where('done_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new Conflict(meanwhile)
    await tx.updateTable('response_task').set({ failed: input.failed }).where('task_id', '=', task.id).execute()
    const act = input.failed ? 'fail' : 'finish'
    await recordResponseEvent(tx, context, { responseId: response.id, act, taskId: task.id, text: result })
  })
  return { responseId: response.id }
}

async function mustBeChecked({ db }: Context, taskId: number): Promise<void> {
  const open = await db
    .selectFrom('response_check')
    .where('task_id', '=', taskId)
    .where('ticked_at', 'is', null)
    .select('zh')
    .execute()
  if (open.length === 0) return
  const said = {
    zh: `关键任务的清单还有 ${open.length} 条没有勾：${open.map(({ zh }) => zh).join('；')}`,
    en: `${open.length} lines of this critical task are not checked off yet`,
  }
  throw new Invalid(said, { result: said })
}

const sayWhat = { zh: '请写明做了什么、结果怎样', en: 'Say what was done and what came of it' }
const meanwhile = { zh: '这项任务刚刚被转交或办完。', en: 'This task was just handed over or ended.' }
