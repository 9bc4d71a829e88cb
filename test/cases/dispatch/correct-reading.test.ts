import { describe, expect, it } from 'vitest'
import { correctReading, type Reviewed } from '../../../src/cases/dispatch/correct-reading.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import { Forbidden, Invalid } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { city, db } = world
const later = (hours: number): Date => new Date(monday.getTime() + hours * 3_600_000)
const reason = '看过原文，属于另一单位'

async function correct(caseId: number, reviewed: Partial<Reviewed>, hours = 1) {
  const actor = await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' })
  return correctReading(contextOf(world, { actor, now: later(hours) }), { caseId, reviewed: { reason, ...reviewed } })
}
const caseRow = (id: number) => db.selectFrom('case_file').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
const clocks = (id: number) =>
  db.selectFrom('case_clock').where('case_id', '=', id).selectAll().orderBy('rule').execute()
const learnt = (id: number) =>
  db
    .selectFrom('correction')
    .where('report_id', '=', id)
    .select(['what', 'predicted', 'corrected', 'reason'])
    .orderBy('id')
    .execute()
const tasks = (id: number) =>
  db.selectFrom('task').where('case_id', '=', id).where('done_at', 'is', null).select(['kind', 'bureau']).execute()
const leafUnder = (rule: string, other = '') =>
  [...city.leaves.values()].find(({ complaintRule, code }) => complaintRule === rule && code !== other)?.code ?? ''

describe('confirming what the machine read', () => {
  it('keeps every part as right, without a reason, and moves nothing', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR', danger: 1 })
    const { leaf } = await caseRow(caseId)
    const said = { leaf, lead: 'AMR', danger: '1', kind: 'complaint', reason: '' }
    expect(await correct(caseId, said)).toEqual({ caseId, outcome: 'confirmed' })
    expect(await learnt(caseId)).toEqual([
      { what: 'leaf', predicted: leaf, corrected: leaf, reason: null },
      { what: 'lead', predicted: 'AMR', corrected: 'AMR', reason: null },
      { what: 'danger', predicted: 1, corrected: 1, reason: null },
      { what: 'kind', predicted: 'complaint', corrected: 'complaint', reason: null },
    ])
    expect((await caseRow(caseId)).moves).toBe(0)
  })
})

describe('a form sent twice', () => {
  it('says it once, whether it confirms or corrects; the word of another, or another word, is kept as well', async () => {
    const actor = await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' })
    const said = (caseId: number, danger: string) =>
      correctReading(contextOf(world, { actor, now: later(1) }), { caseId, reviewed: { danger, reason } })
    const dangers = async (id: number) => (await learnt(id)).map(({ corrected }) => corrected)
    const confirmed = await openCaseAt(world, { danger: 1 })
    await Promise.all([said(confirmed, '1'), said(confirmed, '1')])
    expect(await dangers(confirmed)).toEqual([1])
    const corrected = await openCaseAt(world, { danger: 0 })
    await Promise.allSettled([said(corrected, '3'), said(corrected, '3')])
    await said(corrected, '3')
    expect(await dangers(corrected)).toEqual([3])
    expect((await caseRow(corrected)).moves).toBe(1)
    await said(corrected, '1')
    await said(corrected, '3')
    await correct(corrected, { danger: '3' })
    expect(await dangers(corrected)).toEqual([3, 1, 3, 3])
  })
})

describe('correcting the bureau', () => {
  it('takes the case from the wrong one and gives it to the right one, with its work and a letter to each', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    expect(await correct(caseId, { lead: 'EEB' })).toMatchObject({ outcome: 'moved' })
    expect(await caseRow(caseId)).toMatchObject({ state: 'dispatched', lead: 'EEB', moves: 2 })
    expect(await tasks(caseId)).toEqual([{ kind: 'handling', bureau: 'EEB' }])
    const letters = await db.selectFrom('letter').select(['recipient', 'reason']).orderBy('id').execute()
    expect(letters.map(({ reason: why }) => why)).toEqual(['withdraw:1', 'dispatch:2'])
    expect(letters[0]?.recipient).toContain('amr')
    expect(letters[1]?.recipient).toContain('eeb')
    expect(await learnt(caseId)).toEqual([{ what: 'lead', predicted: 'AMR', corrected: 'EEB', reason }])
  })

  it('of a case already answered only teaches', async () => {
    const caseId = await openCaseAt(world, { state: 'answered', lead: 'AMR' })
    expect(await correct(caseId, { lead: 'EEB' })).toMatchObject({ outcome: 'kept' })
    expect(await caseRow(caseId)).toMatchObject({ state: 'answered', lead: 'AMR', moves: 0 })
    expect(await learnt(caseId)).toHaveLength(1)
  })
})

