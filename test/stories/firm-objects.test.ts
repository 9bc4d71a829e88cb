import { describe, expect, test } from 'vitest'
import { listHeldGrades } from '../../src/enterprises/grade/list-held-grades.ts'
import { showGrade } from '../../src/enterprises/grade/show-grade.ts'
import { tellFirm } from '../../src/enterprises/grade/tell-firm.ts'
import { endFirmAccount } from '../../src/enterprises/own/end-firm-account.ts'
import { findFirmSession } from '../../src/enterprises/own/find-firm-session.ts'
import { inviteFirm } from '../../src/enterprises/own/invite-firm.ts'
import { askAboutFact } from '../../src/enterprises/requests/ask-about-fact.ts'
import { decideRequest } from '../../src/enterprises/requests/decide-request.ts'
import { extendRequest } from '../../src/enterprises/requests/extend-request.ts'
import { forwardObjection } from '../../src/enterprises/requests/forward-objection.ts'
import { listFirmRequests } from '../../src/enterprises/requests/list-firm-requests.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { aFact, aFirm, codes, regrade, takeIn } from '../enterprises/firms.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from '../web/site.ts'

const world = await useWorld()
const { db } = world
const days = (count: number) => new Date(monday.getTime() + count * 86_400_000)
const site = siteOn(world)

const factOf = async (document_no: string) =>
  db.selectFrom('enterprise_fact').selectAll().where('document_no', '=', document_no).executeTakeFirstOrThrow()
const grade = async () =>
  (await db.selectFrom('enterprise').select('grade').where('code', '=', codes.kettle).executeTakeFirstOrThrow()).grade
const pageOf = async (path = `/firms/${codes.kettle}`) => (await site.get(path)).text()
const letterTo = async (recipient: string, reason: string) =>
  db
    .selectFrom('letter')
    .selectAll()
    .where('recipient', '=', recipient)
    .where('reason', '=', reason)
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** Invited by mail, the account opened with the link in the letter: the firm as it acts. */
async function theFirm() {
  const officer = await anOfficer(db)
  await inviteFirm(contextOf(world, { actor: officer }), {
    code: codes.kettle,
    invitation: { how: 'mail', email: 'Zhiliang@Firm.example' },
  })
  const letter = await letterTo('zhiliang@firm.example', 'invited')
  const key = /key=(\S+)/.exec(letter?.body ?? '')?.[1] ?? ''
  const opened = await site.send('/firm/invitation', new URLSearchParams({ key }))
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const actor = await findFirmSession({ db, now: monday }, { token: cookie.replace('firm=', '') })
  if (!actor) throw new Error('the firm could not sign in')
  return { actor, cookie, key, officer }
}

async function aFirmInTrouble() {
  await aFirm(world)
  await takeIn(world, 'samples', [aFact({ document_no: '样字0号', result: 'pass', happened_on: '2026-11-02' })])
  await takeIn(world, 'penalties', [
    aFact({ document_no: '罚字1号', result: '', severity: 'general', safety: '是', subject: '销售不合格水壶' }),
  ])
}

