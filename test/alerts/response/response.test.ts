import { describe, expect, it } from 'vitest'
import { liftWarning } from '../../../src/alerts/lift-warning.ts'
import { releaseWarning } from '../../../src/alerts/release-warning.ts'
import { addEvidence } from '../../../src/alerts/response/add-evidence.ts'
import { addResponseTask } from '../../../src/alerts/response/add-response-task.ts'
import { callLateTasks } from '../../../src/alerts/response/call-late-tasks.ts'
import { endTask } from '../../../src/alerts/response/end-task.ts'
import type { OriginAsked } from '../../../src/alerts/response/find-origin.ts'
import { handOverTask } from '../../../src/alerts/response/hand-over-task.ts'
import { listResponses } from '../../../src/alerts/response/list-responses.ts'
import { moveResponse } from '../../../src/alerts/response/move-response.ts'
import { noteSituation } from '../../../src/alerts/response/note-situation.ts'
import { openCriticalTasks } from '../../../src/alerts/response/open-critical-tasks.ts'
import { openResponse, type TypedResponse } from '../../../src/alerts/response/open-response.ts'
import { readEvidence } from '../../../src/alerts/response/read-evidence.ts'
import { readResponse } from '../../../src/alerts/response/read-response.ts'
import { tickCheck } from '../../../src/alerts/response/tick-check.ts'
import { changeWarning } from '../../../src/alerts/warnings/change-warning.ts'
import { publishWarning } from '../../../src/alerts/warnings/publish-warning.ts'
import { writeWarning } from '../../../src/alerts/warnings/write-warning.ts'
import { finishTask } from '../../../src/cases/tasks/finish-task.ts'
import { listTasks } from '../../../src/cases/tasks/list-tasks.ts'
import type { Context, Role } from '../../../src/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/errors.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { aDraft } from '../notices.ts'
import { aContent, aPublished, movesOf, people, signed } from '../warnings/quality-warnings.ts'

const world = await useWorld()
const { db } = world
const free: OriginAsked = { kind: 'free', id: null }
const as = async (role: Role, bureau: string, now = monday) =>
  contextOf(world, { actor: await anOfficer(db, { role, bureau }), now })
const office = () => as('joint_office', 'DATA')
const anOpening = (said: Partial<TypedResponse> = {}): TypedResponse => ({
  title: '某小学食堂疑似食物中毒',
  leaf: 'FOOD.05',
  colour: 'orange',
  lead: 'AMR',
  drill: false,
  situation: '午餐后 12 名学生呕吐，已送医',
  ...said,
})
const opened = (context: Context, said: Partial<TypedResponse> = {}, origin = free) =>
  openResponse(context, { origin, typed: anOpening(said) })
const letters = () => db.selectFrom('letter').select(['recipient', 'reason', 'subject']).orderBy('id').execute()
const log = async (responseId: number) =>
  (
    await db.selectFrom('response_event').where('response_id', '=', responseId).select('act').orderBy('id').execute()
  ).map(({ act }) => act)
async function taskFor(context: Context, responseId: number, action: string) {
  const task = (await readResponse(context, { responseId })).tasks.find((one) => one.action === action)
  if (!task) throw new Error(`no task ${action}`)
  return task
}

/** Ends every task that is open: the bureau that has it checks off its list and says what it did. */
async function doAll(responseId: number, but: string[] = []) {
  for (const task of (await readResponse(await office(), { responseId })).tasks) {
    if (task.doneAt !== null || but.includes(task.action)) continue
    const officer = await as('officer', task.bureau)
    for (const { number } of task.checks) await tickCheck(officer, { taskId: task.id, number })
    await endTask(officer, { taskId: task.id, failed: false, result: '已按预案完成' })
  }
}

async function aReleasedWarning(): Promise<number> {
  const warningId = await aDraft(world)
  await releaseWarning(await office(), { warningId, reason: '与本市投诉相符' })
  return warningId
}

