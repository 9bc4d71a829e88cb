import { describe, expect, test } from 'vitest'
import { decideMatch } from '../../../src/enterprises/cases/decide-match.ts'
import { matchCases } from '../../../src/enterprises/cases/match-cases.ts'
import { readCaseFirm } from '../../../src/enterprises/cases/read-case-firm.ts'
import { recordFinding } from '../../../src/enterprises/cases/record-finding.ts'
import { readFirm } from '../../../src/enterprises/read-firm.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/errors.ts'
import type { Assessment } from '../../../src/triage/assessment.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { aFirm, codes, regrade } from '../firms.ts'

const world = await useWorld()
const { db } = world
const later = new Date(monday.getTime() + 60_000)
const sweep = () => matchCases(contextOf(world, { actor: { kind: 'job', name: 'match-cases' }, now: later }))

const mention = (kind: 'respondent' | 'credit_code', text: string): Assessment['mentions'][number] => ({
  kind,
  text,
  start: 0,
  end: text.length,
  value: null,
})
const caseNaming = (text: string, said: Parameters<typeof openCaseAt>[1] = {}) =>
  openCaseAt(world, { ...said, mentions: [mention('respondent', text)] })
const matches = () =>
  db.selectFrom('enterprise_match').select(['case_id', 'tier', 'state', 'said']).orderBy('case_id').execute()

describe('two people at once', () => {
  test('who name two firms leave the case with one, and the other is told so', async () => {
    await aFirm(world)
    await aFirm(world, { code: codes.toys, name: '深圳市虚构玩具有限公司' })
    const caseId = await openCaseAt(world)
    const naming = async (code: string) =>
      decideMatch(contextOf(world, { actor: await anOfficer(db) }), { caseId, code, is: true })
    const said = await Promise.allSettled([naming(codes.kettle), naming(codes.toys)])
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(said.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(Conflict) })
    expect(await matches()).toMatchObject([{ state: 'linked' }])
  })

  test('a second click on the same firm writes nothing more', async () => {
    await aFirm(world)
    const caseId = await openCaseAt(world)
    const actor = await anOfficer(db)
    const naming = () => decideMatch(contextOf(world, { actor }), { caseId, code: codes.kettle, is: true })
    await Promise.all([naming(), naming(), naming()])
    const events = await db.selectFrom('enterprise_event').where('act', '=', 'match').select('id').execute()
    expect(events).toHaveLength(1)
  })
})

describe('which firm a case is about', () => {
  test('an identifier in the text links by itself', async () => {
    await aFirm(world)
    await openCaseAt(world, { mentions: [mention('credit_code', codes.kettle), mention('respondent', '虚构一号电器')] })
    expect(await sweep()).toBe(1)
    expect(await sweep()).toBe(0)
    expect(await matches()).toMatchObject([{ tier: 'identifier', state: 'linked' }])
  })

  test('two identifiers link nothing by themselves', async () => {
    await aFirm(world)
    await openCaseAt(world, { mentions: [mention('credit_code', codes.kettle), mention('credit_code', codes.toys)] })
    await sweep()
    expect(await matches()).toEqual([])
  })

  test.each([
    ['深圳市虚构一号电器有限公司', 'name'],
    ['虚构一号电器', 'name'],
    ['虚构一号电气公司', 'alike'],
  ])('the name %s is proposed (%s), never linked by the machine', async (name, tier) => {
    await aFirm(world)
    await caseNaming(name)
    await sweep()
    expect(await matches()).toMatchObject([{ tier, state: 'proposed', said: name }])
  })

  test('words that only sound like the trade are no match', async () => {
    await aFirm(world)
    await caseNaming('楼下电器店')
    await sweep()
    expect(await matches()).toEqual([])
  })

  test('a no is remembered: the same words are not proposed for the next case, other words are', async () => {
    await aFirm(world)
    const first = await caseNaming('虚构一号电器')
    await sweep()
    const officer = await anOfficer(db)
    await decideMatch(contextOf(world, { actor: officer }), { caseId: first, code: codes.kettle, is: false })
    await caseNaming('虚构一号电器')
    const third = await caseNaming('深圳虚构一号电器公司')
    await sweep()
    expect((await matches()).filter(({ state }) => state === 'proposed').map(({ case_id }) => case_id)).toEqual([third])
  })

  test('only who may see the case and keeps the register says so', async () => {
    await aFirm(world)
    const caseId = await caseNaming('虚构一号电器', { lead: 'AMR' })
    await sweep()
    const decide = (actor: Awaited<ReturnType<typeof anOfficer>>) =>
      decideMatch(contextOf(world, { actor }), { caseId, code: codes.kettle, is: true })
    await expect(decide(await anOfficer(db, { role: 'trade_official' }))).rejects.toThrow(Forbidden)
    await expect(decide(await anOfficer(db, { bureau: 'HCB' }))).rejects.toThrow()
    await decide(await anOfficer(db))
    expect(await matches()).toMatchObject([{ state: 'linked' }])
    await aFirm(world, { code: codes.toys, name: '深圳市样例儿童用品有限公司' })
    const another = decideMatch(contextOf(world, { actor: await anOfficer(db) }), {
      caseId,
      code: codes.toys,
      is: true,
    })
    await expect(another).rejects.toThrow(Conflict)
  })
})

