import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { PlannedTask } from './playbook-choice.ts'
import { recordResponseEvent } from './record-response-event.ts'

type Given = { response: { id: number; title: string }; tasks: PlannedTask[] }

/** Gives tasks of a response in the caller's transaction: the tasks, what is to be seen to in each, a line of the log. */
export async function recordTasks(tx: Db, context: Context, { response, tasks }: Given): Promise<number[]> {
  const ids: number[] = []
  for (const task of tasks) ids.push(await recordTask(tx, context, response, task))
  return ids
}

async function recordTask(tx: Db, context: Context, response: Given['response'], planned: PlannedTask) {
  const { action, bureau, critical, clock, because } = planned
  const { id } = await tx
    .insertInto('task')
    .values({
      kind: 'response',
      bureau,
      response_id: response.id,
      title_zh: `${action.zh}：${response.title}`,
      title_en: `${action.en}: ${response.title}`,
      because: [`${because.zh} ${because.en}`, `${clock.article} ${clock.rule.articleEn}`],
      created_at: context.now,
      due_at: clock.dueAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('response_task')
    .values({
      task_id: id,
      action: action.id,
      critical,
      rule: clock.rule.id,
      rule_from: clock.version,
      starts_at: clock.startsAt,
    })
    .execute()
  if (action.checklist.length > 0)
    await tx
      .insertInto('response_check')
      .values(action.checklist.map(({ zh, en }, i) => ({ task_id: id, number: i + 1, zh, en })))
      .execute()
  const text = `${context.city.bureaus.get(bureau)?.zh ?? bureau}：${action.zh}${critical ? '（关键）' : ''}`
  await recordResponseEvent(tx, context, { responseId: response.id, act: 'give', taskId: id, text })
  return id
}
