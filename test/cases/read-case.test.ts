import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { NotFound } from '../../src/errors.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()

describe('the case page', () => {
  it('holds what was written, why, by when, what happened and what may be done next', async () => {
    const officer = await anOfficer(world.db, { name: '李明' })
    const caseId = await openCaseAt(world, { danger: 2, email: 'chen@example.com' })
    const context = contextOf(world, { actor: officer })
    await moveCase(context, { caseId, act: 'sign', typed: {} })
    await moveCase(context, { caseId, act: 'note', typed: { note: '已约周三上门' } })
    const read = await readCase(context, caseId)
    expect(read).toMatchObject({ id: caseId, state: 'handling', lead: 'AMR', identity: { mayAsk: true, asked: false } })
    expect(read.assessment.lead.because).toEqual([{ word: '漏电', weight: 1 }])
    expect(read.clocks.map(({ clock }) => clock.rule.set)).toEqual(expect.arrayContaining(['AMR_COMPLAINT', 'DANGER']))
    expect(read.clocks[0]?.clock.dueAt).toBeInstanceOf(Date)
    expect(read.events.map(({ act }) => act)).toEqual(['receive', 'dispatch', 'sign', 'note'])
    expect(read.events.at(-1)).toMatchObject({ name: '李明', internalText: '已约周三上门', at: monday })
    expect(read.acts).toEqual(expect.arrayContaining(['accept', 'answer', 'refuse', 'return', 'note']))
    expect(read.acts).not.toContain('sign')
    expect(read.milestones).toContain('feedback_given')
  })

  it('never holds the reporter’s contact', async () => {
    const officer = await anOfficer(world.db)
    const caseId = await openCaseAt(world, { email: 'chen@example.com' })
    const read = await readCase(contextOf(world, { actor: officer }), caseId)
    const told = JSON.stringify(read)
    for (const secret of ['chen@example.com', '13800000000', '陈女士']) expect(told).not.toContain(secret)
  })

  it('shows what may be the same event, and of another bureau’s case nothing but that there is one', async () => {
    const officer = await anOfficer(world.db)
    const own = await openCaseAt(world, { title: '我家的' })
    const later = await openCaseAt(world, { title: '邻居家的' })
    const foreign = await openCaseAt(world, { title: '别家的秘密', lead: 'EEB' })
    const alike = { score: 0.8, because: ['同一商家'] }
    await world.db
      .insertInto('likely_duplicate')
      .values([
        { report_id: later, earlier_id: own, ...alike },
        { report_id: foreign, earlier_id: own, ...alike, score: 0.7 },
      ])
      .execute()
    const read = await readCase(contextOf(world, { actor: officer }), own)
    expect(read.duplicates.map(({ id, title }) => [id, title])).toEqual([
      [later, '邻居家的'],
      [null, null],
    ])
    expect(JSON.stringify(read)).not.toContain('别家的秘密')
  })

  it('opens to a supporting bureau for reading and notes, to others it does not exist', async () => {
    const caseId = await openCaseAt(world, { support: ['EEB'], email: 'chen@example.com' })
    const support = await anOfficer(world.db, { bureau: 'EEB' })
    const other = await anOfficer(world.db, { bureau: 'WB' })
    const keeper = await anOfficer(world.db, { role: 'administrator', bureau: 'AMR' })
    const read = await readCase(contextOf(world, { actor: support }), caseId)
    expect([read.acts, read.identity.mayAsk]).toEqual([['give_task', 'finish_task', 'note'], false])
    for (const actor of [other, keeper, { kind: 'citizen' } as const]) {
      await expect(readCase(contextOf(world, { actor }), caseId)).rejects.toBeInstanceOf(NotFound)
    }
    await expect(readCase(contextOf(world, { actor: support }), caseId + 999)).rejects.toBeInstanceOf(NotFound)
  })
})
