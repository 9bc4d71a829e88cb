import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act } from '../../../src/cases/acts/case-states.ts'
import { answerSettlement } from '../../../src/cases/joint/answer-settlement.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { receiptHash } from '../../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const at = (actor: Actor, day: number) =>
  contextOf(world, { actor, now: new Date(monday.getTime() + day * 86_400_000) })
const dayAfter = (day: number): string => new Date(monday.getTime() + day * 86_400_000).toISOString().slice(0, 10)
const receiptOf = (id: number): string => `QQQQQ-WWWWW-${String(id).padStart(5, '2')}-RRRRR`
const citizen = (day: number) => contextOf(world, { now: at({ kind: 'citizen' }, day).now })
const officer = await anOfficer(db)

/** Complaints of one incident, accepted; the first two leave an address. */
async function complaints(count: number): Promise<number[]> {
  const incident = await db
    .insertInto('incident')
    .values({ title: '健身房关门', opened_at: monday })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ids: number[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const said = { state: 'handling', lead: 'AMR', clocks: 'AMR_COMPLAINT', title: `健身卡退款 ${nth}` } as const
    const id = await openCaseAt(world, { ...said, email: `person${nth}@example.com` })
    await db
      .updateTable('case_file')
      .set({ receipt_hash: receiptHash(receiptOf(id)) })
      .where('id', '=', id)
      .execute()
    await db
      .insertInto('incident_member')
      .values({ report_id: id, incident_id: incident.id, actor: 'job:test', joined_at: monday, because: [] })
      .execute()
    await moveCase(at(officer, 0), { caseId: id, act: 'accept', typed: {} })
    ids.push(id)
  }
  return ids
}

const joinTyped = (cases: number[], speakers: number[]) => ({
  cases: cases.join(' '),
  representatives: speakers.join(' '),
  reason: '同一家健身房关门，诉求相同。',
})

async function joined(count = 3): Promise<number[]> {
  const ids = await complaints(count)
  const [first = 0] = ids
  await moveCase(at(officer, 0), { caseId: first, act: 'join_complaints', typed: joinTyped(ids, ids.slice(0, 2)) })
  return ids
}

const eventsOf = (id: number) =>
  db
    .selectFrom('case_event')
    .where('case_id', '=', id)
    .select(['act', 'public_text', 'internal_text'])
    .orderBy('id')
    .execute()
const lastActs = async (ids: number[]): Promise<string[]> =>
  Promise.all(ids.map(async (id) => (await eventsOf(id)).at(-1)?.act ?? ''))
const letters = async (reason: string): Promise<string[]> =>
  (await db.selectFrom('letter').where('reason', 'like', `${reason}:%`).select('recipient').execute()).map(
    ({ recipient }) => recipient,
  )

