import { expect, it } from 'vitest'
import type { Typed } from '../../src/cases/acts/act-words.ts'
import type { Act } from '../../src/cases/acts/case-states.ts'
import { explainClock } from '../../src/cases/clocks/clock-count.ts'
import { lapseSupplements } from '../../src/cases/clocks/lapse-supplements.ts'
import { listExtensionRequests } from '../../src/cases/clocks/list-extension-requests.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { acknowledgeReminder } from '../../src/cases/reminders/acknowledge-reminder.ts'
import { countReminders } from '../../src/cases/reminders/count-reminders.ts'
import { escalateReminders } from '../../src/cases/reminders/escalate-reminders.ts'
import { listReminders } from '../../src/cases/reminders/list-reminders.ts'
import { remindDeadlines } from '../../src/cases/reminders/remind-deadlines.ts'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { addToCase } from '../../src/intake/add-to-case.ts'
import { shanghaiInstant } from '../../src/reference/calendar.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world

const at = (day: string, time = '10:00'): Date => shanghaiInstant(day, time)
const job: Actor = { kind: 'job', name: 'round' }
const receipt = 'K7QF-2M9T-X04C-8RBN-J31D'
const citizen = (now: Date) => contextOf(world, { now })

const act = (actor: Actor, caseId: number, name: Act, typed: Typed, now: Date) =>
  moveCase(contextOf(world, { actor, now }), { caseId, act: name, typed })
const supply = (note: string, now: Date) => addToCase(citizen(now), { receipt, text: note, attachments: [] })
const remind = (now: Date) => remindDeadlines(contextOf(world, { actor: job, now }))
const escalate = (now: Date) => escalateReminders(contextOf(world, { actor: job, now }))

async function clockOf(caseId: number, rule: string) {
  return db
    .selectFrom('case_clock')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('rule', '=', rule)
    .executeTakeFirstOrThrow()
}

async function told(caseId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('clock_reminder')
    .where('case_id', '=', caseId)
    .select(['step', 'role', 'because'])
    .orderBy('id')
    .execute()
  return rows.map(({ step, role, because }) => `${step} ${role} ${because}`)
}

async function opened(said: Parameters<typeof openCaseAt>[1]): Promise<number> {
  const caseId = await openCaseAt(world, said)
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', caseId)
    .execute()
  return caseId
}

const accept = 'AMR_COMPLAINT.accept_decision'

it('a deadline runs across National Day and its make-up Saturday, and those concerned are told on the way', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const caseId = await opened({ openedAt: at('2026-09-28') })
  expect((await clockOf(caseId, accept)).due_at).toEqual(at('2026-10-13', '24:00'))

  const seen = await trackCase(citizen(at('2026-09-28')), receipt)
  const [{ clock } = { clock: null }] = seen.clocks
  if (!clock) throw new Error('no clock')
  const lines = explainClock(world.city.calendar, clock)
  expect(lines.filter(({ counted }) => counted).map(({ date }) => date)).toEqual(
    ['09-29', '09-30', '10-08', '10-09', '10-10', '10-12', '10-13'].map((day) => `2026-${day}`),
  )
  expect(lines.find(({ date }) => date === '2026-10-10')?.because.zh).toBe('调休上班')

  // Half of seven working days is noon of the fourth, not the middle of the holiday.
  await remind(at('2026-10-09', '11:59'))
  expect(await told(caseId)).toEqual([])
  await remind(at('2026-10-09', '12:00'))
  expect(await told(caseId)).toEqual(['50 officer step'])
  await act(officer, caseId, 'sign', {}, at('2026-10-10'))
  await act(officer, caseId, 'accept', {}, at('2026-10-12'))
  await remind(at('2026-10-13', '24:00'))
  expect(await told(caseId)).toEqual(['50 officer step'])
  expect(
    (await listReminders(contextOf(world, { actor: officer, now: at('2026-10-14') }), { page: 1 })).reminders,
  ).toEqual([])
})

