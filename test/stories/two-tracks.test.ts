import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { listTasks } from '../../src/cases/tasks/list-tasks.ts'
import { judgeAnswer } from '../../src/cases/tracking/judge-answer.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { openCaseAt } from '../support/cases.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const days = (count: number) => new Date(monday.getTime() + count * 86_400_000)
const at = (actor: Actor, day = 0) => contextOf(world, { actor, now: days(day) })
const good = '11月20日我局到店检查，发现电饭煲无3C标志，已责令下架；经调解，商家已退还329元货款并致歉。'

const sentBack = { reason: '不属于本单位职责', article: '《建设工程质量管理条例》第四十三条', bureau: 'HCB' }

const ownClaim = '11月14日晚在福田区一家火锅店吃饭，锅底里捞出钢丝球，嘴被划破，店家拒绝退钱，要求退款。'
const bothAsked = ownClaim.replace('要求退款。', '要求退款，并请依法查处这家店。')

async function handled(text = ownClaim) {
  const filed = await receiveComplaint(
    contextOf(world),
    aComplaint({ title: '餐厅的锅底里捞出钢丝球', text, claims: ['退还货款和服务费用'] }),
    { channel: 'api' },
  )
  const officer = await anOfficer(db, { bureau: filed.bureau.id })
  const head = await anOfficer(db, { bureau: filed.bureau.id, role: 'head' })
  const { caseId, receipt } = filed
  const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  const read = await readCase(at(office), caseId)
  if (read.state === 'to_dispatch') {
    await moveCase(at(office), { caseId, act: 'dispatch', typed: { bureau: filed.bureau.id } })
  }
  await moveCase(at(officer), { caseId, act: 'sign', typed: {} })
  return { caseId, receipt, officer, head, office, filed }
}

it('a restaurant complaint is accepted, mediated and settled', async () => {
  const { caseId, receipt, officer } = await handled()
  await expect(
    moveCase(at(officer, 1), { caseId, act: 'end_mediation', typed: { ending: '121-agreed', text: '双方同意退款。' } }),
  ).rejects.toBeInstanceOf(Conflict)
  await moveCase(at(officer, 1), { caseId, act: 'accept', typed: {} })
  await expect(
    moveCase(at(officer, 2), { caseId, act: 'end_mediation', typed: { ending: '20-agreed', text: '双方同意退款。' } }),
  ).rejects.toBeInstanceOf(Invalid)
  await moveCase(at(officer, 9), {
    caseId,
    act: 'end_mediation',
    typed: { ending: '121-agreed', text: '11月25日双方达成协议，店家当场退款218元。' },
  })
  await moveCase(at(officer, 9), { caseId, act: 'answer', typed: { text: good } })
  await moveCase(at(officer, 10), { caseId, act: 'close', typed: {} })
  const told = await trackCase(contextOf(world, { now: days(10) }), receipt)
  expect(told.state).toBe('closed')
  expect(told.events.some(({ text }) => text?.includes('调解结束：双方达成调解协议'))).toBe(true)
  expect(told.mayJudge).toBe(true)
})

it('the same text opens a report beside the complaint, and its check outlives the failed mediation', async () => {
  const { caseId, officer } = await handled()
  await moveCase(at(officer, 1), { caseId, act: 'accept', typed: {} })
  await moveCase(at(officer, 1), {
    caseId,
    act: 'open_clue',
    typed: { text: '后厨清洗不净，涉嫌违反食品安全操作规范。' },
  })
  const opened = await readCase(at(officer, 1), caseId)
  expect(opened.clocks.map(({ clock }) => clock.rule.milestone)).toContain('clue_check')
  await moveCase(at(officer, 5), {
    caseId,
    act: 'end_mediation',
    typed: { ending: '121-3', text: '两次调解，店家明确表示不同意退款。' },
  })
  await moveCase(at(officer, 6), { caseId, act: 'answer', typed: { text: good } })
  await expect(moveCase(at(officer, 7), { caseId, act: 'close', typed: {} })).rejects.toBeInstanceOf(Conflict)
  await moveCase(at(officer, 8), {
    caseId,
    act: 'decide_filing',
    typed: { filing: 'filed', text: '现场检查发现后厨工具混用，决定立案。' },
  })
  const decided = await readCase(at(officer, 8), caseId)
  const check = decided.clocks.find(({ clock }) => clock.rule.milestone === 'clue_check')
  expect(check?.metAt).toEqual(days(8))
  await moveCase(at(officer, 9), { caseId, act: 'close', typed: {} })
  expect((await readCase(at(officer, 9), caseId)).state).toBe('closed')
})

