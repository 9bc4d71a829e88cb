import type { Context } from '../../context.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { recordResponseEvent } from './record-response-event.ts'
import { responseLetters } from './response-letters.ts'

const perRound = 200

/**
 * Says once of each task of a response that its time is over: a line of the log, a letter to its bureau and to the office. A drill
 * gets the line and no letter. Answers how many it named. Safe in many processes: tasks are locked while one looks.
 */
export async function callLateTasks(context: Context): Promise<number> {
  const { db, now, city, publicUrl, queue } = context
  return db.transaction().execute(async (tx) => {
    const late = await tx
      .selectFrom('task as t')
      .innerJoin('response as r', 'r.id', 't.response_id')
      .where('t.done_at', 'is', null)
      .where('t.due_at', '<', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('response_event as e')
              .whereRef('e.task_id', '=', 't.id')
              .where('e.act', '=', 'late')
              .select('e.id'),
          ),
        ),
      )
      .select(['t.id as task_id', 't.bureau', 't.title_zh', 't.title_en', 'r.id', 'r.title', 'r.drill'])
      .orderBy('t.id')
      .limit(perRound)
      .forUpdate('t')
      .skipLocked()
      .execute()
    for (const { task_id, bureau, title_zh, title_en, ...response } of late) {
      await recordResponseEvent(tx, context, { responseId: response.id, act: 'late', taskId: task_id, text: title_zh })
      const told = [...new Set([bureau, city.dispatchBureau])].map((to) => ({
        bureau: to,
        reason: `late:${task_id}`,
        subject: { zh: '处置任务超时', en: 'Response task late' },
        lines: [{ zh: `· ${title_zh}`, en: `· ${title_en}` }],
      }))
      await oweLetters(tx, queue, responseLetters({ city, publicUrl, response }, told), now)
    }
    return late.length
  })
}
