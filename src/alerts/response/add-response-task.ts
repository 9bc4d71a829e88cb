import { byWhen } from '../../cases/case-letters.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findResponse, holdResponse } from './find-response.ts'
import { taskByHand } from './playbook-choice.ts'
import { recordTasks } from './record-tasks.ts'
import { responseLetters } from './response-letters.ts'
import { notYours, runsResponse } from './response-sight.ts'

/**
 * Gives one more task of a response, beyond the playbook, and calls its bureau. Throws NotFound, Forbidden for whoever does not run
 * the response, Conflict when it is over or the bureau has the same task open, Invalid for an action or a bureau outside the lists.
 */
export async function addResponseTask(
  context: Context,
  input: { responseId: number; action: string; bureau: string; critical: boolean },
): Promise<number> {
  const { db, city, actor, now, publicUrl } = context
  const response = await findResponse(context, input.responseId)
  if (!runsResponse(actor, response)) throw notYours()
  const known = city.playbooks.actions.some(({ id }) => id === input.action)
  if (!known || !city.bureaus.has(input.bureau))
    throw new Invalid(choose, known ? { bureau: choose } : { action: choose })
  const { leaf, lead, colour } = response
  const task = taskByHand(city, { leaf, lead, colour, at: now, action: input.action }, input.bureau, input.critical)
  return db.transaction().execute(async (tx) => {
    if ((await holdResponse(tx, response.id)).state !== 'open') throw new Conflict(over)
    if (await hasTask(tx, input)) throw new Conflict(given)
    const [id = 0] = await recordTasks(tx, context, { response, tasks: [task] })
    const { action, clock } = task
    const lines = [{ zh: `· ${action.zh}，${byWhen(clock)} 前`, en: `· ${action.en}, by ${byWhen(clock)}` }]
    const subject = { zh: '新的处置任务', en: 'New response task' }
    const told = [{ bureau: input.bureau, reason: `given:${id}`, subject, lines }]
    await oweLetters(tx, context.queue, responseLetters({ city, publicUrl, response }, told), now)
    return id
  })
}

async function hasTask(tx: Db, { responseId, action, bureau }: { responseId: number; action: string; bureau: string }) {
  const found = await tx
    .selectFrom('task as t')
    .innerJoin('response_task as r', 'r.task_id', 't.id')
    .select('t.id')
    .where('t.response_id', '=', responseId)
    .where('t.bureau', '=', bureau)
    .where('r.action', '=', action)
    .where('t.done_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

const given = { zh: '这个单位已有同样的任务没有办结。', en: 'The bureau has the same task open already.' }
const choose = { zh: '请从列表中选择', en: 'Choose from the list' }
const over = { zh: '这次行动已经结束。', en: 'This response is over.' }