describe('a response', () => {
  it('gives each bureau its tasks by the playbook, with lists and clocks, and calls each once by letter', async () => {
    const context = await office()
    const id = await opened(context)
    const { tasks, response } = await readResponse(context, { responseId: id })
    expect(response).toMatchObject({ playbook: 'food', state: 'open', colour: 'orange' })
    const report = tasks.find(({ action }) => action === 'report')
    expect(report).toMatchObject({ critical: true, bureau: 'AMR', dueAt: new Date('2026-11-16T04:00:00Z') })
    expect(report?.checks).toHaveLength(3)
    expect(tasks.map(({ bureau }) => bureau)).toContain('HC')
    const sent = await letters()
    expect(sent.map(({ recipient }) => recipient.split('-')[0]).sort()).toEqual(
      [...new Set(tasks.map(({ bureau }) => bureau.toLowerCase()))].sort(),
    )
    expect(await log(id)).toEqual(['open', ...tasks.map(() => 'give')])
  })

  it('is opened by a bureau for itself, by the office for any, from a case that one may see, by nobody else', async () => {
    const officer = await as('officer', 'AMR')
    const caseId = await openCaseAt(world, { lead: 'AMR', danger: 3 })
    const id = await opened(officer, {}, { kind: 'case', id: caseId })
    expect((await readResponse(officer, { responseId: id })).response.case_id).toBe(caseId)
    await expect(opened(officer, { lead: 'EEB' })).rejects.toBeInstanceOf(Invalid)
    await expect(
      opened(await as('officer', 'EEB'), { lead: 'EEB' }, { kind: 'case', id: caseId }),
    ).rejects.toBeInstanceOf(NotFound)
    await expect(opened(await as('trade_official', 'AMR'))).rejects.toBeInstanceOf(Forbidden)
    await opened(await office(), { lead: 'EEB', leaf: 'ENV.01' })
  })

  it('is refused with a message per field, and nothing is done', async () => {
    const bad = { title: ' ', leaf: 'NO.01', colour: 'green', lead: 'CWD', situation: '' }
    const refusal = await opened(await office(), bad).catch((error: unknown) => error)
    expect(Object.keys((refusal as Invalid).fields).sort()).toEqual(['colour', 'lead', 'leaf', 'situation', 'title'])
    expect(await db.selectFrom('task').selectAll().execute()).toEqual([])
    expect(await letters()).toEqual([])
  })

  it('is seen by those who have a part in it and by the office; the log is theirs to add to', async () => {
    const id = await opened(await office())
    const [hospital, stranger] = [await as('officer', 'HC'), await as('officer', 'CTS')]
    await noteSituation(hospital, { responseId: id, text: '12 人均已收治，无重症' })
    await expect(noteSituation(stranger, { responseId: id, text: '看看' })).rejects.toBeInstanceOf(NotFound)
    await expect(readResponse(stranger, { responseId: id })).rejects.toBeInstanceOf(NotFound)
    expect((await listResponses(stranger, { state: null, page: 1 })).responses).toEqual([])
    expect((await listResponses(hospital, { state: null, page: 1 })).responses).toHaveLength(1)
  })
})

