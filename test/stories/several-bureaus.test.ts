import { expect, it } from 'vitest'
import { objectToApart } from '../../src/cases/apart/object-to-apart.ts'
import { listInbox } from '../../src/cases/inbox/list-inbox.ts'
import { moveCase } from '../../src/cases/move-case.ts'
import { readCase } from '../../src/cases/read-case.ts'
import { listTasks } from '../../src/cases/tasks/list-tasks.ts'
import { judgeAnswer } from '../../src/cases/tracking/judge-answer.ts'
import { trackCase } from '../../src/cases/tracking/track-case.ts'
import type { Actor } from '../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../src/errors.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { openCaseAt } from '../support/cases.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const days = (count: number) => new Date(monday.getTime() + count * 86_400_000)
const at = (actor: Actor, day = 0) => contextOf(world, { actor, now: days(day) })
const citizen = (day = 0) => contextOf(world, { now: days(day) })

const twoDemands = {
  title: '火锅店的锅底里捞出钢丝球，吃坏肚子',
  text:
    '一、在福田区这家火锅店吃饭，锅底里捞出钢丝球，吃完拉肚子，店家拒绝退钱，要求退款，并请依法查处食品安全问题。' +
    '二、这家店的油烟直排到楼上居民的窗口，每天晚上熏得睡不着，窗户不敢开。',
  claims: ['退还货款和服务费用'],
}
const asked = {
  part: 'support',
  bureau: null,
  state: null,
  sector: null,
  district: null,
  danger: null,
  overdue: false,
  added: false,
}
const supported = async (actor: Actor, day = 0) =>
  (await listInbox(at(actor, day), { ...asked, part: 'support', words: '', page: 1 })).cases
const tasksOf = async (actor: Actor) => (await listTasks(at(actor), { bureau: null, kind: 'part', page: 1 })).tasks

/** A filing with two demands for two bureaus, signed for by the one in charge. */
async function filed() {
  const receipt = await receiveComplaint(citizen(), aComplaint(twoDemands), { channel: 'web' })
  const { caseId } = receipt
  const office = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  if ((await readCase(at(office), caseId)).state === 'to_dispatch') {
    await moveCase(at(office), { caseId, act: 'dispatch', typed: { bureau: 'AMR' } })
  }
  const [lead, umb, eeb] = [
    await anOfficer(db, { bureau: 'AMR' }),
    await anOfficer(db, { bureau: 'UMB' }),
    await anOfficer(db, { bureau: 'EEB' }),
  ]
  await moveCase(at(lead), { caseId, act: 'sign', typed: {} })
  const act = (actor: Actor, day: number, name: Parameters<typeof moveCase>[1]['act'], typed = {}) =>
    moveCase(at(actor, day), { caseId, act: name, typed })
  return { ...receipt, office, lead, umb, eeb, act }
}

const notOurs = { reason: '餐饮油烟污染由生态环境部门监管。', article: '《大气污染防治法》第八十一条', bureau: 'EEB' }
const smoke = {
  fact: '11月18日现场监测，该店油烟排放浓度2.8毫克/立方米，超过限值。',
  result: '已责令安装净化设施，11月30日前整改到位',
  article: '《大气污染防治法》第一百一十八条',
}
const ofTheLead =
  '经查，11月17日检查该店后厨，钢丝球脱落属实；已责令整改，店家已退还餐费218元，并已立案查处食品安全问题。'

