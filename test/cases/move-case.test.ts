import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Typed } from '../../src/cases/acts/act-words.ts'
import { type Act, actNames, acts } from '../../src/cases/acts/case-states.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()

const answer: Typed = { text: '经现场检查，商家已为您办理退款并下架该批产品。' }
const returned: Typed = {
  reason: '该事项属于房屋质量问题',
  article: '《建设工程质量管理条例》第四十三条',
  bureau: 'HCB',
}
const later = (hours: number): Date => new Date(monday.getTime() + hours * 3_600_000)

const move = (actor: Actor, caseId: number, act: Act, typed: Typed = {}, now = later(1)) =>
  moveCase(contextOf(world, { actor, now }), { caseId, act, typed })

async function everything(caseId: number) {
  const { db } = world
  return {
    file: await db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow(),
    clocks: await db.selectFrom('case_clock').selectAll().where('case_id', '=', caseId).orderBy('rule').execute(),
    events: await db.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('id').execute(),
    tasks: await db.selectFrom('task').selectAll().where('case_id', '=', caseId).orderBy('id').execute(),
    letters: await db.selectFrom('letter').selectAll().orderBy('id').execute(),
    jobs: await owedLetters(),
  }
}

async function owedLetters(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where name = 'deliver-letter'`.execute(world.db)
  return rows[0]?.count ?? 0
}

describe('a case with its bureau', () => {
  it('is signed for, accepted, answered and closed, each act a row of history', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
    await move(officer, caseId, 'sign')
    await move(officer, caseId, 'accept')
    await move(officer, caseId, 'answer', { ...answer, note: '现场笔录已归档' })
    await move(officer, caseId, 'end_mediation', { ending: '121-agreed', text: '店方当场退款，双方签字。' })
    await move(officer, caseId, 'close')
    const { file, events, clocks } = await everything(caseId)
    expect(file).toMatchObject({ state: 'closed', answer: answer.text, next_due_at: null, moves: 5 })
    expect(events.map(({ act, to_state }) => [act, to_state])).toEqual([
      ['receive', 'to_dispatch'],
      ['dispatch', 'dispatched'],
      ['sign', 'handling'],
      ['accept', 'handling'],
      ['answer', 'answered'],
      ['end_mediation', 'answered'],
      ['close', 'closed'],
    ])
    expect(events.at(-3)).toMatchObject({ actor: `staff:${officer.accountId}`, internal_text: '现场笔录已归档' })
    expect(clocks.find(({ rule }) => rule === 'AMR_COMPLAINT.accept_decision')?.met_at).toEqual(later(1))
  })

  it('tells the reporter by letter in public words only, once an act', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', email: 'chen@example.com' })
    await move(officer, caseId, 'answer', { ...answer, note: '不可外传的内部备注' })
    const { letters, jobs } = await everything(caseId)
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({ recipient: `reporter:${caseId}`, what: `case:${caseId}` })
    expect(letters[0]?.body).toContain(answer.text)
    expect(letters[0]?.body).not.toContain('内部备注')
    expect(jobs).toBe(1)
  })

  it('owes no letter to a reporter who left no address', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR' })
    await move(officer, caseId, 'answer', answer)
    expect((await everything(caseId)).letters).toEqual([])
  })

  it('finishes the bureau’s task when it is answered', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR' })
    expect((await everything(caseId)).tasks.map(({ done_at }) => done_at)).toEqual([null])
    await move(officer, caseId, 'answer', answer)
    expect((await everything(caseId)).tasks.map(({ done_at }) => done_at)).toEqual([later(1)])
  })

  it('records a step, which meets the clock that waits for it', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', danger: 2 })
    await move(officer, caseId, 'progress', { milestone: 'feedback_given', text: '已封存同批次电池' })
    const { clocks, events, file } = await everything(caseId)
    expect(clocks.find(({ rule }) => rule === 'DANGER.urgent_feedback')?.met_at).toEqual(later(1))
    expect(events.at(-1)).toMatchObject({ milestone: 'feedback_given' })
    const running = clocks.filter(({ met_at }) => met_at === null).map(({ due_at }) => due_at.getTime())
    expect(file.next_due_at?.getTime()).toBe(Math.min(...running))
  })
})

it('a refusal tells the reporter the ways still open, on the page and by letter, also where nobody wrote them', async () => {
  const officer = await anOfficer(world.db, { bureau: 'AMR' })
  const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', email: 'chen@example.org' })
  await move(officer, caseId, 'refuse', { reason: '购买已经四年。', article: '总局令第121号第十六条第四项' })
  const { events, letters } = await everything(caseId)
  expect(events.at(-1)?.public_text).toContain('向人民法院起诉（《消费者权益保护法》第三十九条）')
  expect(letters.at(-1)?.body).toContain('第三十九条')
})

describe('a case given to the wrong bureau', () => {
  it('goes back with reason, article and a proposal, and is dispatched again without a later promise', async () => {
    const officer = await anOfficer(world.db, { bureau: 'UMB' })
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'UMB', clocks: 'H12345' })
    const promised = (await everything(caseId)).clocks.find(({ rule }) => rule === 'H12345.reply')?.due_at
    await move(officer, caseId, 'return', returned, later(3))
    expect((await everything(caseId)).file).toMatchObject({ state: 'to_dispatch' })
    await move(dispatcher, caseId, 'dispatch', { bureau: 'HCB' }, later(30))
    const { file, events, clocks, tasks } = await everything(caseId)
    expect(file).toMatchObject({ state: 'dispatched', lead: 'HCB' })
    expect(events.at(-2)).toMatchObject({ act: 'return', bureau: 'UMB', to_bureau: 'HCB', article: returned.article })
    expect(events.at(-2)?.public_text).toContain('退回')
    expect(promised).toBeInstanceOf(Date)
    expect(clocks.find(({ rule }) => rule === 'H12345.reply')?.due_at).toEqual(promised)
    expect(clocks.find(({ rule }) => rule === 'H12345.sign')?.starts_at).toEqual(later(30))
    expect(tasks.map(({ bureau, done_at }) => [bureau, done_at === null])).toEqual([
      ['UMB', false],
      ['HCB', true],
    ])
  })

  it('opens the old task again when it comes back to the same bureau', async () => {
    const officer = await anOfficer(world.db, { bureau: 'UMB' })
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'UMB', clocks: 'H12345' })
    await move(officer, caseId, 'return', returned)
    await move(dispatcher, caseId, 'dispatch', { bureau: 'UMB' }, later(2))
    expect((await everything(caseId)).tasks.map(({ bureau, done_at }) => [bureau, done_at])).toEqual([['UMB', null]])
  })

  it('calls the new bureau at once where people can be hurt', async () => {
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'UMB', danger: 3 })
    await move(dispatcher, caseId, 'dispatch', { bureau: 'AMR' })
    const kinds = (await everything(caseId)).tasks.map(({ kind, bureau }) => `${kind} ${bureau}`)
    expect(kinds.sort()).toEqual(['handling AMR', 'rapid_response AMR'])
  })

  it('is referred, not dispatched, to a vertical body', async () => {
    const dispatcher = await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
    const caseId = await openCaseAt(world, { state: 'to_dispatch', lead: 'AMR', clocks: 'H12345' })
    await expect(move(dispatcher, caseId, 'dispatch', { bureau: 'CUS' })).rejects.toBeInstanceOf(Invalid)
    await move(dispatcher, caseId, 'refer', { bureau: 'CUS' })
    const { file, clocks } = await everything(caseId)
    expect(file).toMatchObject({ state: 'referred', lead: 'CUS' })
    expect(clocks.find(({ rule }) => rule === 'H12345.dispatch')?.met_at).toEqual(later(1))
    expect(clocks.some(({ rule }) => rule === 'H12345.reply')).toBe(false)
  })
})

describe('a refused act', () => {
  const refusals: [string, { role?: 'officer' | 'administrator'; bureau: string }, Act, Typed, unknown][] = [
    ['of another bureau finds no case', { bureau: 'EEB' }, 'sign', {}, NotFound],
    ['of an administrator finds no case', { role: 'administrator', bureau: 'AMR' }, 'note', { note: '看看' }, NotFound],
    ['of the desk is not an officer’s', { bureau: 'AMR' }, 'dispatch', { bureau: 'EEB' }, Forbidden],
    ['out of turn is a conflict', { bureau: 'AMR' }, 'close', {}, Conflict],
    ['without a reason is invalid', { bureau: 'AMR' }, 'refuse', { article: '第十六条第一款' }, Invalid],
  ]
  it.each(refusals)('%s, and leaves no row', async (_, who, act, typed, refusal) => {
    const officer = await anOfficer(world.db, who)
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', email: 'chen@example.com' })
    const before = await everything(caseId)
    await expect(move(officer, caseId, act, typed)).rejects.toBeInstanceOf(refusal)
    expect(await everything(caseId)).toEqual(before)
  })

  it('decided on an old sight of the case is a conflict: of two at once only one is done', async () => {
    const officer = await anOfficer(world.db, { bureau: 'AMR' })
    const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', email: 'chen@example.com' })
    const both = await Promise.allSettled([
      move(officer, caseId, 'answer', answer),
      move(officer, caseId, 'refuse', { reason: '不属于生活消费纠纷', article: '第十六条第三项' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { events, letters } = await everything(caseId)
    expect(events.filter(({ act }) => act === 'answer' || act === 'refuse')).toHaveLength(1)
    expect(letters).toHaveLength(1)
  })

  it('never leaves a trace, in any history that random people try', async () => {
    const people = [
      await anOfficer(world.db, { bureau: 'AMR' }),
      await anOfficer(world.db, { bureau: 'AMR' }),
      await anOfficer(world.db, { bureau: 'HCB' }),
      await anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' }),
      await anOfficer(world.db, { role: 'trade_official', bureau: 'AMR' }),
    ]
    const full: Typed = { ...answer, ...returned, milestone: 'on_site', note: '内部备注' }
    const step = fc.record({
      actor: fc.constantFrom(...people),
      act: fc.constantFrom(...actNames),
      typed: fc.constantFrom<Typed>(full, { ...full, bureau: 'AMR' }, {}),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }), async (steps) => {
        const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
        for (const { actor, act, typed } of steps) await tryAct(caseId, actor, act, typed)
      }),
      { numRuns: 8 },
    )
  })

  async function tryAct(caseId: number, actor: Actor, act: Act, typed: Typed) {
    const before = await everything(caseId)
    const done = await move(actor, caseId, act, typed).catch((error: unknown) => error)
    const after = await everything(caseId)
    if (done instanceof Error) {
      expect([Conflict, Forbidden, Invalid, NotFound].some((kind) => done instanceof kind)).toBe(true)
      expect(after).toEqual(before)
    } else {
      expect(acts[act].next[before.file.state]).toBe(after.file.state)
      expect(after.events).toHaveLength(before.events.length + 1)
    }
  }
})
