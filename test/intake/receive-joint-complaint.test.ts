import { describe, expect, it } from 'vitest'
import { answerSettlement } from '../../src/cases/joint/answer-settlement.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import { Invalid } from '../../src/errors.ts'
import { parseJointFiling } from '../../src/intake/joint-filing.ts'
import { receiveJointComplaint } from '../../src/intake/receive-joint-complaint.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const today = '2026-11-16'
const kettle = () => aComplaint({ amount: 3000 })
const typed = { others: '林伟明，13900000001，1999\n\n黄雅琴, huang@example.com', second: '黄雅琴' }

const faultsOf = (first: ReturnType<typeof kettle>, said: Partial<typeof typed>): string[] => {
  try {
    parseJointFiling(first, { ...typed, ...said }, today)
    return []
  } catch (error) {
    if (error instanceof Invalid) return Object.keys(error.fields)
    throw error
  }
}

describe('one person files for several', () => {
  it('twice with one click too many, and is given the same receipts both times', async () => {
    const filing = parseJointFiling({ ...kettle(), submission_key: 'one-form-for-three-people' }, typed, today)
    const clicks = await Promise.all(
      [1, 2, 3].map(() => receiveJointComplaint(contextOf(world), filing, { channel: 'web' })),
    )
    expect(new Set(clicks.map((receipts) => receipts.map(({ receipt }) => receipt).join())).size).toBe(1)
    const joined = await db.selectFrom('case_event').select('case_id').where('act', '=', 'file_jointly').execute()
    expect(joined).toHaveLength(3)
  })

  it('and each has a case, a receipt and an identity of their own, mediated together from the start', async () => {
    const filing = parseJointFiling(kettle(), typed, today)
    const receipts = await receiveJointComplaint(contextOf(world), filing, { channel: 'web' })
    const ids = receipts.map(({ caseId }) => caseId)
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(3)
    const reports = await db
      .selectFrom('report')
      .where('id', 'in', ids)
      .select(['id', 'amount'])
      .orderBy('id')
      .execute()
    expect(reports.map(({ amount }) => amount && Number(amount))).toEqual([3000, 1999, null])
    const kept = await db
      .selectFrom('reporter_identity')
      .where('report_id', 'in', ids)
      .select(['report_id', 'holds'])
      .orderBy('report_id')
      .execute()
    expect(kept.map(({ holds }) => holds)).toEqual([
      ['name', 'phone', 'email'],
      ['name', 'phone'],
      ['name', 'email'],
    ])
    const told = await Promise.all(receipts.map(({ receipt }) => trackCase(contextOf(world), receipt)))
    expect(told.map(({ joint }) => [joint?.members.length, joint?.represents])).toEqual([
      [3, true],
      [3, false],
      [3, true],
    ])
    expect(JSON.stringify(told)).not.toMatch(/林伟明|黄雅琴|huang@|1390000/)
    const letters = await db.selectFrom('letter').where('reason', 'like', 'file_jointly%').select('recipient').execute()
    expect(letters.map(({ recipient }) => recipient).sort()).toEqual([`reporter:${ids[0]}`, `reporter:${ids[2]}`])
  })

  it('and sent again nothing is filed or joined twice', async () => {
    const filing = parseJointFiling(kettle(), typed, today)
    const first = await receiveJointComplaint(contextOf(world), filing, { channel: 'web' })
    const again = await receiveJointComplaint(contextOf(world), filing, { channel: 'web' })
    expect(again.map(({ receipt, repeat }) => [receipt, repeat])).toEqual(first.map(({ receipt }) => [receipt, true]))
    const ids = first.map(({ caseId }) => caseId)
    const acts = await db
      .selectFrom('case_event')
      .where('case_id', 'in', ids)
      .where('act', '=', 'file_jointly')
      .select('id')
      .execute()
    expect(acts).toHaveLength(3)
  })

  it('and the mediation is done once; whoever does not consent goes on alone with an own receipt', async () => {
    const filing = parseJointFiling(kettle(), typed, today)
    const [own, second] = await receiveJointComplaint(contextOf(world), filing, { channel: 'web' })
    const officer = contextOf(world, { actor: await anOfficer(db, { bureau: own.bureau.id }) })
    const cases = [own.caseId, ...(second ? [second.caseId] : [])]
    const rest = await db.selectFrom('joint_member').where('joint_id', '=', own.caseId).select('case_id').execute()
    for (const { case_id: caseId } of rest) {
      const { state } = await readCase(officer, caseId)
      if (state === 'dispatched') await moveCase(officer, { caseId, act: 'sign', typed: {} })
      await moveCase(officer, { caseId, act: 'accept', typed: {} })
    }
    const offer = { text: '商家退还七成，三十日内到账。', due: '2026-11-30' }
    await moveCase(officer, { caseId: own.caseId, act: 'propose_settlement', typed: offer })
    await answerSettlement(contextOf(world), { receipt: own.receipt, consents: true })
    if (second) await answerSettlement(contextOf(world), { receipt: second.receipt, consents: false })
    const [mine, theirs] = await Promise.all(cases.map((caseId) => readCase(officer, caseId)))
    expect(mine?.joint?.members).toHaveLength(2)
    expect(theirs?.joint).toBeNull()
    await expect(
      moveCase(officer, {
        caseId: own.caseId,
        act: 'join_complaints',
        typed: { cases: String(cases[1]), representatives: String(own.caseId), reason: '同一商家。' },
      }),
    ).rejects.toThrow()
  })

  it('and every fault is told beside its field: a report, nobody’s name, a line that reaches nobody, a stranger as representative', () => {
    expect(faultsOf(kettle(), {})).toEqual([])
    expect(faultsOf({ ...kettle(), kind: 'report' }, {})).toEqual(['kind'])
    expect(faultsOf({ ...kettle(), contact: null, anonymous: true }, {})).toEqual(['anonymous'])
    expect(faultsOf(kettle(), { others: '林伟明' })).toEqual(['others', 'second'])
    expect(faultsOf(kettle(), { others: '林伟明，13900000001，很多钱', second: '' })).toEqual(['others'])
    expect(faultsOf(kettle(), { second: '别人' })).toEqual(['second'])
    expect(faultsOf(kettle(), { others: '王明，13900000001\n'.repeat(20), second: '' })).toEqual(['others'])
    expect(parseJointFiling(kettle(), { others: ' \n', second: '谁' }, today).others).toEqual([])
  })
})
