import { may, worksOnCases } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Invalid, NotFound } from '../../errors.ts'
import { stateAfter } from '../acts/verdicts.ts'
import { moveClocks } from '../clocks/clock-moves.ts'
import { type CaseFound, findCase } from '../find-case.ts'
import { type CaseFact, recordEvent } from '../record-event.ts'
import type { TaskKind } from './list-tasks.ts'

/**
 * Marks a task of the actor's bureau done, with what came of it. A rapid response that is done is the feedback for which the
 * danger clock of its case waits; a step of a case goes into its history. A task of a response ends on the page of its response.
 * Throws NotFound for another bureau's task, Conflict when it is done already, Invalid without a result. Answers the case it belongs
 * to, if any.
 */
export async function finishTask(
  context: Context,
  input: { taskId: number; result: string },
): Promise<{ caseId: number | null }> {
  const { db, now, actor } = context
  const result = readResult(input.result)
  const task = await ownTask(context, input.taskId)
  const fact = task.caseId === null ? null : await factOf(context, { ...task, caseId: task.caseId }, result)
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

const partFirst = {
  zh: '协办事项在案件页“交回办理情况”后即告完成。',
  en: 'A part is finished by handing it in on the page of its case.',
}
const onItsPage = { zh: '处置任务请在处置行动的页面办理。', en: 'A response task ends on the page of its response.' }
const alreadyDone = { zh: '这项任务已经完成。', en: 'This task is already done.' }

function readResult(typed: string): string {
  const result = typed.trim()
  if (result.length >= 2 && result.length <= 1000) return result
  throw new Invalid(
    { zh: '请写明完成情况。', en: 'Say what was done.' },
    { result: { zh: '完成情况应为 2 至 1000 字', en: 'Say what was done, in 2 to 1,000 characters' } },
  )
}

type Task = { kind: TaskKind; caseId: number | null; title: string }

async function ownTask({ db, actor }: Context, taskId: number): Promise<Task> {
  const task = await db
    .selectFrom('task')
    .where('id', '=', taskId)
    .select(['kind', 'bureau', 'case_id', 'done_at', 'title_zh'])
    .executeTakeFirst()
  const own = task && actor.kind === 'staff' && may(actor, 'own_tasks') && task.bureau === actor.bureau
  if (!own || (task.case_id !== null && !worksOnCases(actor)))
    throw new NotFound({
      zh: '没有这项任务，或它不归您的单位。',
      en: 'There is no such task, or it is not your bureau’s.',
    })
  if (task.done_at !== null) throw new Conflict(alreadyDone)
  if (task.kind === 'part') throw new Conflict(partFirst)
  if (task.kind === 'response') throw new Conflict(onItsPage)
  return { kind: task.kind, caseId: task.case_id, title: task.title_zh }
}

type CaseTask = Task & { caseId: number }

async function factOf(context: Context, task: CaseTask, result: string): Promise<CaseFact | null> {
  if (task.kind === 'rapid_response') return feedbackOn(await findCase(context, task.caseId), context, result)
  return task.kind === 'sub_task' ? stepDone(await findCase(context, task.caseId), context, task, result) : null
}

function feedbackOn(found: CaseFound, context: Context, result: string): CaseFact {
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

function stepDone(found: CaseFound, context: Context, { title }: CaseTask, result: string): CaseFact {
  return {
    found,
    to: stateAfter(context.actor, found, 'finish_task'),
    clocks: moveClocks({ filing: found.filing, rows: found.clocks, meets: [], starts: [], at: context.now }),
    changes: {},
    event: {
      act: 'finish_task',
      bureau: context.actor.kind === 'staff' ? context.actor.bureau : found.lead,
      to_bureau: null,
      milestone: null,
      reason: null,
      article: null,
      public_text: null,
      internal_text: `${title}：${result}`,
    },
  }
}
