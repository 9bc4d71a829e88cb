import { describe, expect, it } from 'vitest'
import { listToDispatch } from '../../../src/cases/dispatch/list-to-dispatch.ts'
import { takeNext } from '../../../src/cases/dispatch/take-next.ts'
import { Forbidden } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const waitingFor = async (role: 'dispatcher' | 'officer', page = { page: 1 } as { page: number; size?: number }) => {
  const actor = await anOfficer(world.db, { role, bureau: 'DATA' })
  return listToDispatch(contextOf(world, { actor }), page)
}

describe('what waits for a dispatcher', () => {
  it('is the dangerous first, then the soonest due, and nothing that a bureau already has', async () => {
    const older = new Date(monday.getTime() - 3_600_000)
    await openCaseAt(world, { title: '后到', state: 'to_dispatch', clocks: 'H12345' })
    await openCaseAt(world, { title: '先到', state: 'to_dispatch', clocks: 'H12345', openedAt: older })
    await openCaseAt(world, { title: '危险', state: 'to_dispatch', danger: 2 })
    await openCaseAt(world, { title: '已派', state: 'dispatched' })
    const { cases, total } = await waitingFor('dispatcher')
    expect(cases.map(({ title }) => title)).toEqual(['危险', '先到', '后到'])
    expect(total).toBe(3)
  })

  it('comes in pages', async () => {
    for (const title of ['一', '二', '三']) await openCaseAt(world, { title, state: 'to_dispatch' })
    const second = await waitingFor('dispatcher', { page: 2, size: 2 })
    expect(second).toMatchObject({ total: 3, pages: 2 })
    expect(second.cases.map(({ title }) => title)).toEqual(['三'])
  })

  it('says which colleague has a text before them, and no longer once their claim has ended', async () => {
    const colleague = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA', name: '王芳' })
    await openCaseAt(world, { state: 'to_dispatch' })
    await takeNext({ db: world.db, now: monday }, { accountId: colleague.accountId, wanted: null })
    expect((await waitingFor('dispatcher')).cases[0]?.heldBy).toBe('王芳')
    const hourLater = new Date(monday.getTime() + 3_600_000)
    const actor = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    expect((await listToDispatch(contextOf(world, { actor, now: hourLater }), { page: 1 })).cases[0]?.heldBy).toBeNull()
  })

  it('is not for officers', async () => {
    await expect(waitingFor('officer')).rejects.toBeInstanceOf(Forbidden)
  })
})