describe('a task', () => {
  it('is done by the bureau that has it, a critical one only with its list checked off', async () => {
    const id = await opened(await office())
    const officer = await as('officer', 'AMR')
    const task = await taskFor(officer, id, 'report')
    const end = { taskId: task.id, failed: false, result: '已电话和书面报告' }
    await expect(endTask(await as('officer', 'HC'), end)).rejects.toBeInstanceOf(Forbidden)
    await expect(endTask(officer, end)).rejects.toBeInstanceOf(Invalid)
    for (const { number } of task.checks) await tickCheck(officer, { taskId: task.id, number })
    await expect(tickCheck(officer, { taskId: task.id, number: 1 })).rejects.toBeInstanceOf(Conflict)
    await endTask(officer, end)
    await expect(endTask(officer, end)).rejects.toBeInstanceOf(Conflict)
    const done = await taskFor(officer, id, 'report')
    expect(done).toMatchObject({ failed: false, result: '已电话和书面报告', doneAt: monday })
  })

  it('is handed over with a reason to another bureau, which is called; its time limit stays', async () => {
    const id = await opened(await office())
    const officer = await as('officer', 'AMR')
    const { id: taskId, dueAt } = await taskFor(officer, id, 'inspect')
    await expect(handOverTask(officer, { taskId, bureau: 'EDU', reason: '' })).rejects.toBeInstanceOf(Invalid)
    await expect(handOverTask(officer, { taskId, bureau: 'AMR', reason: '没有别的单位' })).rejects.toBeInstanceOf(
      Invalid,
    )
    const stranger = await as('officer', 'HC')
    await expect(handOverTask(stranger, { taskId, bureau: 'EDU', reason: '不归我们' })).rejects.toBeInstanceOf(
      Forbidden,
    )
    await handOverTask(officer, { taskId, bureau: 'EDU', reason: '学校食堂由教育局先到场' })
    expect(await taskFor(officer, id, 'inspect')).toMatchObject({ bureau: 'EDU', dueAt })
    expect((await letters()).at(-1)).toMatchObject({ recipient: 'edu-duty@shenzhen.example' })
    await expect(endTask(officer, { taskId, failed: false, result: '我来完成' })).rejects.toBeInstanceOf(Forbidden)
    const edu = await as('officer', 'EDU')
    expect((await readResponse(edu, { responseId: id })).log[0]?.text).toContain('学校食堂由教育局先到场')
  })

  it('is one of the tasks of its bureau, ends on the page of its response, and keeps evidence with its hash', async () => {
    const id = await opened(await office())
    const officer = await as('officer', 'AMR')
    const task = await taskFor(officer, id, 'sample')
    const { tasks } = await listTasks(officer, { bureau: null, kind: 'response', page: 1 })
    expect(tasks.map(({ responseId }) => responseId)).toContain(id)
    await expect(finishTask(officer, { taskId: task.id, result: '完成了' })).rejects.toBeInstanceOf(Conflict)
    const file = {
      name: '抽样单.pdf',
      mediaType: 'application/pdf',
      bytes: Buffer.from('%PDF'),
      sha256: 'ab'.repeat(32),
      scan: 'clean',
    } as const
    await addEvidence(officer, { taskId: task.id, files: [file] })
    const [kept] = (await taskFor(officer, id, 'sample')).evidence
    expect(kept).toMatchObject({ name: '抽样单.pdf' })
    expect((await readEvidence(officer, { evidenceId: kept?.id ?? 0 })).name).toBe('抽样单.pdf')
    await expect(readEvidence(await as('officer', 'CTS'), { evidenceId: kept?.id ?? 0 })).rejects.toBeInstanceOf(
      NotFound,
    )
    await expect(db.updateTable('response_evidence').set({ name: 'x' }).execute()).rejects.toThrow(/append-only/)
  })

  it('that is late is said once: in the log, to its bureau and to the office', async () => {
    const id = await opened(await office())
    await db.deleteFrom('letter').execute()
    const later = contextOf(world, {
      actor: { kind: 'job', name: 'call-late-tasks' },
      now: new Date('2026-11-16T04:30:00Z'),
    })
    const late = await callLateTasks(later)
    expect(late).toBeGreaterThan(0)
    expect(await callLateTasks(later)).toBe(0)
    expect((await log(id)).filter((act) => act === 'late')).toHaveLength(late)
    expect([...new Set((await letters()).map(({ recipient }) => recipient))].sort()).toContain(
      'data-duty@shenzhen.example',
    )
    expect(new Set((await letters()).map(({ reason }) => reason)).size).toBe((await letters()).length)
  })
})