it('a pause takes its days out of the count, shown with its reason to the day', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const caseId = await opened({ openedAt: at('2026-09-28'), email: 'chen@example.com' })
  await act(officer, caseId, 'sign', {}, at('2026-09-28', '15:00'))
  await act(officer, caseId, 'ask_supplement', { text: '请补充购物小票的照片和购买日期。' }, at('2026-09-29'))

  const paused = await clockOf(caseId, accept)
  expect(paused.paused_at).toEqual(at('2026-09-29'))
  const waiting = await trackCase(citizen(at('2026-10-08')), receipt)
  // Five working days for the reporter, the day of the asking not counted: 30 September, 8, 9, 10 and 12 October.
  expect(waiting.asked).toMatchObject({ until: at('2026-10-12', '24:00') })
  expect(waiting.asked?.words).toContain('购物小票')
  expect(waiting.statusText).toContain('10月12日24时前请您补充材料')
  expect(waiting.asked?.words).toContain('第十条第三款')
  await remind(at('2026-10-14'))
  expect(await told(caseId)).toEqual([])
  await expect(
    act(officer, caseId, 'ask_supplement', { text: '再补充一次其他材料。' }, at('2026-10-08')),
  ).rejects.toBeInstanceOf(Conflict)

  await expect(supply('', at('2026-10-09'))).rejects.toBeInstanceOf(Invalid)
  await supply('小票照片写明九月二十日购买。', at('2026-10-09'))
  const resumed = await clockOf(caseId, accept)
  expect(resumed).toMatchObject({ paused_at: null, due_at: at('2026-10-16', '24:00') })
  const { clocks, events } = await readCase(contextOf(world, { actor: officer, now: at('2026-10-09') }), caseId)
  const clock = clocks.find((one) => one.clock.rule.id === accept)?.clock
  if (!clock) throw new Error('no clock')
  const lines = explainClock(world.city.calendar, clock)
  expect(
    lines.filter(({ because }) => because.zh.startsWith('暂停')).map(({ date, counted }) => [date.slice(5), counted]),
  ).toEqual(
    ['09-30', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07', '10-08', '10-09'].map((day) => [
      day,
      false,
    ]),
  )
  expect(lines.at(-1)).toMatchObject({ date: '2026-10-16', running: 7, counted: true })
  expect(events.at(-1)).toMatchObject({ act: 'supply', internalText: '小票照片写明九月二十日购买。' })
  const own = await trackCase(citizen(at('2026-10-09')), receipt)
  expect(own.asked).toBeNull()
  expect(JSON.stringify(own.events)).not.toContain('小票照片')
  await expect(
    act(officer, caseId, 'ask_supplement', { text: '再补充一次其他材料。' }, at('2026-10-10')),
  ).rejects.toThrow(Conflict)
  const letters = await db.selectFrom('letter').select(['recipient', 'reason']).execute()
  expect(letters.map(({ recipient }) => recipient)).toEqual([
    `reporter:${caseId}`,
    `reporter:${caseId}`,
    'amr-duty@shenzhen.example',
  ])
})

it('what was asked for and did not come ends the matter where the rule says so, and lets it go on elsewhere', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const ends = await opened({ openedAt: at('2026-11-02') })
  const goesOn = await openCaseAt(world, { openedAt: at('2026-11-02'), clocks: 'H12345' })
  for (const caseId of [ends, goesOn]) {
    await act(officer, caseId, 'sign', {}, at('2026-11-02', '11:00'))
    await act(officer, caseId, 'ask_supplement', { text: '请补充能核实身份的材料。' }, at('2026-11-03'))
  }
  const lapse = (now: Date) => lapseSupplements(contextOf(world, { actor: job, now }))
  expect(await lapse(at('2026-11-10', '23:59'))).toBe(0)
  const both = await Promise.all([lapse(at('2026-11-11')), lapse(at('2026-11-11'))])
  expect(both[0] + both[1]).toBe(2)
  expect(await lapse(at('2026-11-12'))).toBe(0)
  const states = await db.selectFrom('case_file').select(['id', 'state']).orderBy('id').execute()
  expect(states).toEqual([
    { id: ends, state: 'refused' },
    { id: goesOn, state: 'handling' },
  ])
  const refused = await db
    .selectFrom('case_event')
    .where('case_id', '=', ends)
    .orderBy('id', 'desc')
    .select(['actor', 'act', 'article'])
    .executeTakeFirstOrThrow()
  expect(refused).toMatchObject({ actor: 'job:round', act: 'end_unsupplied' })
  expect(refused.article).toContain('第十六条第一款第五项')
  // Five working days from 2 November, and the six the reporter was waited for (3rd not counted, up to and with the 11th).
  expect((await clockOf(goesOn, 'H12345.reply')).due_at).toEqual(at('2026-11-17', '24:00'))
})