describe('a complaint that also asks for a check', () => {
  const milestonesOf = ({ clocks }: { clocks: { clock: { rule: { milestone: string } } }[] }) =>
    clocks.map(({ clock }) => clock.rule.milestone)

  it('opens both tracks with its filing, says why, and is not closed before the check is decided', async () => {
    const { caseId, receipt, officer, filed } = await handled(bothAsked)
    expect(filed.clue?.zh).toContain('查处')
    expect(filed.clocks.map(({ rule }) => rule.milestone)).toEqual(
      expect.arrayContaining(['accept_decision', 'verify']),
    )
    const told = await trackCase(contextOf(world), receipt)
    expect(told.tracks).toEqual(['complaint', 'report'])
    expect(told.events.find(({ act }) => act === 'open_tracks')?.text).toContain('两个程序同时开始')
    const openClue = { caseId, act: 'open_clue', typed: { text: '后厨清洗不净。' } } as const
    await expect(moveCase(at(officer, 1), openClue)).rejects.toBeInstanceOf(Conflict)
    await moveCase(at(officer, 1), { caseId, act: 'accept', typed: {} })
    await moveCase(at(officer, 6), { caseId, act: 'answer', typed: { text: good } })
    await expect(moveCase(at(officer, 7), { caseId, act: 'close', typed: {} })).rejects.toBeInstanceOf(Conflict)
    const decision = { filing: 'not_filed', text: '经查，后厨符合操作规范，未发现违法行为。' }
    await moveCase(at(officer, 7), { caseId, act: 'decide_filing', typed: decision })
    const verified = (await readCase(at(officer, 7), caseId)).clocks.find(
      ({ clock }) => clock.rule.milestone === 'verify',
    )
    expect(verified?.metAt).toEqual(days(7))
    // The mediation has its own limit in law: it is ended, not closed over.
    expect((await readCase(at(officer, 8), caseId)).notYet?.zh).toContain('调解')
    await expect(moveCase(at(officer, 8), { caseId, act: 'close', typed: {} })).rejects.toBeInstanceOf(Conflict)
    const ended = { ending: '121-3', text: '店方明确表示不同意赔偿。' }
    await moveCase(at(officer, 8), { caseId, act: 'end_mediation', typed: ended })
    await moveCase(at(officer, 8), { caseId, act: 'close', typed: {} })
  })

  it('that the machine misread is set right with a reason: the clocks of the report go, those of the complaint stay', async () => {
    const { caseId, receipt, officer } = await handled(bothAsked)
    const before = await readCase(at(officer), caseId)
    await expect(moveCase(at(officer), { caseId, act: 'drop_clue', typed: {} })).rejects.toBeInstanceOf(Invalid)
    const typed = { reason: '来信所说的查处是指请店家退款，没有反映违法行为。' }
    await moveCase(at(officer, 1), { caseId, act: 'drop_clue', typed })
    const after = await readCase(at(officer, 1), caseId)
    expect(milestonesOf(after)).toEqual(milestonesOf(before).filter((one) => one !== 'verify'))
    expect(after.acts).not.toContain('decide_filing')
    const told = await trackCase(contextOf(world), receipt)
    expect(told.tracks).toEqual(['complaint'])
    expect(told.events.at(-1)?.text).toContain(typed.reason)
    await expect(moveCase(at(officer, 1), { caseId, act: 'drop_clue', typed })).rejects.toBeInstanceOf(Conflict)
    await moveCase(at(officer, 2), { caseId, act: 'open_clue', typed: { text: '检查中发现食材过期。' } })
    expect((await readCase(at(officer, 2), caseId)).tracks).toEqual(['complaint', 'report'])
    await expect(moveCase(at(officer, 2), { caseId, act: 'drop_clue', typed })).rejects.toBeInstanceOf(Conflict)
  })

  it('that only wants its money back opens one track', async () => {
    const { caseId, receipt, officer, filed } = await handled()
    expect(filed.clue).toBeNull()
    expect((await trackCase(contextOf(world), receipt)).tracks).toEqual(['complaint'])
    expect(milestonesOf(await readCase(at(officer), caseId))).not.toContain('verify')
  })
})

