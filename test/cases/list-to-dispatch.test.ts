import { describe, expect, it } from 'vitest'
import { listToDispatch } from '../../src/cases/list-to-dispatch.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { Forbidden } from '../../src/errors.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const waitingFor = async (role: 'dispatcher' | 'officer') => {
  const actor = await anOfficer(world.db, { role, bureau: 'DATA' })
  return listToDispatch(contextOf(world, { actor }), { page: 1 })
}
const alternatives = [
  { value: 'CUS', confidence: 0.3 },
  { value: 'CWD', confidence: 0.2 },
  { value: 'EEB', confidence: 0.1 },
]

describe('what waits for a dispatcher', () => {
  it('is the soonest due first, and nothing that a bureau already has', async () => {
    const older = new Date(monday.getTime() - 3_600_000)
    await openCaseAt(world, { title: '后到', state: 'to_dispatch', clocks: 'H12345' })
    await openCaseAt(world, { title: '先到', state: 'to_dispatch', clocks: 'H12345', openedAt: older })
    await openCaseAt(world, { title: '已派', state: 'dispatched' })
    const { cases, total } = await waitingFor('dispatcher')
    expect(cases.map(({ title }) => title)).toEqual(['先到', '后到'])
    expect(total).toBe(2)
  })

  it('offers the likeliest three, each by the right act, and no party to the matter', async () => {
    await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR', alternatives, because: ['漏电', '退货'] })
    const [waiting] = (await waitingFor('dispatcher')).cases
    expect(waiting?.candidates).toEqual([
      { bureau: 'AMR', act: 'dispatch', confidence: 0.9, words: ['漏电', '退货'] },
      { bureau: 'CUS', act: 'refer', confidence: 0.3, words: [] },
    ])
  })

  it('names the bureau that sent it back, why, and puts its proposal first', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    const typed = { reason: '属于学校食堂管理', article: '《食品安全法》第五十七条', bureau: 'EDU' }
    await moveCase(contextOf(world, { actor: officer }), { caseId, act: 'return', typed })
    const [waiting] = (await waitingFor('dispatcher')).cases
    expect(waiting?.returned).toEqual({ by: 'AMR', reason: typed.reason, proposed: 'EDU' })
    expect(waiting?.candidates[0]).toMatchObject({ bureau: 'EDU', confidence: null })
  })

  it('is not for officers', async () => {
    await expect(waitingFor('officer')).rejects.toBeInstanceOf(Forbidden)
  })
})