describe('a joint complaint', () => {
  it('joins complaints of one incident; each is told how many and by whom it is represented, in numbers and never by name', async () => {
    const ids = await joined()
    for (const id of ids) {
      const { joint, events } = await trackCase(citizen(0), receiptOf(id))
      expect(joint?.members.map((one) => one.case)).toEqual(ids)
      expect(joint?.represents).toBe(ids.indexOf(id) < 2)
      expect(events.at(-1)?.text).toContain(`#${ids[0]}、#${ids[1]}`)
      expect(JSON.stringify(events)).not.toMatch(/person\d|陈女士|13800000000/)
    }
    expect(new Set(await Promise.all(ids.map(async (id) => (await readCase(at(officer, 0), id)).joint?.id)))).toEqual(
      new Set([ids[0]]),
    )
  })

  const slips: [string, (ids: number[], other: number) => { cases: number[]; speakers: number[] }, string][] = [
    ['without a representative', (cases) => ({ cases, speakers: [] }), 'representatives'],
    ['with three representatives', (cases) => ({ cases, speakers: cases }), 'representatives'],
    ['with one who is not among them', (cases, other) => ({ cases, speakers: [other] }), 'representatives'],
    ['of one alone', (cases) => ({ cases: cases.slice(0, 1), speakers: cases.slice(0, 1) }), 'cases'],
    [
      'with one of another event',
      (cases, other) => ({ cases: [...cases, other], speakers: cases.slice(0, 1) }),
      'cases',
    ],
  ]
  it.each(slips)('is not made %s, and leaves no row', async (_, slip, field) => {
    const ids = await complaints(3)
    const [other = 0] = await complaints(1)
    const { cases, speakers } = slip(ids, other)
    const typed = joinTyped(cases, speakers)
    const refused = await moveCase(at(officer, 0), { caseId: ids[0] ?? 0, act: 'join_complaints', typed }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Invalid)
    expect((refused as Invalid).fields).toHaveProperty(field)
    expect(await lastActs([...ids, other])).toEqual(['accept', 'accept', 'accept', 'accept'])
    expect(await db.selectFrom('joint_member').where('case_id', 'in', ids).selectAll().execute()).toEqual([])
  })

  it('is mediated once: each case records it, the representatives alone are written to, the minutes stay inside', async () => {
    const ids = await joined()
    const call = { due: dayAfter(3), text: '上午十点，市场监管所调解室。' }
    await moveCase(at(officer, 1), { caseId: ids[2] ?? 0, act: 'call_mediation', typed: call })
    const held = {
      due: dayAfter(3),
      participants: 'representative respondent',
      text: '商家愿退七成，代表人要求全退。',
      note: '商家承认资金链断裂。',
    }
    await expect(
      moveCase(at(officer, 1), { caseId: ids[0] ?? 0, act: 'record_mediation', typed: held }),
    ).rejects.toBeInstanceOf(Invalid)
    await moveCase(at(officer, 3), { caseId: ids[0] ?? 0, act: 'record_mediation', typed: held })
    expect(await lastActs(ids)).toEqual(['record_mediation', 'record_mediation', 'record_mediation'])
    const told = await trackCase(citizen(3), receiptOf(ids[2] ?? 0))
    expect(told.events.at(-1)?.text).toMatch(/代表人.*被投诉方/)
    expect(JSON.stringify(told)).not.toContain('资金链')
    const written = (await letters('record_mediation')).filter((to) => ids.some((id) => to === `reporter:${id}`))
    expect(written.sort()).toEqual(ids.slice(0, 2).map((id) => `reporter:${id}`))
  })

  it('is settled with those who consent; the complaint of the one who does not answer goes on alone', async () => {
    const ids = await joined(4)
    const [first = 0, second = 0, third = 0, fourth = 0] = ids
    const agreed = { ending: '121-agreed', text: '双方签订调解协议，退还七成。' }
    const end = (day: number) => moveCase(at(officer, day), { caseId: first, act: 'end_mediation', typed: agreed })
    await expect(answerSettlement(citizen(1), { receipt: receiptOf(third), consents: true })).rejects.toBeInstanceOf(
      Conflict,
    )
    await expect(end(1)).rejects.toBeInstanceOf(Conflict)
    const proposal = { text: '商家十日内退还七成会费。', due: dayAfter(5) }
    await moveCase(at(officer, 1), { caseId: second, act: 'propose_settlement', typed: proposal })
    expect((await letters('propose_settlement')).filter((to) => to === `reporter:${fourth}`)).toHaveLength(1)
    await answerSettlement(citizen(2), { receipt: receiptOf(first), consents: true })
    await answerSettlement(citizen(2), { receipt: receiptOf(second), consents: true })
    await answerSettlement(citizen(2), { receipt: receiptOf(third), consents: false })
    await expect(end(3)).rejects.toThrow('还有 1 位')
    await end(7)
    expect(await lastActs(ids)).toEqual(['end_mediation', 'end_mediation', 'dissent', 'go_alone'])
    const alone = await readCase(at(officer, 7), fourth)
    expect(alone.joint).toBeNull()
    expect(alone.acts).toEqual(expect.arrayContaining(['answer', 'record_mediation', 'end_mediation']))
    expect((await trackCase(citizen(7), receiptOf(fourth))).events.at(-1)?.text).toContain('单独继续办理')
    await moveCase(at(officer, 8), { caseId: fourth, act: 'end_mediation', typed: agreed })
    expect(await lastActs([first, fourth])).toEqual(['end_mediation', 'end_mediation'])
  })

  it('ends for all of them when it fails, and each keeps an answer of its own', async () => {
    const ids = await joined()
    const failed = { ending: '121-3', text: '商家明确表示不退款。' }
    await moveCase(at(officer, 1), { caseId: ids[1] ?? 0, act: 'end_mediation', typed: failed })
    expect(await lastActs(ids)).toEqual(['end_mediation', 'end_mediation', 'end_mediation'])
    const text = '经调查，商家拒绝退款，调解终止；您可以向人民法院起诉或申请仲裁。'
    await moveCase(at(officer, 2), { caseId: ids[0] ?? 0, act: 'answer', typed: { text } })
    expect((await trackCase(citizen(2), receiptOf(ids[1] ?? 0))).answer).toBeNull()
  })

  it('is not another bureau’s to join, nor anybody’s but the complainant’s to consent to', async () => {
    const ids = await joined()
    const stranger = await anOfficer(db, { bureau: 'HCB' })
    const typed = joinTyped(ids, ids.slice(0, 1))
    await expect(moveCase(at(stranger, 0), { caseId: ids[0] ?? 0, act: 'join_complaints', typed })).rejects.toThrow(
      '没有这个案件',
    )
    await moveCase(at(officer, 1), {
      caseId: ids[0] ?? 0,
      act: 'propose_settlement',
      typed: { text: '退还七成。', due: dayAfter(5) },
    })
    await expect(moveCase(at(officer, 1), { caseId: ids[0] ?? 0, act: 'consent', typed: {} })).rejects.toBeInstanceOf(
      Forbidden,
    )
  })

  it('is moved as a whole or not at all, in any history that random people try', async () => {
    const tried: [Act, Record<string, string>][] = [
      ['record_mediation', { due: dayAfter(1), participants: 'respondent', text: '谈了一次。', note: '笔录' }],
      ['propose_settlement', { text: '退还七成。', due: dayAfter(9) }],
      ['end_mediation', { ending: '121-agreed', text: '双方签了协议。' }],
      ['end_mediation', { ending: '121-3', text: '商家不退款。' }],
      ['consent', {}],
      ['dissent', {}],
      ['answer', { text: '经现场检查，商家已为您办理退款并下架该批产品。' }],
      ['go_alone', {}],
    ]
    const step = fc.record({ who: fc.nat(2), what: fc.constantFrom(...tried) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12, size: 'max' }), async (steps) => {
        const ids = await joined()
        for (const { who, what } of steps) await tryOn(ids, ids[who] ?? 0, what)
      }),
      { numRuns: 4 },
    )
  })

  async function tryOn(ids: number[], caseId: number, [act, typed]: [Act, Record<string, string>]) {
    const own = act === 'consent' || act === 'dissent'
    const before = await Promise.all(ids.map(eventsOf))
    const members = (await readCase(at(officer, 1), caseId)).joint?.members.map((one) => one.case) ?? []
    const done = await (own
      ? answerSettlement(citizen(1), { receipt: receiptOf(caseId), consents: act === 'consent' })
      : moveCase(at(officer, 1), { caseId, act, typed })
    ).catch((error: unknown) => error)
    const after = await Promise.all(ids.map(eventsOf))
    const moved = ids.filter((_, index) => after[index]?.length !== before[index]?.length)
    if (done instanceof Error) expect(moved).toEqual([])
    else if (own || act === 'answer' || members.length === 0) expect(moved).toEqual([caseId])
    else expect(members).toEqual(expect.arrayContaining(moved))
  }
})