describe('a firm is told, objects and wins', () => {
  test('before anybody sees its bad grade', { timeout: 120_000 }, async () => {
    await aFirmInTrouble()
    const { actor: firm, cookie } = await theFirm()
    await regrade(world)

    // C is computed, held, and the firm told by mail; nobody else sees it.
    expect(await grade()).toBeNull()
    expect(await letterTo('zhiliang@firm.example', 'grade_held')).toBeTruthy()
    expect(await pageOf()).not.toContain('质量等级 C')
    const own = await (await site.get('/firm', { headers: { Cookie: cookie } })).text()
    expect(own).toContain('等级将为 C')

    // It objects on its own page: marked at once for everybody, and due on the next working day.
    const fact = await factOf('罚字1号')
    const objection = new URLSearchParams({
      fact: String(fact.id),
      kind: 'objection',
      [`text-${fact.id}-objection`]: '处罚对象是同名的另一家企业，决定书上的代码不是我们的。',
    })
    expect((await site.send('/firm/requests', objection, { Cookie: cookie })).status).toBe(303)
    expect(await pageOf()).toContain('企业有异议，核实中')
    const [request] = await listFirmRequests(contextOf(world, { actor: firm }))
    expect(request?.clock).toMatchObject({ lastDay: '2026-11-17', amount: 1 })
    await expect(
      askAboutFact(contextOf(world, { actor: firm }), {
        factId: fact.id,
        kind: 'objection',
        text: '再次提出同样的异议。',
      }),
    ).rejects.toThrow(Conflict)

    // While it is undecided the grade is not shown, even when the firm's time is over.
    const officer = await anOfficer(db)
    const [held] = await listHeldGrades(contextOf(world, { actor: officer }))
    const gradeId = held?.id ?? 0
    await expect(showGrade(contextOf(world, { actor: officer, now: days(1) }), { gradeId })).rejects.toThrow(
      /告知期未满/,
    )
    await expect(showGrade(contextOf(world, { actor: officer, now: days(9) }), { gradeId })).rejects.toThrow(/尚未决定/)

    // Passed on within a day; the source has two working days, and three more when it says why.
    const requestId = request?.id ?? 0
    const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
    const decision = { requestId, outcome: 'remove' as const, reason: '经核对，决定书写错了代码，当事人是另一家企业。' }
    await expect(decideRequest(contextOf(world, { actor: officer }), decision)).rejects.toThrow(Conflict)
    await forwardObjection(contextOf(world, { actor: office, now: days(1) }), { requestId })
    const [forwarded] = await listFirmRequests(contextOf(world, { actor: officer }))
    expect(forwarded?.clock).toMatchObject({ lastDay: '2026-11-19', amount: 2 })
    await extendRequest(contextOf(world, { actor: officer, now: days(2) }), { requestId, reason: '向法制部门调卷核对' })
    const [extended] = await listFirmRequests(contextOf(world, { actor: officer }))
    expect(extended?.clock).toMatchObject({ lastDay: '2026-11-24', extended: 3 })
    await expect(
      extendRequest(contextOf(world, { actor: officer }), { requestId, reason: '还要更久一些' }),
    ).rejects.toThrow(Conflict)

    // The source decides, and nobody else; the fact is gone, the grade follows, the firm is told why.
    await expect(
      decideRequest(contextOf(world, { actor: await anOfficer(db, { bureau: 'HCB' }) }), decision),
    ).rejects.toThrow(Forbidden)
    await decideRequest(contextOf(world, { actor: officer, now: days(3) }), decision)
    await regrade(world, days(3))
    expect(await grade()).toBe('B')
    const page = await pageOf()
    expect(page).toContain('质量等级 B')
    expect(page).not.toContain('罚字1号')
    expect((await letterTo('zhiliang@firm.example', 'decided'))?.body).toContain('决定书写错了代码')
    expect(await listHeldGrades(contextOf(world, { actor: officer }))).toEqual([])
    const acts = (await db.selectFrom('enterprise_event').select('act').orderBy('id').execute()).map(({ act }) => act)
    expect(acts).toEqual(['invite', 'confirm_account', 'grade', 'ask', 'forward', 'extend', 'decide', 'grade'])
  })

  test('the same told again by its source does not bring back what was removed', async () => {
    await aFirmInTrouble()
    await db.updateTable('enterprise_fact').set({ state: 'removed' }).where('document_no', '=', '罚字1号').execute()
    await takeIn(world, 'penalties', [
      aFact({ document_no: '罚字1号', result: '', severity: 'general', safety: '是', subject: '销售不合格水壶' }),
    ])
    expect((await factOf('罚字1号')).state).toBe('removed')
  })
})