it('two demands go to two bureaus on both tracks; a part is returned once, given on, and one answer brings all together', async () => {
  const { caseId, receipt, clue, lead, umb, eeb, act } = await filed()
  expect(clue?.zh).toContain('查处')
  const read = await readCase(at(lead), caseId)
  expect(read.items.map(({ leaf }) => leaf.code)).toEqual(['FOOD.01', 'ENV.02'])
  expect(read.tracks).toEqual(['complaint', 'report'])

  await expect(act(lead, 0, 'give_part', { item: '2', bureau: 'AMR' })).rejects.toBeInstanceOf(Invalid)
  await expect(act(lead, 0, 'give_part', { item: '2', bureau: 'CUS' })).rejects.toBeInstanceOf(Invalid)
  await act(lead, 0, 'give_part', { item: '2', bureau: 'UMB' })
  await expect(act(lead, 0, 'give_part', { item: '2', bureau: 'EEB' })).rejects.toBeInstanceOf(Conflict)
  const [seen] = await supported(umb)
  expect(seen).toMatchObject({ id: caseId, partDueAt: new Date('2026-11-19T16:00:00Z') })
  expect(await tasksOf(umb)).toMatchObject([{ kind: 'part', caseId, dueAt: new Date('2026-11-19T16:00:00Z') }])
  await expect(act(eeb, 0, 'sign_part')).rejects.toBeInstanceOf(NotFound)
  await expect(act(umb, 0, 'answer', { text: ofTheLead })).rejects.toBeInstanceOf(Forbidden)

  await act(umb, 1, 'return_part', notOurs)
  expect(await tasksOf(umb)).toEqual([])
  await expect(readCase(at(umb, 1), caseId)).rejects.toBeInstanceOf(NotFound)
  await act(lead, 1, 'give_part', { item: '2', bureau: 'EEB' })
  await act(eeb, 1, 'sign_part')
  await expect(act(eeb, 1, 'return_part', { ...notOurs, bureau: 'UMB' })).rejects.toBeInstanceOf(Conflict)

  const waiting = await trackCase(citizen(1), receipt)
  expect(waiting.items.map(({ parts }) => parts.map(({ bureau, endedBy }) => [bureau.id, endedBy]))).toEqual([
    [],
    [
      ['UMB', 'returned'],
      ['EEB', null],
    ],
  ])
  expect(JSON.stringify(waiting.events)).toContain(notOurs.reason)
  const early = await act(lead, 2, 'answer', { text: `${ofTheLead}油烟问题正在核查。` }).catch(
    (error: unknown) => error,
  )
  expect((early as Invalid).fields.unwaited?.zh).toContain('第 2 项（')

  await act(eeb, 2, 'hand_in_part', smoke)
  const { draft, events } = await readCase(at(lead, 2), caseId)
  expect(draft).toContain(smoke.fact)
  expect(draft).toContain(smoke.article)
  expect(events.at(-1)?.publicText).not.toContain('2.8毫克')
  await act(lead, 3, 'answer', { text: draft?.replace('关于餐饮食品安全：', ofTheLead) ?? '' })
  await act(lead, 3, 'decide_filing', { filing: 'filed', text: '后厨食品安全问题属实，决定立案。' })
  const told = await trackCase(citizen(3), receipt)
  expect(told.answer).toContain(ofTheLead)
  expect(told.answer).toContain(smoke.result)
  expect(told.items[1]?.parts.at(-1)).toMatchObject({ endedBy: 'handed_in', endedAt: days(2) })
  await judgeAnswer(citizen(4), { receipt, solved: 'solved', satisfied: 'yes', why: '', reopen: false })
  await act(lead, 5, 'close')
})

