import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/** A critical task of a response to a warning that has not been achieved. */
export type CriticalTask = {
  taskId: number
  responseId: number
  title: { zh: string; en: string }
  bureau: string
  failed: boolean
}

/**
 * The critical tasks that stand between a warning and its lifting: of all responses opened from it, those still open, and those that
 * failed and that no later task of the same action has made good. Empty when nothing stands in the way. Asked by whoever lifts.
 */
export async function openCriticalTasks(
  { db }: Pick<Context, 'db'>,
  { warningId }: { warningId: number },
): Promise<CriticalTask[]> {
  const rows = await db
    .selectFrom('response as r')
    .innerJoin('task as t', 't.response_id', 'r.id')
    .innerJoin('response_task as p', 'p.task_id', 't.id')
    .where('r.warning_id', '=', warningId)
    .where('p.critical', '=', true)
    .where(
      sql<boolean>`(t.done_at is null or (p.failed and not exists (
        select from task later join response_task made on made.task_id = later.id
         where later.response_id = r.id and later.id > t.id and made.action = p.action and made.failed = false)))`,
    )
    .select(['t.id', 'r.id as response_id', 't.title_zh', 't.title_en', 't.bureau', 'p.failed'])
    .orderBy('t.id')
    .execute()
  return rows.map(({ id, response_id, title_zh, title_en, bureau, failed }) => ({
    taskId: id,
    responseId: response_id,
    title: { zh: title_zh, en: title_en },
    bureau,
    failed: failed ?? false,
  }))
}