describe('correcting the leaf', () => {
  it('starts the clocks of the right rules at the old instants, and moves no promised date later', async () => {
    const caseId = await openCaseAt(world, { clocks: 'H12345', lead: 'AMR' })
    const before = await clocks(caseId)
    const leaf = leafUnder('AMR_COMPLAINT')
    await correct(caseId, { leaf }, 30)
    const after = await clocks(caseId)
    const fresh = after.filter(({ rule }) => !before.some((row) => row.rule === rule))
    expect(fresh.map(({ rule }) => rule)).toContain('AMR_COMPLAINT.accept_decision')
    for (const row of fresh) expect(row.starts_at).toEqual(monday)
    // A date promised before is still there, unless the same event is now due no later.
    const rules = new Map(city.clockRules.map((rule) => [rule.id, rule.until.split('|')]))
    for (const row of before.filter(({ met_at }) => met_at === null)) {
      const ends = rules.get(row.rule) ?? []
      const holds = after.filter(({ rule }) => rules.get(rule)?.some((event) => ends.includes(event)))
      expect(Math.min(...holds.map(({ due_at }) => due_at.getTime()))).toBeLessThanOrEqual(row.due_at.getTime())
    }
    const { next_due_at, support } = await caseRow(caseId)
    const open = after.filter(({ met_at }) => met_at === null).map(({ due_at }) => due_at.getTime())
    expect(next_due_at?.getTime()).toBe(Math.min(...open))
    expect(support).not.toContain('AMR')
  })

  it('there and back leaves the promises as they were', async () => {
    const caseId = await openCaseAt(world, { clocks: 'AMR_COMPLAINT' })
    const { leaf } = await caseRow(caseId)
    const before = (await clocks(caseId)).map(({ rule, due_at }) => ({ rule, due_at }))
    await correct(caseId, { leaf: leafUnder('H12345') }, 2)
    await correct(caseId, { leaf }, 3)
    const after = (await clocks(caseId)).map(({ rule, due_at }) => ({ rule, due_at }))
    expect(after).toEqual(expect.arrayContaining(before))
  })
})

describe('correcting the danger', () => {
  it('upwards opens the rapid response, starts its clock now and calls the duty desk', async () => {
    const caseId = await openCaseAt(world, { danger: 0, lead: 'AMR' })
    await correct(caseId, { danger: '3' }, 5)
    expect(await caseRow(caseId)).toMatchObject({ danger: 3 })
    expect(await tasks(caseId)).toContainEqual({ kind: 'rapid_response', bureau: 'AMR' })
    const started = (await clocks(caseId)).filter(({ rule }) => rule.startsWith('DANGER.'))
    expect(started.length).toBeGreaterThan(0)
    for (const { starts_at } of started) expect(starts_at).toEqual(later(5))
    const letters = await db.selectFrom('letter').select('reason').execute()
    expect(letters).toEqual([{ reason: 'danger:1' }])
  })

  it('downwards ends no work: the bureau reports what it found', async () => {
    const caseId = await openCaseAt(world, { danger: 3 })
    const running = (await clocks(caseId)).filter(({ rule }) => rule.startsWith('DANGER.'))
    await correct(caseId, { danger: '0' })
    expect(await caseRow(caseId)).toMatchObject({ danger: 0 })
    expect((await clocks(caseId)).filter(({ rule }) => rule.startsWith('DANGER.'))).toEqual(running)
  })

  it('together with the bureau calls the right one alone', async () => {
    const caseId = await openCaseAt(world, { danger: 0, lead: 'AMR' })
    await correct(caseId, { danger: '2', lead: 'EEB' })
    expect(await tasks(caseId)).toEqual(
      expect.arrayContaining([
        { kind: 'handling', bureau: 'EEB' },
        { kind: 'rapid_response', bureau: 'EEB' },
      ]),
    )
    expect(await tasks(caseId)).toHaveLength(2)
    const called = await db.selectFrom('letter').where('reason', 'like', 'danger:%').select('recipient').execute()
    expect(called).toHaveLength(1)
    expect(called[0]?.recipient).toContain('eeb')
  })
})

describe('a correction', () => {
  it('needs a reason, known words and the right to dispatch; a refused one leaves no row', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    for (const bad of [
      { lead: 'EEB', reason: '' },
      { lead: 'CWD' },
      { leaf: 'FOOD.99' },
      { danger: '4' },
      { kind: 'rumour' },
    ]) {
      await expect(correct(caseId, bad)).rejects.toBeInstanceOf(Invalid)
    }
    const officer = await anOfficer(db, { bureau: 'AMR' })
    const reviewed = { danger: '3', reason }
    await expect(correctReading(contextOf(world, { actor: officer }), { caseId, reviewed })).rejects.toBeInstanceOf(
      Forbidden,
    )
    expect(await learnt(caseId)).toEqual([])
    expect((await caseRow(caseId)).moves).toBe(0)
  })

  it('is in the history with its reason, for the bureaus and not for the reporter', async () => {
    const caseId = await openCaseAt(world, { danger: 0 })
    await correct(caseId, { danger: '1' })
    const event = await db.selectFrom('case_event').where('act', '=', 'correct').selectAll().executeTakeFirstOrThrow()
    expect(event.internal_text).toContain(reason)
    expect(event.public_text).toBeNull()
  })

  it('to a report brings the clocks of a report', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    await correct(caseId, { kind: 'report' })
    expect((await clocks(caseId)).map(({ rule }) => rule)).toContain('AMR_REPORT.verify')
  })

  it('of a kind that is no track teaches and leaves the case on its own', async () => {
    const caseId = await openCaseAt(world, {})
    await correct(caseId, { kind: 'consultation' })
    expect((await caseRow(caseId)).kind).toBe('complaint')
    expect(await learnt(caseId)).toEqual([{ what: 'kind', predicted: 'complaint', corrected: 'consultation', reason }])
  })

  it('after the bureau has signed still takes the case away: the wrong one need not go on', async () => {
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    const officer = await anOfficer(db, { bureau: 'AMR' })
    await moveCase(contextOf(world, { actor: officer }), { caseId, act: 'sign', typed: {} })
    await correct(caseId, { lead: 'CUS' })
    expect(await caseRow(caseId)).toMatchObject({ state: 'referred', lead: 'CUS' })
  })
})
