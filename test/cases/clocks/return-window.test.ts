import { expect, it } from 'vitest'
import { listInbox } from '../../../src/cases/inbox/list-inbox.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { receiptHash } from '../../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const at = (actor: Actor, day: number) =>
  contextOf(world, { actor, now: new Date(monday.getTime() + day * 86_400_000) })
const back = { reason: '该事项属于房屋质量问题', article: '《建设工程质量管理条例》第四十三条', bureau: 'HCB' }
const inbox = {
  part: 'lead',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
  words: '',
  page: 1,
} as const

it('a case is returned within one working day of its dispatch, whatever law governs the matter, and not later', async () => {
  const officer = await anOfficer(world.db)
  for (const clocks of ['H12345', 'AMR_COMPLAINT']) {
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', clocks })
    const before = await readCase(at(officer, 2), caseId)
    const refused = await moveCase(at(officer, 2), { caseId, act: 'return', typed: back }).catch((error) => error)
    expect(refused).toBeInstanceOf(Conflict)
    expect(refused.said.zh).toContain(`${before.returnWindow?.lastDay} 24:00`)
    expect(refused.said.zh).toMatch(/协办.*撤回派单/)
    expect((await readCase(at(officer, 2), caseId)).events).toEqual(before.events)
    await moveCase(at(officer, 1), { caseId, act: 'return', typed: back })
  }
})

it('the next bureau has the whole window from its own dispatch, also when the first was withdrawn', async () => {
  const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR', clocks: 'H12345' })
  const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
  const umb = await anOfficer(world.db, { bureau: 'UMB' })
  await moveCase(at(dispatcher, 2), { caseId, act: 'withdraw', typed: { note: '派错单位' } })
  await moveCase(at(dispatcher, 2), { caseId, act: 'dispatch', typed: { bureau: 'UMB' } })
  await moveCase(at(umb, 3), { caseId, act: 'return', typed: back })
  expect((await readCase(at(dispatcher, 3), caseId)).state).toBe('to_dispatch')
})

it('a body that a case was referred to may say at any time that it is not its own', async () => {
  const caseId = await openCaseAt(world, { state: 'referred', lead: 'CUS' })
  const officer = await anOfficer(world.db, { bureau: 'CUS' })
  expect((await readCase(at(officer, 9), caseId)).returnWindow).toBeNull()
  await moveCase(at(officer, 9), { caseId, act: 'return', typed: back })
})

it('how often it was returned stands in the next bureau’s inbox; the reporter sees by whom, why, and who is proposed', async () => {
  const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR', title: '墙面渗水没人管' })
  await world.db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash('ABCDE-FGHJK-LMNPQ-RSTUV') })
    .where('id', '=', caseId)
    .execute()
  const [amr, hcb] = [await anOfficer(world.db), await anOfficer(world.db, { bureau: 'HCB' })]
  const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
  await moveCase(at(amr, 0), { caseId, act: 'return', typed: back })
  await moveCase(at(dispatcher, 0), { caseId, act: 'dispatch', typed: { bureau: 'HCB', note: '内部意见' } })
  const { cases } = await listInbox(at(hcb, 0), inbox)
  expect(cases.find(({ id }) => id === caseId)?.returned).toBe(1)
  const told = (await trackCase(contextOf(world), 'ABCDE-FGHJK-LMNPQ-RSTUV')).events.map(({ text }) => text ?? '')
  expect(told.join('\n')).toContain('市市场监督管理局退回分拨，建议由市住房和建设局承办')
  expect(told.join('\n')).toContain(back.reason)
  expect(told.join('\n')).not.toContain('内部意见')
})
