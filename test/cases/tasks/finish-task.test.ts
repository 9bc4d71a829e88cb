import { describe, expect, it } from 'vitest'
import { finishTask } from '../../../src/cases/tasks/finish-task.ts'
import { listTasks } from '../../../src/cases/tasks/list-tasks.ts'
import { Conflict, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const result = '已到场封存同批次电池'

async function rapidTask(caseId: number, bureau = 'AMR'): Promise<number> {
  const { id } = await world.db
    .insertInto('task')
    .values({
      kind: 'rapid_response',
      bureau,
      case_id: caseId,
      title_zh: '快速处置：电池鼓包',
      title_en: 'Rapid response',
      because: ['电池起火'],
      created_at: monday,
      due_at: monday,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

describe('a task', () => {
  it('of the bureau is listed until it is finished, rapid responses first', async () => {
    const officer = await anOfficer(world.db)
    const context = contextOf(world, { actor: officer })
    const caseId = await openCaseAt(world, { danger: 2 })
    const taskId = await rapidTask(caseId)
    const asked = { bureau: null, kind: null, page: 1 }
    expect((await listTasks(context, asked)).tasks.map(({ kind }) => kind)).toEqual(['rapid_response', 'handling'])
    expect(await finishTask(context, { taskId, result })).toEqual({ caseId })
    expect((await listTasks(context, asked)).tasks.map(({ kind }) => kind)).toEqual(['handling'])
    expect((await listTasks(context, { ...asked, kind: 'tbt_review' })).total).toBe(0)
  })

  it('of a rapid response, once done, is the feedback for which the danger clock waits', async () => {
    const officer = await anOfficer(world.db)
    const caseId = await openCaseAt(world, { danger: 3 })
    const taskId = await rapidTask(caseId)
    await finishTask(contextOf(world, { actor: officer }), { taskId, result })
    const clock = await world.db
      .selectFrom('case_clock')
      .where('case_id', '=', caseId)
      .where('rule', '=', 'DANGER.urgent_feedback')
      .select('met_at')
      .executeTakeFirstOrThrow()
    expect(clock.met_at).toEqual(monday)
    const events = await world.db
      .selectFrom('case_event')
      .where('case_id', '=', caseId)
      .selectAll()
      .orderBy('id')
      .execute()
    expect(events.at(-1)).toMatchObject({ act: 'progress', milestone: 'feedback_given', internal_text: result })
    expect(events.at(-1)?.public_text).not.toContain(result)
  })

  it('of a case is neither seen nor finished by a trade official of the bureau, who may not see cases', async () => {
    const trade = await anOfficer(world.db, { role: 'trade_official' })
    const context = contextOf(world, { actor: trade })
    const taskId = await rapidTask(await openCaseAt(world, { danger: 2 }))
    expect(await listTasks(context, { bureau: null, kind: null, page: 1 })).toMatchObject({ tasks: [], total: 0 })
    await expect(finishTask(context, { taskId, result })).rejects.toBeInstanceOf(NotFound)
  })

  it('is finished once, by its own bureau, with a result', async () => {
    const officer = await anOfficer(world.db)
    const other = await anOfficer(world.db, { bureau: 'EEB' })
    const taskId = await rapidTask(await openCaseAt(world, { danger: 2 }))
    const context = contextOf(world, { actor: officer })
    await expect(finishTask(context, { taskId, result: ' ' })).rejects.toBeInstanceOf(Invalid)
    await expect(finishTask(contextOf(world, { actor: other }), { taskId, result })).rejects.toBeInstanceOf(NotFound)
    await finishTask(context, { taskId, result })
    await expect(finishTask(context, { taskId, result: '再做一次' })).rejects.toBeInstanceOf(Conflict)
    const rows = await world.db.selectFrom('task').where('id', '=', taskId).select(['result', 'done_by']).execute()
    expect(rows).toEqual([{ result, done_by: `staff:${officer.accountId}` }])
  })

  it('of another bureau is listed only for those who see them all', async () => {
    await openCaseAt(world, { lead: 'EEB' })
    const officer = await anOfficer(world.db)
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    const asked = { bureau: 'EEB', kind: null, page: 1 }
    expect((await listTasks(contextOf(world, { actor: officer }), asked)).tasks).toEqual([])
    expect((await listTasks(contextOf(world, { actor: dispatcher }), asked)).tasks).toHaveLength(1)
  })
})