describe('a bad grade of a firm without an account', () => {
  test('is shown by a person, after a letter was served and the time is over', async () => {
    await aFirmInTrouble()
    await regrade(world)
    const officer = await anOfficer(db)
    const [held] = await listHeldGrades(contextOf(world, { actor: officer }))
    expect(held).toMatchObject({ grade: 'C', toldAt: null })
    const gradeId = held?.id ?? 0
    await expect(showGrade(contextOf(world, { actor: officer, now: days(60) }), { gradeId })).rejects.toThrow(/先告知/)
    await tellFirm(contextOf(world, { actor: officer }), { gradeId, how: '告知书〔2026〕1号，直接送达' })
    // Five working days after Monday 16 November end with Monday the 23rd.
    await expect(
      showGrade(contextOf(world, { actor: officer, now: new Date('2026-11-23T15:59:00Z') }), { gradeId }),
    ).rejects.toThrow(Conflict)
    await regrade(world, days(2))
    await showGrade(contextOf(world, { actor: officer, now: new Date('2026-11-23T16:00:00Z') }), { gradeId })
    expect(await grade()).toBe('C')
    expect(await pageOf()).toContain('质量等级 C')
    await expect(
      showGrade(contextOf(world, { actor: await anOfficer(db, { role: 'auditor' }) }), { gradeId }),
    ).rejects.toThrow(Forbidden)
  })
})

