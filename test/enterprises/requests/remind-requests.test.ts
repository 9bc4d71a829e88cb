import { beforeEach, describe, expect, it } from 'vitest'
import { acknowledgeRequestReminder } from '../../../src/enterprises/requests/acknowledge-request-reminder.ts'
import { askAboutFact } from '../../../src/enterprises/requests/ask-about-fact.ts'
import { decideRequest } from '../../../src/enterprises/requests/decide-request.ts'
import { escalateRequestReminders } from '../../../src/enterprises/requests/escalate-request-reminders.ts'
import { extendRequest } from '../../../src/enterprises/requests/extend-request.ts'
import { forwardObjection } from '../../../src/enterprises/requests/forward-objection.ts'
import { listFirmRequests } from '../../../src/enterprises/requests/list-firm-requests.ts'
import { listRequestReminders } from '../../../src/enterprises/requests/list-request-reminders.ts'
import { remindRequests } from '../../../src/enterprises/requests/remind-requests.ts'
import { NotFound } from '../../../src/errors.ts'
import { readMorning } from '../../../src/insights/morning/read-morning.ts'
import { anOfficer } from '../../support/factories.ts'
import { staffOn } from '../../support/staff.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { siteOn } from '../../web/site.ts'
import { aFact, aFirm, takeIn } from '../firms.ts'

const world = await useWorld()
const { db } = world
let officer: Awaited<ReturnType<typeof anOfficer>>
let office: Awaited<ReturnType<typeof anOfficer>>
/** Noon in Shenzhen, so many days after Monday. */
const noon = (days: number) => new Date(monday.getTime() + days * 86_400_000 + 2 * 3_600_000)
const midnight = (days: number) => new Date(noon(days).getTime() + 12 * 3_600_000)

beforeEach(async () => {
  officer = await anOfficer(db, { bureau: 'AMR' })
  office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  await aFirm(world)
  await takeIn(world, 'penalties', [
    aFact({ document_no: '罚字1号', result: '', severity: 'general', happened_on: '2026-03-02' }),
  ])
})

