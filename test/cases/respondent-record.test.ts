import { describe, expect, it } from 'vitest'
import { readRespondentRecord } from '../../src/cases/read-respondent-record.ts'
import type { Actor } from '../../src/context.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world

async function about(respondent: string, said: Parameters<typeof openCaseAt>[1] = {}): Promise<number> {
  const caseId = await openCaseAt(world, said)
  await db.updateTable('report').set({ respondent }).where('id', '=', caseId).execute()
  return caseId
}
const record = (actor: Actor, caseId: number, respondent: string | null) =>
  readRespondentRecord(contextOf(world, { actor }), { caseId, respondent })

describe('the record of a respondent', () => {
  it('counts the earlier cases of the bureau and says what came of the last ones', async () => {
    const first = await about('Lucky 电器商行', { state: 'closed', title: '水壶漏电' })
    await db.updateTable('case_file').set({ answer: '经现场检查，已下架。' }).where('id', '=', first).execute()
    const second = await about('lucky 电器商行', { state: 'handling', support: ['EEB'] })
    await about('别家商行')
    const caseId = await about('LUCKY 电器商行')
    await about('Lucky 电器商行', { title: '后来的' })
    const officer = await anOfficer(db)
    expect(await record(officer, caseId, 'LUCKY 电器商行')).toMatchObject({
      cases: 2,
      open: 1,
      recent: [
        { id: second, state: 'handling', result: null },
        { id: first, state: 'closed', result: '经现场检查，已下架。' },
      ],
    })
  })

  it('shows nobody a case that is not theirs to see', async () => {
    const hidden = await about('好运商行', { lead: 'EEB' })
    const shared = await about('好运商行', { lead: 'EEB', support: ['AMR'] })
    const caseId = await about('好运商行')
    const seen = await record(await anOfficer(db), caseId, '好运商行')
    expect(seen).toMatchObject({ cases: 1, recent: [{ id: shared }] })
    const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    expect((await record(office, caseId, '好运商行'))?.recent.map(({ id }) => id)).toEqual([shared, hidden])
    expect(await record(await anOfficer(db, { role: 'auditor' }), caseId, '好运商行')).toBeNull()
  })

  it('is empty where nobody is named and where nothing came before', async () => {
    const caseId = await about('好运商行')
    expect(await record(await anOfficer(db), caseId, null)).toBeNull()
    expect(await record(await anOfficer(db), caseId, '好运商行')).toBeNull()
  })
})
