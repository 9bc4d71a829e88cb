import { describe, expect, it } from 'vitest'
import { lookAtContact } from '../../src/cases/look-at-contact.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readAttachment } from '../../src/cases/read-attachment.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { Forbidden, Invalid, NotFound } from '../../src/errors.ts'
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
    expect(read).toMatchObject({ id: caseId, state: 'handling', lead: 'AMR', contact: 'may_look' })
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
    expect([read.acts, read.contact]).toEqual([['note'], 'closed'])
    for (const actor of [other, keeper, { kind: 'citizen' } as const]) {
      await expect(readCase(contextOf(world, { actor }), caseId)).rejects.toBeInstanceOf(NotFound)
    }
    await expect(readCase(contextOf(world, { actor: support }), caseId + 999)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('a look at the reporter’s contact', () => {
  const purpose = '电话核实购买时间'
  const looks = () => world.db.selectFrom('look').select(['account_id', 'report_id', 'purpose']).execute()

  it('is written down with its purpose, and stands on the case for all who see it', async () => {
    const officer = await anOfficer(world.db, { name: '李明' })
    const caseId = await openCaseAt(world, { email: 'chen@example.com' })
    const context = contextOf(world, { actor: officer })
    expect(await lookAtContact(context, { caseId, purpose })).toMatchObject({ email: 'chen@example.com' })
    expect(await looks()).toEqual([{ account_id: officer.accountId, report_id: caseId, purpose }])
    expect((await readCase(context, caseId)).looks).toEqual([{ at: monday, name: '李明', purpose }])
  })

  it('is refused without a purpose, to a supporting bureau, to a stranger and to a dispatcher, and then leaves no row', async () => {
    const caseId = await openCaseAt(world, { email: 'chen@example.com', support: ['EEB'] })
    const tries = [
      [await anOfficer(world.db), '  ', Invalid],
      [await anOfficer(world.db, { bureau: 'EEB' }), purpose, Forbidden],
      [await anOfficer(world.db, { role: 'dispatcher', bureau: 'AMR' }), purpose, Forbidden],
      [await anOfficer(world.db, { bureau: 'WB' }), purpose, NotFound],
    ] as const
    for (const [actor, said, refusal] of tries) {
      await expect(lookAtContact(contextOf(world, { actor }), { caseId, purpose: said })).rejects.toBeInstanceOf(
        refusal,
      )
    }
    expect(await looks()).toEqual([])
  })

  it('of an anonymous reporter finds nothing and leaves no row', async () => {
    const officer = await anOfficer(world.db)
    const caseId = await openCaseAt(world)
    const look = lookAtContact(contextOf(world, { actor: officer }), { caseId, purpose })
    await expect(look).rejects.toBeInstanceOf(NotFound)
    expect(await looks()).toEqual([])
  })
})

describe('an attachment', () => {
  it('opens only with its own case', async () => {
    const officer = await anOfficer(world.db)
    const context = contextOf(world, { actor: officer })
    const caseId = await openCaseAt(world)
    const otherCase = await openCaseAt(world)
    const { id } = await world.db
      .insertInto('attachment')
      .values({
        report_id: caseId,
        name: '发票.pdf',
        media_type: 'application/pdf',
        size_bytes: 4,
        sha256: 'x',
        scan: 'unscanned',
        bytes: new Uint8Array([1, 2, 3, 4]),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const read = await readAttachment(context, { caseId, attachmentId: id })
    expect([read.name, [...read.bytes]]).toEqual(['发票.pdf', [1, 2, 3, 4]])
    await expect(readAttachment(context, { caseId: otherCase, attachmentId: id })).rejects.toBeInstanceOf(NotFound)
  })
})