describe('what else a firm may do', () => {
  test('an answer is shown once a person checked it, without what looks personal', async () => {
    await aFirmInTrouble()
    const { actor: firm, officer } = await theFirm()
    const fact = await factOf('罚字1号')
    const { requestId } = await askAboutFact(contextOf(world, { actor: firm }), {
      factId: fact.id,
      kind: 'answer',
      text: '已全部召回该批水壶，联系电话13912345678。',
    })
    expect(await pageOf()).not.toContain('已全部召回')
    await decideRequest(contextOf(world, { actor: officer }), { requestId, outcome: 'shown', reason: '内容属实' })
    const page = await pageOf()
    expect(page).toContain('已全部召回该批水壶')
    expect(page).not.toContain('13912345678')
  })

  test('repair is asked for after the minimum time, and ends publication when granted', async () => {
    await aFirm(world)
    await takeIn(world, 'penalties', [
      aFact({ document_no: '罚字2号', result: '', severity: 'general', happened_on: '2026-06-20' }),
      aFact({ document_no: '罚字3号', result: '', severity: 'general', happened_on: '2026-05-10' }),
    ])
    const { actor: firm, officer } = await theFirm()
    const ask = async (no: string) =>
      askAboutFact(contextOf(world, { actor: firm }), {
        factId: (await factOf(no)).id,
        kind: 'repair',
        text: '罚款已缴清，产品已整改，没有再犯。',
      })
    await expect(ask('罚字2号')).rejects.toThrow(Invalid)
    const { requestId, dueAt } = await ask('罚字3号')
    expect(dueAt).toEqual(new Date('2026-11-19T16:00:00Z'))
    await decideRequest(contextOf(world, { actor: officer }), {
      requestId,
      outcome: 'granted',
      reason: '四项条件都符合',
    })
    expect(await pageOf()).not.toContain('罚字3号')
    expect((await factOf('罚字3号')).state).toBe('stopped')
  })

  test('a correction changes what the fact says, and needs to say what', async () => {
    await aFirmInTrouble()
    const { actor: firm, officer } = await theFirm()
    const fact = await factOf('罚字1号')
    const { requestId } = await askAboutFact(contextOf(world, { actor: firm }), {
      factId: fact.id,
      kind: 'objection',
      text: '情节应为警告，决定书如此。',
    })
    await forwardObjection(contextOf(world, { actor: await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' }) }), {
      requestId,
    })
    const correct = { requestId, outcome: 'correct' as const, reason: '决定书为警告' }
    await expect(decideRequest(contextOf(world, { actor: officer }), correct)).rejects.toThrow(Invalid)
    await decideRequest(contextOf(world, { actor: officer }), { ...correct, corrected: { severity: 'minor' } })
    expect((await factOf('罚字1号')).severity).toBe('minor')
  })

  test('nothing about a fact of another firm, and nothing without signing in', async () => {
    await aFirmInTrouble()
    const { actor: firm, cookie } = await theFirm()
    await aFirm(world, { code: codes.toys, name: '深圳市样例儿童用品有限公司' })
    await takeIn(world, 'samples', [aFact({ code: codes.toys, document_no: '样字9号' })])
    const fact = await factOf('样字9号')
    await expect(
      askAboutFact(contextOf(world, { actor: firm }), {
        factId: fact.id,
        kind: 'objection',
        text: '别家的记录也有错误。',
      }),
    ).rejects.toThrow(NotFound)
    expect((await site.get('/firm')).headers.get('location')).toBe('/firm/sign-in')
    expect((await site.send('/firm/requests', new URLSearchParams({ kind: 'answer' }))).status).toBe(403)
    expect((await site.get('/bureau', { headers: { Cookie: cookie } })).status).toBe(303)
  })
})

describe('the account of a firm', () => {
  test('opens once with the key of its invitation, and later by a mailed link, also once', async () => {
    await aFirm(world)
    const { key } = await theFirm()
    expect((await site.send('/firm/invitation', new URLSearchParams({ key }))).status).toBe(422)
    await site.send('/firm/sign-in', new URLSearchParams({ code: codes.kettle, email: 'zhiliang@firm.example' }))
    const link = /\/firm\/links\/\S+/.exec((await letterTo('zhiliang@firm.example', 'sign_in'))?.body ?? '')?.[0] ?? ''
    expect((await site.get(link)).status).toBe(200)
    expect((await site.send(link, new URLSearchParams())).status).toBe(303)
    expect((await site.send(link, new URLSearchParams())).status).toBe(404)
  })

  test('tells nobody whether an address has one', async () => {
    await aFirm(world)
    const asked = await site.send(
      '/firm/sign-in',
      new URLSearchParams({ code: codes.kettle, email: 'nobody@firm.example' }),
    )
    expect(asked.headers.get('location')).toBe('/firm/sign-in/asked')
    expect(await letterTo('nobody@firm.example', 'sign_in')).toBeUndefined()
  })

  test('may be opened with a code from a paper letter and an address that is then proved', async () => {
    await aFirm(world)
    const officer = await anOfficer(db)
    const { letterCode } = await inviteFirm(contextOf(world, { actor: officer }), {
      code: codes.kettle,
      invitation: { how: 'letter' },
    })
    const typed = (letterCode ?? '').toUpperCase().replaceAll('-', ' ')
    const sent = await site.send('/firm/invitation', new URLSearchParams({ key: typed, email: 'office@firm.example' }))
    expect(sent.headers.get('location')).toBe('/firm/sign-in/asked')
    expect(await db.selectFrom('firm_account').select('confirmed_at').executeTakeFirst()).toEqual({
      confirmed_at: null,
    })
    const link = /\/firm\/links\/\S+/.exec((await letterTo('office@firm.example', 'sign_in'))?.body ?? '')?.[0] ?? ''
    expect((await site.send(link, new URLSearchParams())).headers.get('location')).toBe('/firm')
    expect(await db.selectFrom('firm_account').select('email').executeTakeFirst()).toEqual({
      email: 'office@firm.example',
    })
    expect(JSON.stringify(await db.selectFrom('firm_account').selectAll().execute())).not.toContain(letterCode)
  })

  test('ended by staff it shuts its sessions', async () => {
    await aFirm(world)
    const { actor, cookie, officer } = await theFirm()
    await endFirmAccount(contextOf(world, { actor: officer }), { accountId: actor.accountId })
    expect((await site.get('/firm', { headers: { Cookie: cookie } })).headers.get('location')).toBe('/firm/sign-in')
  })
})