async function asked(kind: 'answer' | 'objection' | 'repair', now = monday): Promise<number> {
  const { id: enterpriseId } = await db.selectFrom('enterprise').select('id').executeTakeFirstOrThrow()
  const { id: factId } = await db.selectFrom('enterprise_fact').select('id').executeTakeFirstOrThrow()
  const { id: accountId } = await db
    .insertInto('firm_account')
    .values({
      ...{ enterprise_id: enterpriseId, email: `${kind}@firm.example`, invited_at: monday, invited_by: 'staff:1' },
      ...{ how: 'mail', lapses_at: noon(30), confirmed_at: monday },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const actor = { kind: 'firm' as const, accountId, enterpriseId }
  const text = '处罚对象是同名的另一家企业，代码不是我们的。'
  return (await askAboutFact(contextOf(world, { actor, now }), { factId, kind, text })).requestId
}

const look = (now: Date) => remindRequests(contextOf(world, { actor: { kind: 'job', name: 'remind-requests' }, now }))
const told = async () =>
  (
    await db
      .selectFrom('firm_reminder')
      .select(['procedure', 'step', 'role', 'bureau', 'extended'])
      .orderBy('id')
      .execute()
  ).map(
    ({ procedure, step, role, bureau, extended }) =>
      `${procedure} ${step} ${role} ${bureau}${extended ? ' extended' : ''}`,
  )
const letters = async () =>
  await db
    .selectFrom('letter')
    .select(['recipient', 'subject'])
    .where('reason', 'like', 'clock:%')
    .orderBy('id')
    .execute()

describe('an objection', () => {
  it('reminds first the office that must pass it on, then the source that must decide, once a step', async () => {
    const requestId = await asked('objection')
    await look(monday)
    expect(await told()).toEqual([])
    // One working day: half of it is over at noon of Tuesday.
    await look(noon(1))
    await look(noon(1))
    expect(await told()).toEqual(['objection_forward 50 joint_office DATA'])
    expect(await letters()).toMatchObject([
      { recipient: expect.stringContaining('data'), subject: expect.stringContaining('50%') },
    ])
    await forwardObjection(contextOf(world, { actor: office, now: noon(1) }), { requestId })
    // Two more: Wednesday and Thursday.
    await look(noon(2))
    expect(await told()).toHaveLength(1)
    await look(midnight(2))
    await look(midnight(3))
    expect(await told()).toEqual([
      'objection_forward 50 joint_office DATA',
      'objection_decision 50 officer AMR',
      'objection_decision 100 officer AMR',
      'objection_decision 100 head AMR',
      'objection_decision 100 joint_office DATA',
    ])
    expect(await letters()).toHaveLength(4)
    const [listed] = await listFirmRequests(contextOf(world, { actor: officer, now: midnight(3) }))
    expect(listed).toMatchObject({ id: requestId, reminded: 100 })
    expect((await readMorning(contextOf(world, { actor: office, now: noon(4) }))).late).toMatchObject([
      { bureau: 'AMR', clocks: 1 },
    ])
  })

  it('that was lengthened is reminded anew, and one that is decided no more', async () => {
    const requestId = await asked('objection')
    await forwardObjection(contextOf(world, { actor: office }), { requestId })
    await look(midnight(1))
    await extendRequest(contextOf(world, { actor: officer, now: noon(2) }), { requestId, reason: '需向原处罚单位调卷' })
    await look(noon(2))
    expect(await told()).toEqual(['objection_decision 50 officer AMR'])
    await look(midnight(3))
    expect(await told()).toEqual(['objection_decision 50 officer AMR', 'objection_decision 50 officer AMR extended'])
    const decision = { requestId, outcome: 'refused' as const, reason: '决定书无误' }
    await decideRequest(contextOf(world, { actor: officer, now: noon(4) }), decision)
    await look(noon(14))
    expect(await told()).toHaveLength(2)
  })
})

describe('other requests', () => {
  it('a repair has three working days; the answer of a firm, which no article limits, is reminded of nobody', async () => {
    await asked('repair')
    await asked('answer')
    await look(midnight(3))
    expect(await told()).toEqual([
      'repair_decision 100 officer AMR',
      'repair_decision 100 head AMR',
      'repair_decision 100 joint_office DATA',
    ])
    expect(await look(midnight(4))).toBe(0)
  })

  it('stand on the desk in the order in which they are due', async () => {
    const repair = await asked('repair')
    const objection = await asked('objection')
    const listed = await listFirmRequests(contextOf(world, { actor: office }))
    expect(listed.map(({ id }) => id)).toEqual([objection, repair])
    expect(listed.map(({ reminded }) => reminded)).toEqual([null, null])
  })
})

describe('a reminder that', () => {
  const later = (now: Date) =>
    escalateRequestReminders(contextOf(world, { actor: { kind: 'job', name: 'escalate-request-reminders' }, now }))
  const shown = async (actor: typeof officer, now: Date) =>
    (await listRequestReminders(contextOf(world, { actor, now }))).reminders.map(
      ({ step, role, because, mine }) => `${step} ${role} ${because}${mine ? ' mine' : ''}`,
    )
  async function decisionHalfGone() {
    const requestId = await asked('objection')
    await forwardObjection(contextOf(world, { actor: office }), { requestId })
    await look(midnight(1))
    return requestId
  }

  it('nobody acknowledges within its working day goes to the head, then to the office, once each', async () => {
    await decisionHalfGone()
    const head = await anOfficer(db, { role: 'head', bureau: 'AMR' })
    expect(await shown(officer, midnight(1))).toEqual(['50 officer step mine'])
    expect(await later(noon(3))).toBe(0)
    expect([await later(noon(4)), await later(noon(4))]).toEqual([1, 0])
    expect(await shown(head, noon(4))).toEqual(['50 head unacknowledged mine'])
    await later(midnight(7))
    expect(await shown(office, midnight(7))).toEqual(['50 joint_office unacknowledged mine'])
    expect((await told()).at(-1)).toBe('objection_decision 50 joint_office DATA')
    const up = await db
      .selectFrom('letter')
      .select('body')
      .where('reason', 'like', 'clock:%:head')
      .executeTakeFirstOrThrow()
    expect(up.body).toContain('现提醒单位负责人')
  })

  it('is acknowledged by whom it was told, twice is once, is passed on to nobody', async () => {
    await decisionHalfGone()
    const { id: reminderId } = await db.selectFrom('firm_reminder').select('id').executeTakeFirstOrThrow()
    const elsewhere = await anOfficer(db, { bureau: 'EEB' })
    for (const actor of [elsewhere, office])
      await expect(acknowledgeRequestReminder(contextOf(world, { actor }), { reminderId })).rejects.toThrow(NotFound)
    await acknowledgeRequestReminder(contextOf(world, { actor: officer, now: noon(2) }), { reminderId })
    await acknowledgeRequestReminder(contextOf(world, { actor: officer, now: midnight(2) }), { reminderId })
    const row = await db.selectFrom('firm_reminder').select('acknowledged_at').executeTakeFirstOrThrow()
    expect(row.acknowledged_at).toEqual(noon(2))
    expect([await shown(officer, noon(3)), await later(noon(5)), await told()]).toEqual([
      [],
      0,
      ['objection_decision 50 officer AMR'],
    ])
  })

  it('is of a clock that runs no more waits for nobody: decided, or lengthened meanwhile', async () => {
    const requestId = await decisionHalfGone()
    await extendRequest(contextOf(world, { actor: officer, now: noon(2) }), { requestId, reason: '需向原处罚单位调卷' })
    expect([await shown(officer, noon(2)), await later(noon(4))]).toEqual([[], 0])
    await look(midnight(3))
    expect(await shown(officer, midnight(3))).toEqual(['50 officer step mine'])
    const decision = { requestId, outcome: 'refused' as const, reason: '决定书无误' }
    await decideRequest(contextOf(world, { actor: officer, now: noon(4) }), decision)
    expect([await shown(officer, noon(4)), await later(noon(9))]).toEqual([[], 0])
  })

  it('stands on the page of deadlines and is counted on the inbox until its reader says so', async () => {
    const requestId = await asked('objection', noon(-7))
    await forwardObjection(contextOf(world, { actor: office, now: noon(-7) }), { requestId })
    await look(monday)
    const site = siteOn(world)
    const desk = await staffOn(world, site, { bureau: 'AMR' })
    expect(await desk.page('/bureau')).toContain('1 条时限提醒等您确认')
    const page = await desk.page('/bureau/deadlines')
    expect(page).toContain('企业的异议和信用修复')
    expect(page).toContain('等您确认的 1 条')
    expect(page).not.toContain('没有未确认的时限提醒')
    const action = /action="(\/bureau\/deadlines\/requests\/\d+\/acknowledgement)"/.exec(page)?.[1] ?? ''
    const stranger = await staffOn(world, site, { bureau: 'EEB' })
    expect(await stranger.page('/bureau/deadlines')).not.toContain('企业的异议和信用修复')
    expect((await stranger.send(action, {})).status).toBe(404)
    expect((await desk.send(action, {})).status).toBe(303)
    expect(await desk.page('/bureau')).not.toContain('条时限提醒等您确认')
  })
})
