import { createHash } from 'node:crypto'
import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden, Invalid, NotFound, type Said } from '../../errors.ts'
import { isRealDate, toShanghaiDate } from '../../reference/calendar.ts'
import { notYours } from '../own/invite-firm.ts'
import { recordEnterpriseEvents } from '../record-event.ts'

export const inspectionResults = {
  pass: { zh: '未发现问题', en: 'nothing wrong' },
  fail: { zh: '发现问题，责令整改', en: 'faults found, to be put right' },
  recheck_pass: { zh: '复查合格', en: 'right at the re-inspection' },
  recheck_fail: { zh: '复查仍有问题', en: 'still faulty at the re-inspection' },
  not_found: { zh: '登记地址查无下落', en: 'not found at its address' },
} as const
export type InspectionResult = keyof typeof inspectionResults

type Inspected = { taskId: number; result: string; findings: string; safety: boolean; rectifyBy: string | null }

/**
 * One of the inspectors says what was found at a firm; it becomes a fact of its record, from which grade and class are computed anew. A firm that
 * was not found is noted and no fact of quality. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function recordInspection(context: Context, inspected: Inspected): Promise<{ planId: number }> {
  const { db, actor, now } = context
  const { taskId } = inspected
  const task = await taskOf(context, taskId)
  if (!may(actor, 'keep_firms') || actor.kind !== 'staff' || !(await inspects(context, taskId)))
    throw new Forbidden(notInspector)
  if (task.done_at !== null) throw new Conflict({ zh: '结果已经录入。', en: 'The result is recorded already.' })
  const { result, findings, rectifyBy } = readResult(inspected)
  await db.transaction().execute(async (tx) => {
    const fact =
      result === 'not_found'
        ? null
        : await tx
            .insertInto('enterprise_fact')
            .values(factOf(context, task, { taskId, result, safety: inspected.safety }))
            .returning('id')
            .executeTakeFirstOrThrow()
    const done = await tx
      .updateTable('inspection_task')
      .set({
        result,
        findings,
        rectify_by: rectifyBy,
        done_at: now,
        done_by: actorName(actor),
        fact_id: fact?.id ?? null,
      })
      .where('id', '=', taskId)
      .where('done_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!done) throw new Conflict({ zh: '结果已经录入。', en: 'The result is recorded already.' })
    await tx.updateTable('enterprise').set({ regrade_at: now }).where('id', '=', task.enterprise_id).execute()
    await recordEnterpriseEvents(tx, context, [
      {
        enterpriseId: task.enterprise_id,
        act: 'find',
        subject: `inspection_task:${taskId}`,
        reason: findings,
        detail: { result },
      },
    ])
  })
  return { planId: task.plan_id }
}

async function taskOf({ db }: Context, taskId: number): Promise<Task & { done_at: Date | null }> {
  const task = await db
    .selectFrom('inspection_task as t')
    .innerJoin('inspection_plan as p', 'p.id', 't.plan_id')
    .where('t.id', '=', taskId)
    .select(['t.plan_id', 't.enterprise_id', 't.done_at', 'p.bureau', 'p.title'])
    .executeTakeFirst()
  if (!task) throw new NotFound({ zh: '没有这项检查任务。', en: 'There is no such inspection.' })
  return task
}

const notInspector = { zh: '由抽到的检查人员录入结果。', en: 'The inspectors who were drawn record the result.' }

async function inspects({ db, actor }: Context, taskId: number): Promise<boolean> {
  if (actor.kind !== 'staff') throw new Forbidden(notYours)
  const mine = await db
    .selectFrom('inspection_assignment')
    .select('task_id')
    .where('task_id', '=', taskId)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  return mine !== undefined
}

function readResult({ result, findings: typed, rectifyBy }: Inspected): {
  result: InspectionResult
  findings: string
  rectifyBy: string | null
} {
  const faults: Record<string, Said> = {}
  const known = (Object.keys(inspectionResults) as InspectionResult[]).find((one) => one === result)
  if (!known) faults.result = { zh: '请选择结果', en: 'Choose a result' }
  const findings = typed.trim()
  if (findings.length < 4 || findings.length > 2000)
    faults.findings = { zh: '请写明检查情况，4 至 2000 字', en: 'Say what was found, in 4 to 2000 characters' }
  const faulty = known === 'fail' || known === 'recheck_fail'
  if (faulty && (rectifyBy === null || !isRealDate(rectifyBy)))
    faults.rectify_by = { zh: '请写明整改期限', en: 'Say by when it must be put right' }
  if (!known || Object.keys(faults).length > 0)
    throw new Invalid(
      { zh: '结果没有录入，请看各栏的提示。', en: 'Nothing was recorded; see the note beside each field.' },
      faults,
    )
  return { result: known, findings, rectifyBy: faulty ? rectifyBy : null }
}

type Task = { plan_id: number; enterprise_id: number; bureau: string; title: string }

function factOf(
  { city, now }: Context,
  task: Task,
  { taskId, result, safety }: { taskId: number; result: string; safety: boolean },
) {
  const day = toShanghaiDate(now)
  return {
    enterprise_id: task.enterprise_id,
    kind: 'inspection' as const,
    result,
    severity: null,
    harm: 'none' as const,
    safety,
    subject: task.title,
    document_no: `双随机-${day.slice(0, 4)}-${task.plan_id}-${taskId}`,
    authority: city.bureaus.get(task.bureau)?.zh ?? task.bureau,
    bureau: task.bureau,
    happened_on: day,
    state: 'standing' as const,
    source: 'inspection_task' as const,
    source_ref: String(taskId),
    content_hash: createHash('sha256').update(`${taskId}:${result}`).digest('hex'),
    recorded_at: now,
  }
}