it('an unhappy judgement of a demand that the law bars is set apart by the office, objected to once and ruled on by another', async () => {
  const { caseId, receipt, lead, office, act } = await filed()
  const ruler = await anOfficer(db, { role: 'joint_office', bureau: 'DATA', name: '周敏' })
  const apart = {
    apart: 'judgement',
    ground: 'barred',
    reason: '要求公开其他举报人的姓名，法律不允许。',
    article: '《市场监督管理投诉举报处理办法》第三十三条',
  }
  await act(lead, 2, 'answer', { text: `${ofTheLead}油烟浓度达标，不予处罚。` })
  await expect(act(office, 3, 'set_apart', apart)).rejects.toBeInstanceOf(Invalid)
  await judgeAnswer(citizen(3), {
    receipt,
    solved: 'unsolved',
    satisfied: 'no',
    why: '没有告诉我谁举报的',
    reopen: false,
  })
  await expect(act(lead, 3, 'set_apart', apart)).rejects.toBeInstanceOf(Forbidden)
  await expect(act(office, 3, 'set_apart', { ...apart, article: '' })).rejects.toBeInstanceOf(Invalid)
  await act(office, 3, 'set_apart', apart)
  await expect(act(office, 3, 'set_apart', apart)).rejects.toBeInstanceOf(Invalid)
  await act(office, 3, 'set_apart', { ...apart, apart: '2', ground: 'unreasonable' })

  const told = await trackCase(citizen(4), receipt)
  expect(told.aparts).toMatchObject([
    { item: null, ground: 'barred', mayObject: true },
    { item: 2, mayObject: true },
  ])
  expect(told.events.at(-1)?.text).toContain(apart.reason)
  const objection = { receipt, apart: String(told.aparts[0]?.id), reason: '我要的是处理结果，不是姓名。' }
  await expect(objectToApart(citizen(4), { ...objection, reason: '' })).rejects.toBeInstanceOf(Invalid)
  await objectToApart(citizen(4), objection)
  await expect(objectToApart(citizen(4), objection)).rejects.toBeInstanceOf(Conflict)
  const ruling = { ruling: 'lifted', reason: '诉求人要的是处理结果，应当计入。' }
  await expect(act(office, 5, 'rule_objection', ruling)).rejects.toBeInstanceOf(Conflict)
  await act(ruler, 5, 'rule_objection', ruling)
  const [judgement, demand] = (await readCase(at(ruler, 5), caseId)).aparts
  expect(judgement).toMatchObject({ upheld: false, ruling: ruling.reason })
  expect(demand).toMatchObject({ upheld: null, objectedAt: null })
  await expect(act(ruler, 5, 'rule_objection', ruling)).rejects.toBeInstanceOf(Conflict)
})

it('an answer that does not wait for a part says why, and the part ends with it', async () => {
  const { caseId, receipt, lead, eeb, act } = await filed()
  await act(lead, 0, 'give_part', { item: '2', bureau: 'EEB' })
  const answer = { text: `${ofTheLead}油烟问题正在核查，另行告知。`, unwaited: '食品安全部分已经办结，先行告知。' }
  await act(lead, 2, 'answer', answer)
  expect(await tasksOf(eeb)).toEqual([])
  await expect(act(eeb, 3, 'hand_in_part', smoke)).rejects.toBeInstanceOf(Forbidden)
  const told = await trackCase(citizen(3), receipt)
  expect(told.items[1]?.parts.at(-1)?.endedBy).toBe('case_moved')
  expect(told.events.at(-1)?.text).toContain(answer.unwaited)
  expect((await readCase(at(lead, 3), caseId)).state).toBe('answered')
})

it('a demand that the machine did not set apart is marked by the officer in words, read, and given away', async () => {
  const caseId = await openCaseAt(world, { state: 'handling', lead: 'AMR', email: 'chen@example.com' })
  const [lead, eeb] = [await anOfficer(db), await anOfficer(db, { bureau: 'EEB' })]
  const give = { caseId, act: 'give_part', typed: { bureau: 'EEB' } } as const
  await expect(moveCase(at(lead), give)).rejects.toBeInstanceOf(Conflict)
  const words = '楼下工地半夜施工，噪声扰民，要求停止夜间施工'
  await moveCase(at(lead), { caseId, act: 'mark_item', typed: { text: words } })
  const [item] = (await readCase(at(lead), caseId)).items
  expect(item).toMatchObject({ number: 1, text: words, lead: { id: 'EEB' } })
  await moveCase(at(lead), give)
  await moveCase(at(lead, 1), { caseId, act: 'take_back_part', typed: { note: '噪声部分并入另案' } })
  expect(await supported(eeb, 1)).toEqual([])
  const letters = await db
    .selectFrom('letter')
    .select(['recipient', 'reason'])
    .where('what', '=', `case:${caseId}`)
    .execute()
  expect(letters.map(({ recipient }) => recipient).sort()).toEqual([
    'eeb-duty@shenzhen.example',
    'eeb-duty@shenzhen.example',
    `reporter:${caseId}`,
  ])
})