it('a case nobody wants is returned once, ruled on, and handled by whom the ruling names', async () => {
  const caseId = await openCaseAt(world, { state: 'dispatched', lead: 'AMR' })
  const [amr, umb, dispatcher, office] = [
    await anOfficer(db),
    await anOfficer(db, { bureau: 'UMB' }),
    await anOfficer(db, { role: 'dispatcher', bureau: 'DATA' }),
    await anOfficer(db, { role: 'joint_office', bureau: 'DATA' }),
  ]
  const back = (bureau: string) => ({ reason: '占道经营不属于本单位职责。', article: '三定方案第二条', bureau })
  await moveCase(at(amr), { caseId, act: 'return', typed: back('UMB') })
  await moveCase(at(dispatcher), { caseId, act: 'dispatch', typed: { bureau: 'UMB' } })
  await moveCase(at(umb), { caseId, act: 'return', typed: back('AMR') })
  expect((await readCase(at(office), caseId)).state).toBe('to_rule')
  await expect(
    moveCase(at(dispatcher), { caseId, act: 'rule', typed: { bureau: 'UMB', reason: '由城管承办' } }),
  ).rejects.toBeInstanceOf(Forbidden)
  await moveCase(at(office), {
    caseId,
    act: 'rule',
    typed: { bureau: 'UMB', reason: '占道经营由城管执法，首接负责。' },
  })
  const ruled = await readCase(at(umb), caseId)
  expect([ruled.state, ruled.lead]).toEqual(['dispatched', 'UMB'])
  expect(ruled.acts).not.toContain('return')
  await expect(moveCase(at(umb), { caseId, act: 'return', typed: back('AMR') })).rejects.toBeInstanceOf(Conflict)
  const tasks = await listTasks(at(umb), { bureau: null, kind: null, page: 1 })
  expect(tasks.tasks.map(({ caseId: id }) => id)).toContain(caseId)
})

describe('an answer', () => {
  it('that takes up nothing is not sent; the head may let it stand with a reason, the officer may not', async () => {
    const { caseId, officer, head } = await handled()
    const empty = '您反映的问题我局高度重视，已转相关部门处理，感谢您对我们工作的支持！'
    const refused = await moveCase(at(officer, 1), { caseId, act: 'answer', typed: { text: empty } }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Invalid)
    expect((refused as Invalid).fields.text?.zh).toContain('退还货款')
    const overruled = { text: empty, overrule: '该来信人已当面答复并签字。' }
    await expect(moveCase(at(officer, 1), { caseId, act: 'answer', typed: overruled })).rejects.toBeInstanceOf(Invalid)
    await moveCase(at(head, 1), { caseId, act: 'answer', typed: overruled })
    expect((await readCase(at(head, 1), caseId)).events.at(-1)?.internalText).toContain('当面答复')
  })

  it('is judged by its reporter once; an unhappy one reopens the case once, within fourteen days', async () => {
    const { caseId, receipt, officer } = await handled()
    const reporter = (day: number) => contextOf(world, { now: days(day) })
    const judged = { solved: 'unsolved', satisfied: 'no', why: '', reopen: true }
    await expect(judgeAnswer(reporter(1), { receipt, ...judged, why: '还没有答复' })).rejects.toBeInstanceOf(Conflict)
    await moveCase(at(officer, 2), { caseId, act: 'answer', typed: { text: good } })
    await expect(judgeAnswer(reporter(3), { receipt, ...judged })).rejects.toBeInstanceOf(Invalid)
    await judgeAnswer(reporter(3), { receipt, ...judged, why: '店家一直没有退款。' })
    const redone = await trackCase(reporter(3), receipt)
    expect(redone.state).toBe('handling')
    // Five working days after Thursday, and nothing that the bureau did long ago.
    const running = redone.clocks.filter(({ metAt }) => metAt === null).map(({ clock }) => clock.rule.id)
    expect(running).toContain('AGAIN.reply_again')
    expect(running.join()).not.toMatch(/sign|return_objection/)
    await expect(moveCase(at(officer, 4), { caseId, act: 'return', typed: sentBack })).rejects.toBeInstanceOf(Conflict)
    await moveCase(at(officer, 5), { caseId, act: 'answer', typed: { text: good } })
    const again = await trackCase(reporter(6), receipt)
    expect([again.mayJudge, again.mayReopen]).toEqual([true, false])
    expect(again.clocks.find(({ clock }) => clock.rule.id === 'AGAIN.reply_again')?.metAt).not.toBeNull()
    await judgeAnswer(reporter(6), { receipt, solved: 'solved', satisfied: 'yes', why: '', reopen: false })
    await expect(
      judgeAnswer(reporter(7), { receipt, solved: 'solved', satisfied: 'yes', why: '', reopen: false }),
    ).rejects.toBeInstanceOf(Conflict)
    expect((await trackCase(reporter(7), receipt)).judged).toMatchObject({ solved: 'solved', satisfied: true })
    expect(await db.selectFrom('case_judgement').select('reopened').orderBy('at').execute()).toEqual([
      { reopened: true },
      { reopened: false },
    ])
  })

  it('older than fourteen days is not sent back', async () => {
    const { caseId, receipt, officer } = await handled()
    await moveCase(at(officer, 1), { caseId, act: 'answer', typed: { text: good } })
    const late = { receipt, solved: 'unsolved', satisfied: 'no', why: '后来又不退了', reopen: true }
    await expect(judgeAnswer(contextOf(world, { now: days(16) }), late)).rejects.toBeInstanceOf(Conflict)
    await judgeAnswer(contextOf(world, { now: days(16) }), { ...late, reopen: false })
  })
})