it('an extension is the head’s, once, with a reason that the citizen is told', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const head = await anOfficer(db, { bureau: 'AMR', role: 'head' })
  const caseId = await opened({ openedAt: at('2026-11-16'), clocks: 'H12345', email: 'chen@example.com' })
  const longer: Typed = { clock: 'H12345.reply', amount: '10', reason: '需等待厂家检测报告才能答复。' }
  await act(officer, caseId, 'sign', {}, at('2026-11-16', '11:00'))
  await expect(act(officer, caseId, 'extend', longer, at('2026-11-18'))).rejects.toBeInstanceOf(Forbidden)
  await expect(act(head, caseId, 'extend', { ...longer, amount: '11' }, at('2026-11-18'))).rejects.toBeInstanceOf(
    Invalid,
  )
  await expect(act(head, caseId, 'extend', { ...longer, reason: '' }, at('2026-11-18'))).rejects.toBeInstanceOf(Invalid)
  await expect(act(head, caseId, 'extend', longer, at('2026-11-24'))).rejects.toBeInstanceOf(Conflict)
  expect((await clockOf(caseId, 'H12345.reply')).due_at).toEqual(at('2026-11-23', '24:00'))

  await act(officer, caseId, 'ask_extension', { note: '答复时限延长十日，检测报告未到。' }, at('2026-11-17'))
  const requested = () => listExtensionRequests(contextOf(world, { actor: head, now: at('2026-11-18') }))
  expect(await requested()).toMatchObject([{ caseId, words: '答复时限延长十日，检测报告未到。' }])
  const elsewhere = await anOfficer(db, { bureau: 'EEB', role: 'head' })
  expect(await listExtensionRequests(contextOf(world, { actor: elsewhere, now: at('2026-11-18') }))).toEqual([])
  await act(head, caseId, 'extend', longer, at('2026-11-18'))
  expect(await requested()).toEqual([])
  expect((await clockOf(caseId, 'H12345.reply')).due_at).toEqual(at('2026-12-07', '24:00'))
  await expect(act(head, caseId, 'extend', { ...longer, amount: '1' }, at('2026-11-19'))).rejects.toBeInstanceOf(
    Conflict,
  )
  const { clocks, events } = await trackCase(citizen(at('2026-11-19')), receipt)
  expect(clocks.find(({ clock }) => clock.rule.id === 'H12345.reply')?.clock).toMatchObject({
    extended: 10,
    lastDay: '2026-12-07',
  })
  expect(events.at(-1)?.text).toContain('需等待厂家检测报告')
  expect(events.at(-1)?.text).toContain('至 2026-12-07')
  const letter = await db.selectFrom('letter').select(['recipient', 'body']).executeTakeFirstOrThrow()
  expect(letter.recipient).toBe(`reporter:${caseId}`)
  expect(letter.body).toContain('延长 10 个工作日')
})

it('a test stops a clock under the Order that says so, and not under one that does not', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const old = await openCaseAt(world, { openedAt: at('2026-03-02') })
  const today = await openCaseAt(world, { openedAt: at('2026-06-01') })
  for (const [caseId, start] of [
    [old, '2026-03-0'],
    [today, '2026-06-0'],
  ] as const) {
    await act(officer, caseId, 'sign', {}, at(`${start}2`, '11:00'))
    await act(officer, caseId, 'accept', {}, at(`${start}3`))
    await act(officer, caseId, 'start_testing', { text: '送市质检院检测同批次样品。' }, at(`${start}4`))
  }
  const mediation = 'AMR_COMPLAINT.mediation_end'
  expect((await clockOf(old, mediation)).paused_at).toEqual(at('2026-03-04'))
  expect((await clockOf(today, mediation)).paused_at).toBeNull()
  // 45 working days from 3 March end on Saturday 9 May, a make-up day.
  expect((await clockOf(old, mediation)).due_at).toEqual(at('2026-05-09', '24:00'))
  await act(officer, old, 'end_testing', {}, at('2026-03-11'))
  // Five working days of testing, 5 to 11 March, come on top.
  expect((await clockOf(old, mediation)).due_at).toEqual(at('2026-05-15', '24:00'))
})