describe('what was found out', () => {
  async function aLinkedCase(kind: 'complaint' | 'report' = 'complaint', danger: 0 | 2 = 0) {
    await aFirm(world)
    const caseId = await openCaseAt(world, {
      kind,
      danger,
      mentions: [mention('credit_code', codes.kettle)],
      text: '陈女士说水壶漏电，电话13800000000',
    })
    await sweep()
    const officer = await anOfficer(db)
    return {
      caseId,
      officer,
      find: (finding: string) =>
        recordFinding(contextOf(world, { actor: officer }), { caseId, finding, reason: '现场核查，水壶漏电' }),
    }
  }
  const publicFacts = async () => (await readFirm(contextOf(world), { code: codes.kettle, look: 'record' })).timeline

  test('an open case, however dangerous, counts nothing for the public grade, and for the class inside it does', async () => {
    await aLinkedCase('report', 2)
    await regrade(world, later)
    expect(await publicFacts()).toEqual([])
    const firm = await db.selectFrom('enterprise').select('grade').executeTakeFirst()
    expect(firm?.grade).toBe('N')
    const risk = await db.selectFrom('enterprise_risk').select('because').executeTakeFirstOrThrow()
    expect(JSON.stringify(risk.because)).toContain('未办结的涉险投诉举报 1 件')
  })

  test('a report of a violation counts when verified and never before; a word against it takes it away again', async () => {
    const { find } = await aLinkedCase('report')
    await find('unclear')
    await regrade(world)
    expect(await publicFacts()).toEqual([])
    await find('verified')
    await regrade(world)
    expect(await publicFacts()).toMatchObject([{ kind: 'report', result: 'verified' }])
    await find('unfounded')
    await regrade(world)
    expect(await publicFacts()).toEqual([])
    await expect(find('settled')).rejects.toThrow(Invalid)
  })

  test('a complaint settled in favour becomes a fact that names nobody and leads to no case', async () => {
    const { find, caseId } = await aLinkedCase()
    await find('settled')
    await regrade(world)
    const [fact] = await publicFacts()
    expect(fact).toMatchObject({ kind: 'complaint', result: 'settled' })
    const shown = JSON.stringify([fact?.subject, fact?.document_no, fact?.authority])
    expect(shown).not.toMatch(/陈|13800000000/)
    expect(fact?.document_no).not.toContain(String(caseId).padStart(3, '0'))
    const grade = await db
      .selectFrom('enterprise_grade')
      .select('detail')
      .where('state', '=', 'shown')
      .executeTakeFirstOrThrow()
    expect(grade.detail).toMatchObject({ lines: [{ rule: 'complaint_settled', points: -0.8 }] })
  })

  test('is said by the bureau in charge alone, and undone with the link', async () => {
    const { find, caseId, officer } = await aLinkedCase()
    await find('verified')
    const other = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    await expect(
      recordFinding(contextOf(world, { actor: other }), { caseId, finding: 'verified', reason: '听说属实' }),
    ).rejects.toThrow(Forbidden)
    await decideMatch(contextOf(world, { actor: officer }), { caseId, code: codes.kettle, is: false })
    expect(await publicFacts()).toEqual([])
    expect(await readCaseFirm(contextOf(world, { actor: officer }), { caseId })).toMatchObject({
      firms: [],
      finding: null,
      mayPenalise: false,
    })
  })
})
