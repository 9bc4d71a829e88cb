import { describe, expect, it } from 'vitest'
import { dispatchFromDesk } from '../../../src/cases/dispatch/dispatch-from-desk.ts'
import { openDesk } from '../../../src/cases/dispatch/open-desk.ts'
import { skipText } from '../../../src/cases/dispatch/skip-text.ts'
import { CLAIM_MINUTES, SKIP_MINUTES, takeNext } from '../../../src/cases/dispatch/take-next.ts'
import { undoDispatch } from '../../../src/cases/dispatch/undo-dispatch.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import type { Context } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const dispatcher = () => anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
const later = (minutes: number): Date => new Date(monday.getTime() + minutes * 60_000)
const at = (context: Context, minutes: number): Context => ({ ...context, now: later(minutes) })
const deskOf = async (): Promise<Context> => contextOf(world, { actor: await dispatcher() })
const shownTo = async (context: Context, wanted: number | null = null) =>
  (await openDesk(context, { wanted })).text?.read.id ?? null
const caseRow = (id: number) =>
  world.db.selectFrom('case_file').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
const clockOf = (id: number, rule: string) =>
  world.db.selectFrom('case_clock').where('case_id', '=', id).where('rule', '=', rule).selectAll().executeTakeFirst()
const alternatives = [
  { value: 'CUS', confidence: 0.3 },
  { value: 'CWD', confidence: 0.2 },
  { value: 'EEB', confidence: 0.1 },
]
const leafOf = (bureau: string) => [...world.city.leaves.values()].find(({ lead }) => lead === bureau)?.code ?? ''

describe('the desk', () => {
  it('shows one text with the likeliest bureaus by the right act, no party to the matter, and the leaves beside them', async () => {
    const leaf = leafOf('AMR')
    await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR', leaf, alternatives, because: ['漏电', '退货'] })
    const { text } = await openDesk(await deskOf(), { wanted: null })
    expect(text?.candidates.map(({ bureau, act, confidence }) => ({ bureau, act, confidence }))).toEqual([
      { bureau: 'AMR', act: 'dispatch', confidence: 0.9 },
      { bureau: 'CUS', act: 'refer', confidence: 0.3 },
    ])
    expect(text?.candidates[0]?.words).toEqual(['漏电', '退货'])
    expect(text?.candidates[0]?.leaves[0]?.code).toBe(leaf)
  })

  it('names the bureau that sent a case back, and puts its proposal first', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    const typed = { reason: '属于学校食堂管理', article: '《食品安全法》第五十七条', bureau: 'EDU' }
    await moveCase(contextOf(world, { actor: officer }), { caseId, act: 'return', typed })
    const { text } = await openDesk(await deskOf(), { wanted: null })
    expect(text?.returned).toMatchObject({ by: 'AMR', proposed: 'EDU' })
    expect(text?.returned?.words).toContain(typed.reason)
    expect(text?.candidates[0]).toMatchObject({ bureau: 'EDU', confidence: null })
  })

  it('never shows two dispatchers the same text, also when they ask at the same moment', async () => {
    for (let i = 0; i < 8; i += 1) await openCaseAt(world, { state: 'to_dispatch' })
    const people = await Promise.all(Array.from({ length: 6 }, dispatcher))
    const taken = await Promise.all(
      people.map(({ accountId }) => takeNext({ db: world.db, now: monday }, { accountId, wanted: null })),
    )
    expect(taken).not.toContain(null)
    expect(new Set(taken).size).toBe(6)
  })

  it('shows the same text again to the same person, and to a colleague once the claim has ended: no text is lost', async () => {
    const only = await openCaseAt(world, { state: 'to_dispatch' })
    const [first, second] = [await deskOf(), await deskOf()]
    expect([await shownTo(first), await shownTo(first), await shownTo(second)]).toEqual([only, only, null])
    expect(await shownTo(at(second, CLAIM_MINUTES - 1))).toBeNull()
    expect(await shownTo(at(second, CLAIM_MINUTES))).toBe(only)
    expect(await shownTo(at(first, CLAIM_MINUTES))).toBeNull()
  })

  it('hands out a text that is asked for, lets go of the one before, and falls back to the next when a colleague has it', async () => {
    const [one, two] = [
      await openCaseAt(world, { state: 'to_dispatch' }),
      await openCaseAt(world, { state: 'to_dispatch' }),
    ]
    const [first, second] = [await deskOf(), await deskOf()]
    expect(await shownTo(first)).toBe(one)
    expect(await shownTo(first, two)).toBe(two)
    expect(await shownTo(second, two)).toBe(one)
  })

  it('lets a text be put aside: it comes back later, a colleague gets it at once, and all can be brought back', async () => {
    const [one, two] = [
      await openCaseAt(world, { state: 'to_dispatch' }),
      await openCaseAt(world, { state: 'to_dispatch' }),
    ]
    const [first, second] = [await deskOf(), await deskOf()]
    expect(await shownTo(first)).toBe(one)
    await skipText(first, { caseId: one })
    expect(await shownTo(first)).toBe(two)
    expect((await openDesk(first, { wanted: null })).aside).toBe(1)
    expect(await shownTo(second)).toBe(one)
    await skipText(first, { caseId: two })
    expect(await shownTo(first)).toBeNull()
    expect(await shownTo(at(first, SKIP_MINUTES + 1))).toBe(one)
    await skipText(first, { caseId: null })
    expect((await openDesk(first, { wanted: null })).aside).toBe(0)
  })

  it('is for dispatchers and the joint office alone', async () => {
    await openCaseAt(world, { state: 'to_dispatch' })
    const open = async (role: 'officer' | 'joint_office' | 'administrator') =>
      openDesk(contextOf(world, { actor: await anOfficer(world.db, { role, bureau: 'DATA' }) }), { wanted: null })
    await expect(open('officer')).rejects.toBeInstanceOf(Forbidden)
    await expect(open('administrator')).rejects.toBeInstanceOf(Forbidden)
    expect((await open('joint_office')).text).not.toBeNull()
  })
})

