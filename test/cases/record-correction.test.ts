import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { recordCorrection } from '../../src/cases/record-correction.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const aDispatcher = () => anOfficer(world.db, { role: 'dispatcher', bureau: world.city.dispatchBureau })
const corrections = () => world.db.selectFrom('correction').selectAll().orderBy('id').execute()

describe('what the machine said and a person knows better', () => {
  it('is kept when a dispatcher gives a case to another bureau than predicted', async () => {
    const dispatcher = await aDispatcher()
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR' })
    await moveCase(contextOf(world, { actor: dispatcher }), {
      caseId,
      act: 'dispatch',
      typed: { bureau: 'HCB', note: '房屋质量归住建' },
    })
    expect(await corrections()).toMatchObject([
      {
        report_id: caseId,
        at: monday,
        actor: `staff:${dispatcher.accountId}`,
        bureau: dispatcher.bureau,
        source: 'dispatcher',
        what: 'lead',
        predicted: 'AMR',
        corrected: 'HCB',
        reason: '房屋质量归住建',
        model: 'test',
      },
    ])
  })

  it('is nothing when the dispatcher agrees', async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR' })
    const actor = await aDispatcher()
    await moveCase(contextOf(world, { actor }), { caseId, act: 'dispatch', typed: { bureau: 'AMR' } })
    expect(await corrections()).toEqual([])
  })

  it('is kept when the predicted bureau returns a case and proposes another, with its reason', async () => {
    const actor = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    const typed = { reason: '该事项属于房屋质量问题', article: '《建设工程质量管理条例》第四十三条', bureau: 'HCB' }
    await moveCase(contextOf(world, { actor }), { caseId, act: 'return', typed })
    expect(await corrections()).toMatchObject([
      { source: 'return', what: 'lead', predicted: 'AMR', corrected: 'HCB', reason: typed.reason, bureau: 'AMR' },
    ])
  })

  it('is taken back when the case goes to the predicted bureau after all', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    const typed = { reason: '该事项属于房屋质量问题', article: '《建设工程质量管理条例》第四十三条', bureau: 'HCB' }
    await moveCase(contextOf(world, { actor: officer }), { caseId, act: 'return', typed })
    const actor = await aDispatcher()
    await moveCase(contextOf(world, { actor }), { caseId, act: 'dispatch', typed: { bureau: 'AMR' } })
    expect((await corrections()).map(({ source, corrected }) => [source, corrected])).toEqual([
      ['return', 'HCB'],
      ['dispatcher', 'AMR'],
    ])
  })

  it('goes with the transaction that it belongs to', async () => {
    const by = await aDispatcher()
    const reportId = await openCaseAt(world)
    const correction = {
      reportId,
      reason: null,
      source: 'dispatcher',
      by,
      bureau: by.bureau,
      at: monday,
      model: 'test',
    } as const
    const failing = world.db.transaction().execute(async (tx) => {
      await recordCorrection(tx, { ...correction, what: 'danger', predicted: 0, corrected: 2 })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await corrections()).toEqual([])
  })
})
