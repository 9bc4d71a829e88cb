import { byWhen } from '../../cases/case-letters.ts'
import type { Context } from '../../context.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { findResponse } from './find-response.ts'
import { taskByHand } from './playbook-choice.ts'
import { recordTasks } from './record-tasks.ts'
import { responseLetters } from './response-letters.ts'
import { notYours, runsResponse } from './response-sight.ts'

/**
 * Gives one more task of a response, beyond the playbook, and calls its bureau. Throws NotFound, Forbidden for whoever does not run
 * the response, Conflict when it is over, Invalid for an action or a bureau outside the lists.
 */
export async function addResponseTask(
  context: Context,
  input: { responseId: number; action: string; bureau: string; critical: boolean },
): Promise<number> {
  const { db, city, actor, now, publicUrl } = context
  const response = await findResponse(context, input.responseId)
  if (!runsResponse(actor, response)) throw notYours()
  if (response.state !== 'open') throw new Conflict(over)
  const known = city.playbooks.actions.some(({ id }) => id === input.action)
  if (!known || !city.bureaus.has(input.bureau))
    throw new Invalid(choose, known ? { bureau: choose } : { action: choose })
  const { leaf, lead, colour } = response
  const task = taskByHand(city, { leaf, lead, colour, at: now, action: input.action }, input.bureau, input.critical)
  return db.transaction().execute(async (tx) => {
    const [id = 0] = await recordTasks(tx, context, { response, tasks: [task] })
    const { action, clock } = task
    const lines = [{ zh: `· ${action.zh}，${byWhen(clock)} 前`, en: `· ${action.en}, by ${byWhen(clock)}` }]
    const subject = { zh: '新的处置任务', en: 'New response task' }
    const told = [{ bureau: input.bureau, reason: `given:${id}`, subject, lines }]
    await oweLetters(tx, context.queue, responseLetters({ city, publicUrl, response }, told), now)
    return id
  })
}

const choose = { zh: '请从列表中选择', en: 'Choose from the list' }
const over = { zh: '这次行动已经结束。', en: 'This response is over.' }
