import type { Context } from '../../context.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { findResponse, type ResponseFound } from './find-response.ts'

export type TaskFound = { id: number; bureau: string; action: string; critical: boolean; response: ResponseFound }

/** An open task of a response that still goes on, for an act on it. Throws NotFound, and Conflict when it is over. */
export async function findTask(context: Context, taskId: number): Promise<TaskFound> {
  const row = await context.db
    .selectFrom('task as t')
    .innerJoin('response_task as r', 'r.task_id', 't.id')
    .where('t.id', '=', taskId)
    .select(['t.id', 't.bureau', 't.response_id', 't.done_at', 'r.action', 'r.critical'])
    .executeTakeFirst()
  if (!row || row.response_id === null) throw noSuchTask()
  const response = await findResponse(context, row.response_id)
  if (row.done_at !== null || response.state !== 'open') throw new Conflict(over)
  return { id: row.id, bureau: row.bureau, action: row.action, critical: row.critical, response }
}

export const noSuchTask = (): NotFound => new NotFound({ zh: '没有这项任务。', en: 'There is no such task.' })
const over = {
  zh: '这项任务或这次行动已经结束，请看最新情况。',
  en: 'This task or its response is over; look at it again.',
}
