import { describe, expect, it } from 'vitest'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { finishTask } from '../../../src/cases/tasks/finish-task.ts'
import { listTasks } from '../../../src/cases/tasks/list-tasks.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const at = (actor: Actor, hours = 1) => contextOf(world, { actor, now: new Date(monday.getTime() + hours * 3_600_000) })
const step = { title: '到店复查油烟净化设备', bureau: 'AMR', due: '2026-11-18', note: '带上检测仪' }
const steps = async (actor: Actor) => (await listTasks(at(actor), { bureau: null, kind: 'sub_task', page: 1 })).tasks
const give = (actor: Actor, caseId: number, typed: Partial<typeof step> = {}) =>
  moveCase(at(actor), { caseId, act: 'give_task', typed: { ...step, ...typed } })

async function handled() {
  const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', support: ['EEB'] })
  return { caseId, amr: await anOfficer(db), eeb: await anOfficer(db, { bureau: 'EEB' }) }
}

describe('a step of a case', () => {
  it('is given to the own bureau or a supporting one, several at once, each with its day', async () => {
    const { caseId, amr, eeb } = await handled()
    await give(amr, caseId)
    await give(amr, caseId, { title: '约谈店主' })
    await give(amr, caseId, { bureau: 'EEB' })
    const due = new Date('2026-11-18T16:00:00Z')
    expect((await steps(amr)).map(({ title, dueAt }) => [title.zh, dueAt])).toEqual([
      [step.title, due],
      ['约谈店主', due],
    ])
    expect(await steps(eeb)).toMatchObject([{ caseId, bureau: 'EEB', because: [step.note] }])
    const told = await db.selectFrom('letter').select('recipient').where('what', '=', `case:${caseId}`).execute()
    expect(told).toEqual([{ recipient: 'eeb-duty@shenzhen.example' }])
  })

  it('is not due after the clocks of its case, nor on a day that is past, nor for a bureau outside it', async () => {
    const { caseId, amr, eeb } = await handled()
    const faultOf = async (actor: Actor, typed: Partial<typeof step>) => {
      const error = await give(actor, caseId, typed).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(Invalid)
      return Object.keys((error as Invalid).fields)
    }
    expect(await faultOf(amr, { due: '2027-06-01' })).toEqual(['due'])
    expect(await faultOf(amr, { due: '2026-11-15' })).toEqual(['due'])
    expect(await faultOf(amr, { due: '2026-02-30', bureau: 'TB' })).toEqual(['bureau', 'due'])
    expect(await faultOf(eeb, { bureau: 'AMR' })).toEqual(['bureau'])
    await expect(give(await anOfficer(db, { bureau: 'TB' }), caseId)).rejects.toBeInstanceOf(NotFound)
    await expect(give(await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' }), caseId)).rejects.toBeInstanceOf(
      Forbidden,
    )
    expect(await steps(amr)).toEqual([])
  })

  it('is finished with what was done, which stands in the history inside and not outside', async () => {
    const { caseId, amr, eeb } = await handled()
    await give(amr, caseId, { bureau: 'EEB' })
    const [task] = await steps(eeb)
    const taskId = task?.id ?? 0
    await expect(finishTask(at(amr), { taskId, result: '已复查' })).rejects.toBeInstanceOf(NotFound)
    await finishTask(at(eeb, 2), { taskId, result: '已复查，净化设备运行正常' })
    const { events, tasks } = await readCase(at(amr, 2), caseId)
    expect(events.at(-1)).toMatchObject({ act: 'finish_task', bureau: 'EEB', publicText: null })
    expect(events.at(-1)?.internalText).toContain('净化设备运行正常')
    expect(tasks.find(({ id }) => id === taskId)?.result).toContain('净化设备')
    await expect(finishTask(at(eeb, 3), { taskId, result: '已复查' })).rejects.toBeInstanceOf(Conflict)
  })

  it('outlives the answer, but not the case', async () => {
    const { caseId, amr } = await handled()
    await give(amr, caseId)
    const text = '经现场检查，商家已为您办理退款并下架该批产品。'
    await moveCase(at(amr), { caseId, act: 'answer', typed: { text } })
    expect(await steps(amr)).toHaveLength(1)
    await moveCase(at(amr), { caseId, act: 'close', typed: {} })
    expect(await steps(amr)).toEqual([])
  })

  it('of a bureau that is no longer in the case ends with its place in it', async () => {
    const { caseId, amr } = await handled()
    const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    await give(amr, caseId)
    await moveCase(at(office), { caseId, act: 'withdraw', typed: { note: '派错单位' } })
    await moveCase(at(office), { caseId, act: 'dispatch', typed: { bureau: 'UMB' } })
    expect(await steps(amr)).toEqual([])
  })
})