describe('closing', () => {
  it('needs every task ended, and another person who verifies the effect', async () => {
    const [boss, head] = [await office(), await as('head', 'AMR')]
    const id = await opened(boss)
    await expect(moveResponse(boss, { responseId: id, move: 'ask_closure', text: '都好了' })).rejects.toBeInstanceOf(
      Conflict,
    )
    await doAll(id)
    await moveResponse(boss, { responseId: id, move: 'ask_closure', text: '全部完成，无新增病例' })
    const effect = '回访三所学校，三天无新增病例，留样检出菌株已溯源'
    await expect(moveResponse(boss, { responseId: id, move: 'close', text: effect })).rejects.toBeInstanceOf(Forbidden)
    await expect(moveResponse(head, { responseId: id, move: 'close', text: '好的' })).rejects.toBeInstanceOf(Invalid)
    await moveResponse(head, { responseId: id, move: 'refuse_closure', text: '还没有回访' })
    await moveResponse(boss, { responseId: id, move: 'ask_closure', text: '已回访' })
    await moveResponse(head, { responseId: id, move: 'close', text: effect })
    expect((await readResponse(head, { responseId: id })).response).toMatchObject({
      state: 'closed',
      closed_at: monday,
    })
    await expect(noteSituation(head, { responseId: id, text: '再记一条' })).rejects.toBeInstanceOf(Conflict)
  })
})

describe('a warning', () => {
  it('is not lifted while a critical task is open, save with a reason that stands in its history', async () => {
    const boss = await office()
    const warningId = await aReleasedWarning()
    await opened(boss, { leaf: 'PROD.03' }, { kind: 'warning', id: warningId })
    expect((await openCriticalTasks(boss, { warningId })).length).toBeGreaterThan(0)
    const lift = liftWarning(boss, { warningId, reason: '危险已经过去' })
    await expect(lift).rejects.toMatchObject({ fields: { despite: expect.anything() } })
    expect((await db.selectFrom('warning').select('state').executeTakeFirstOrThrow()).state).toBe('released')
    await liftWarning(boss, { warningId, reason: '危险已经过去', despite: '余下两项转为日常监管' })
    const event = await db
      .selectFrom('warning_event')
      .where('act', '=', 'lift')
      .select('reason')
      .executeTakeFirstOrThrow()
    expect(event.reason).toContain('余下两项转为日常监管')
  })

  it('a critical task that failed stands in the way until a later one of the same kind has worked', async () => {
    const boss = await office()
    const warningId = await aReleasedWarning()
    const id = await opened(boss, { leaf: 'PROD.03' }, { kind: 'warning', id: warningId })
    await doAll(id, ['recall'])
    const officer = await as('officer', 'AMR')
    const { id: taskId } = await taskFor(officer, id, 'recall')
    await endTask(officer, { taskId, failed: true, result: '企业失联，召回计划没有提交' })
    expect(await openCriticalTasks(boss, { warningId })).toMatchObject([{ taskId, failed: true }])
    await addResponseTask(boss, { responseId: id, action: 'recall', bureau: 'AMR', critical: true })
    expect(await openCriticalTasks(boss, { warningId })).toHaveLength(2)
    await doAll(id)
    expect(await openCriticalTasks(boss, { warningId })).toEqual([])
    await liftWarning(boss, { warningId, reason: '危险已经过去' })
  })
})

describe('a second click', () => {
  it('gives no task twice and writes no line of the log twice', async () => {
    const boss = await office()
    const id = await opened(boss)
    const given = { responseId: id, action: 'evacuate', bureau: 'DIST', critical: true }
    const clicks = await Promise.allSettled([addResponseTask(boss, given), addResponseTask(boss, given)])
    expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(addResponseTask(boss, given)).rejects.toBeInstanceOf(Conflict)
    const before = (await log(id)).length
    const note = { responseId: id, text: '现场已疏散完毕' }
    await Promise.all([noteSituation(boss, note), noteSituation(boss, note)])
    expect(await log(id)).toHaveLength(before + 1)
    await noteSituation({ ...boss, now: new Date(monday.getTime() + 120_000) }, note)
    expect(await log(id)).toHaveLength(before + 2)
  })
})