it('an overdue case climbs from the officer to the head to the joint-meeting office, until somebody says that they know', async () => {
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const head = await anOfficer(db, { bureau: 'AMR', role: 'head' })
  const office = await anOfficer(db, { bureau: 'DATA', role: 'joint_office' })
  const stranger = await anOfficer(db, { bureau: 'EEB' })
  const caseId = await opened({ openedAt: at('2026-11-16') })
  const mine = async (actor: Actor, now: Date) => {
    const { reminders } = await listReminders(contextOf(world, { actor, now }), { page: 1 })
    return reminders.filter(({ mine: own }) => own)
  }
  const acknowledge = async (actor: Actor, now: Date) => {
    for (const { id } of await mine(actor, now)) {
      await acknowledgeReminder(contextOf(world, { actor, now }), { reminderId: id })
    }
  }

  // Seven working days from Monday 16 November: half is over on Friday 20 at noon; several workers look at once.
  await Promise.all([remind(at('2026-11-20', '12:00')), remind(at('2026-11-20', '12:00'))])
  expect(await told(caseId)).toEqual(['50 officer step'])
  expect(await countReminders(contextOf(world, { actor: officer, now: at('2026-11-20', '13:00') }))).toBe(1)
  const [first] = await mine(officer, at('2026-11-20', '13:00'))
  for (const other of [stranger, head]) {
    const by = contextOf(world, { actor: other, now: at('2026-11-20', '14:00') })
    await expect(acknowledgeReminder(by, { reminderId: first?.id ?? 0 })).rejects.toBeInstanceOf(NotFound)
  }

  // Nobody said a word by the end of Monday 23, the next working day: the head is told, once.
  expect(await escalate(at('2026-11-23', '23:59'))).toBe(0)
  await Promise.all([escalate(at('2026-11-24', '00:00')), escalate(at('2026-11-24', '00:00'))])
  expect(await told(caseId)).toEqual(['50 officer step', '50 head unacknowledged'])
  await acknowledge(head, at('2026-11-24', '09:00'))
  await escalate(at('2026-11-24', '12:00'))
  expect(await told(caseId)).toHaveLength(2)

  // 80 % of seven is 5.6: Tuesday 24 at 14:24.
  await remind(at('2026-11-24', '14:23'))
  expect(await told(caseId)).toHaveLength(2)
  await remind(at('2026-11-24', '14:24'))
  expect((await told(caseId)).slice(2)).toEqual(['80 officer step', '80 head step'])
  await acknowledge(officer, at('2026-11-24', '15:00'))

  await remind(at('2026-11-25', '24:00'))
  expect((await told(caseId)).slice(4)).toEqual(['100 officer step', '100 head step', '100 joint_office step'])
  await remind(at('2026-12-20'))
  expect(await told(caseId)).toHaveLength(7)
  await acknowledge(officer, at('2026-11-26', '09:00'))
  // The head acknowledged neither the 80 % nor the end: the office is told of the 80 % too.
  await escalate(at('2026-11-28'))
  expect((await told(caseId)).slice(7)).toEqual(['80 joint_office unacknowledged'])
  expect((await mine(office, at('2026-11-28'))).map(({ step }) => step)).toEqual([100, 80])
  await acknowledge(office, at('2026-11-28', '09:00'))
  expect(await mine(office, at('2026-11-28'))).toEqual([])

  const letters = await db.selectFrom('letter').select(['recipient', 'subject']).orderBy('id').execute()
  const duty = (bureau: string) => world.city.dutyMail?.replace('{bureau}', bureau)
  expect(letters.map(({ recipient }) => recipient)).toEqual(
    ['amr', 'amr', 'amr', 'amr', 'data', 'data'].map((bureau) => duty(bureau)),
  )
})