describe('a decision at the desk', () => {
  it('dispatches under the leaf chosen, teaches what was wrong, and lets the next text come', async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR', alternatives })
    const context = await deskOf()
    await shownTo(context)
    const leaf = leafOf('EEB')
    await dispatchFromDesk(context, { caseId, bureau: 'EEB', leaf })
    expect(await caseRow(caseId)).toMatchObject({ state: 'dispatched', lead: 'EEB', leaf, moves: 2 })
    const learnt = await world.db
      .selectFrom('correction')
      .select(['what', 'corrected', 'source'])
      .orderBy('id')
      .execute()
    expect(learnt).toEqual([
      { what: 'leaf', corrected: leaf, source: 'dispatcher' },
      { what: 'lead', corrected: 'EEB', source: 'dispatcher' },
    ])
    expect(await world.db.selectFrom('dispatch_claim').selectAll().execute()).toEqual([])
  })

  it('that agrees with the machine is one act and corrects nothing', async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR' })
    const { leaf } = await caseRow(caseId)
    await dispatchFromDesk(await deskOf(), { caseId, bureau: 'AMR', leaf })
    expect(await caseRow(caseId)).toMatchObject({ state: 'dispatched', moves: 1 })
    expect(await world.db.selectFrom('correction').selectAll().execute()).toEqual([])
  })

  it('refers to a vertical body, and refuses a party, an unknown bureau and an unknown leaf', async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch' })
    const context = await deskOf()
    const { leaf } = await caseRow(caseId)
    for (const bad of [
      { bureau: 'CWD', leaf },
      { bureau: 'XXX', leaf },
      { bureau: 'AMR', leaf: 'FOOD.99' },
    ]) {
      await expect(dispatchFromDesk(context, { caseId, ...bad })).rejects.toBeInstanceOf(Invalid)
    }
    await dispatchFromDesk(context, { caseId, bureau: 'CUS', leaf })
    expect((await caseRow(caseId)).state).toBe('referred')
  })

  it('by two at once succeeds once and leaves nothing of the other', async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch' })
    const { leaf } = await caseRow(caseId)
    await dispatchFromDesk(await deskOf(), { caseId, bureau: 'AMR', leaf })
    await expect(
      dispatchFromDesk(await deskOf(), { caseId, bureau: 'EEB', leaf: leafOf('EEB') }),
    ).rejects.toBeInstanceOf(Conflict)
    expect((await caseRow(caseId)).lead).toBe('AMR')
    expect(await world.db.selectFrom('case_event').where('act', '=', 'correct').selectAll().execute()).toEqual([])
  })
})

describe('undoing the last dispatch', () => {
  const dispatched = async () => {
    const caseId = await openCaseAt(world, { state: 'to_dispatch', clocks: 'H12345' })
    const context = await deskOf()
    const { leaf } = await caseRow(caseId)
    const promised = await clockOf(caseId, 'H12345.dispatch')
    await dispatchFromDesk(at(context, 5), { caseId, bureau: 'AMR', leaf })
    return { caseId, context, leaf, promised }
  }

  it('puts the text before the same person, its dispatch due when it always was, and the bureau’s task ended', async () => {
    const { caseId, context, promised } = await dispatched()
    expect((await clockOf(caseId, 'H12345.dispatch'))?.met_at).not.toBeNull()
    await undoDispatch(at(context, 6), { caseId })
    expect(await caseRow(caseId)).toMatchObject({ state: 'to_dispatch' })
    expect(await clockOf(caseId, 'H12345.dispatch')).toMatchObject({ met_at: null, due_at: promised?.due_at })
    expect(await shownTo(at(context, 6))).toBe(caseId)
    const open = await world.db.selectFrom('task').where('done_at', 'is', null).selectAll().execute()
    expect(open).toEqual([])
  })

  it('and dispatching again never moves a promised date later', async () => {
    const { caseId, context, leaf } = await dispatched()
    const before = await clockOf(caseId, 'H12345.reply')
    await undoDispatch(at(context, 6), { caseId })
    await dispatchFromDesk(at(context, 29), { caseId, bureau: 'EEB', leaf })
    const after = await clockOf(caseId, 'H12345.reply')
    expect(before).toBeDefined()
    expect(after?.due_at).toEqual(before?.due_at)
    const told = await world.db.selectFrom('letter').where('what', '=', `case:${caseId}`).select('reason').execute()
    expect(told.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['withdraw:2']))
  })

  it('is refused to a colleague, after half an hour, and once the bureau has signed', async () => {
    const { caseId, context } = await dispatched()
    await expect(undoDispatch(await deskOf(), { caseId })).rejects.toBeInstanceOf(Conflict)
    await expect(undoDispatch(at(context, 36), { caseId })).rejects.toBeInstanceOf(Conflict)
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    await moveCase(contextOf(world, { actor: officer, now: later(7) }), { caseId, act: 'sign', typed: {} })
    await expect(undoDispatch(at(context, 8), { caseId })).rejects.toBeInstanceOf(Conflict)
    expect((await caseRow(caseId)).state).toBe('handling')
  })
})