describe('a quality warning of the city', () => {
  it('is not ended by its signed text while a critical task is open, save with a reason that its version keeps', async () => {
    const who = await people(world)
    const [writer, boss] = [contextOf(world, { actor: who.writer }), contextOf(world, { actor: who.office })]
    const warningId = await aPublished(world, who)
    await opened(boss, { leaf: 'EQUIP.01' }, { kind: 'warning', id: warningId })
    await changeWarning(writer, { warningId, lifting: true })
    const content = aContent({ note: { zh: '危险已过', en: 'It is over' } })
    await writeWarning(writer, { warningId, moves: 0, content })
    await signed(world, who, warningId)
    const publication = { warningId, moves: await movesOf(world, warningId), reason: '同意解除' }
    await expect(publishWarning(boss, publication)).rejects.toMatchObject({ fields: { despite: expect.anything() } })
    expect((await db.selectFrom('warning').select('state').executeTakeFirstOrThrow()).state).toBe('released')
    await publishWarning(boss, { ...publication, despite: '停用决定已送达，余下转日常监管' })
    const last = await db
      .selectFrom('warning_version')
      .where('change', '=', 'lift')
      .select('reason')
      .executeTakeFirstOrThrow()
    expect(last.reason).toContain('停用决定已送达')
  })

  it('that is a drill opens a drill and nothing else', async () => {
    const who = await people(world)
    const boss = contextOf(world, { actor: who.office })
    const warningId = await aPublished(world, who, {}, { drill: true })
    const origin = { kind: 'warning', id: warningId } as const
    await expect(opened(boss, {}, origin)).rejects.toBeInstanceOf(Invalid)
    await db.deleteFrom('letter').execute()
    await opened(boss, { drill: true }, origin)
    expect(await letters()).toEqual([])
  })
})

describe('a drill', () => {
  it('sends no letter, hangs on nothing real, counts nowhere and says so in the list of tasks', async () => {
    const boss = await office()
    const before = await listTasks(boss, { bureau: null, kind: null, page: 1 })
    const id = await opened(boss, { drill: true, colour: 'red' })
    const officer = await as('officer', 'AMR')
    const { id: taskId } = await taskFor(officer, id, 'inspect')
    await handOverTask(officer, { taskId, bureau: 'EDU', reason: '演练转交' })
    await addResponseTask(boss, { responseId: id, action: 'evacuate', bureau: 'DIST', critical: true })
    await callLateTasks(contextOf(world, { actor: { kind: 'job', name: 'x' }, now: new Date('2026-12-16T04:30:00Z') }))
    expect(await letters()).toEqual([])
    const after = await listTasks(boss, { bureau: null, kind: null, page: 1 })
    expect(after.total).toBe(before.total)
    expect(after.tasks.every(({ drill }) => drill)).toBe(true)
    expect((await listResponses(boss, { state: null, page: 1 })).underWay).toBe(0)
    const caseId = await openCaseAt(world, { lead: 'AMR' })
    await expect(opened(officer, { drill: true }, { kind: 'case', id: caseId })).rejects.toBeInstanceOf(Invalid)
    const warningId = await aReleasedWarning()
    await expect(opened(boss, { drill: true }, { kind: 'warning', id: warningId })).rejects.toBeInstanceOf(Invalid)
    const linked = db.updateTable('response').set({ case_id: caseId }).where('id', '=', id).execute()
    await expect(linked).rejects.toThrow(/check constraint/)
  })

  it('comes after what is real in the list of tasks', async () => {
    const boss = await office()
    await opened(boss, { drill: true })
    await opened(boss)
    const { tasks } = await listTasks(await as('officer', 'AMR'), { bureau: null, kind: null, page: 1 })
    const drills = tasks.map(({ drill }) => drill)
    expect(drills).toEqual(drills.toSorted((a, b) => Number(a) - Number(b)))
    expect(new Set(drills).size).toBe(2)
  })
})
