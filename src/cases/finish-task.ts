import { may } from '../accounts/permissions.ts'
import { actorName, type Context } from '../context.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { moveClocks } from './clock-moves.ts'
import { findCase } from './find-case.ts'
import type { TaskKind } from './list-tasks.ts'
import { type CaseFact, recordEvent } from './record-event.ts'
import { stateAfter } from './verdicts.ts'

/**
 * Marks a task of the actor's bureau done, with what came of it. A rapid response that is done is the feedback for which the
 * danger clock of its case waits. Throws NotFound for another bureau's task, Conflict when it is done already, Invalid
 * without a result. Answers the case it belongs to, if any.
 */
export async function finishTask(
  context: Context,
  input: { taskId: number; result: string },
): Promise<{ caseId: number | null }> {
  const { db, now, actor } = context
  const result = readResult(input.result)
  const task = await ownTask(context, input.taskId)
  const fact =
    task.kind === 'rapid_response' && task.caseId !== null ? await feedbackOn(context, task.caseId, result) : null
  await db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('task')
      .set({ done_at: now, done_by: actorName(actor), result })
      .where('id', '=', input.taskId)
      .where('done_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!done) throw new Conflict(alreadyDone)
    if (fact) await recordEvent(tx, context, fact)
  })
  return { caseId: task.caseId }
}

const alreadyDone = { zh: '这项任务已经完成。', en: 'This task is already done.' }

function readResult(typed: string): string {
  const result = typed.trim()
  if (result.length >= 2 && result.length <= 1000) return result
  throw new Invalid(
    { zh: '请写明完成情况。', en: 'Say what was done.' },
    { result: { zh: '完成情况应为 2 至 1000 字', en: 'Say what was done, in 2 to 1,000 characters' } },
  )
}

async function ownTask({ db, actor }: Context, taskId: number): Promise<{ kind: TaskKind; caseId: number | null }> {
  const task = await db
    .selectFrom('task')
    .where('id', '=', taskId)
    .select(['kind', 'bureau', 'case_id', 'done_at'])
    .executeTakeFirst()
  const own = task && actor.kind === 'staff' && may(actor, 'own_tasks') && task.bureau === actor.bureau
  if (!own)
    throw new NotFound({
      zh: '没有这项任务，或它不归您的单位。',
      en: 'There is no such task, or it is not your bureau’s.',
    })
  if (task.done_at !== null) throw new Conflict(alreadyDone)
  return { kind: task.kind, caseId: task.case_id }
}

async function feedbackOn(context: Context, caseId: number, result: string): Promise<CaseFact> {
  const found = await findCase(context, caseId)
  const step = ['feedback_given']
  return {
    found,
    to: stateAfter(context.actor, found, 'progress'),
    clocks: moveClocks({ filing: found.filing, rows: found.clocks, meets: step, starts: step, at: context.now }),
    changes: {},
    event: {
      act: 'progress',
      bureau: context.actor.kind === 'staff' ? context.actor.bureau : found.lead,
      to_bureau: null,
      milestone: 'feedback_given',
      reason: null,
      article: null,
      public_text: '已反馈快速处置情况 Rapid response reported',
      internal_text: result,
    },
  }
}
