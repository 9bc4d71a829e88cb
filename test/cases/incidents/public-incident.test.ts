import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { groupNewReports } from '../../../src/cases/incidents/group-new-reports.ts'
import type { TypedIncident } from '../../../src/cases/incidents/incident-words.ts'
import { listPublicIncidents } from '../../../src/cases/incidents/list-public-incidents.ts'
import { mergeIncidents } from '../../../src/cases/incidents/merge-incidents.ts'
import { publishIncident } from '../../../src/cases/incidents/publish-incident.ts'
import { readIncident } from '../../../src/cases/incidents/read-incident.ts'
import { withdrawIncident } from '../../../src/cases/incidents/withdraw-incident.ts'
import { readCase } from '../../../src/cases/read-case.ts'
import { trackCase } from '../../../src/cases/tracking/track-case.ts'
import { receiveComplaint } from '../../../src/intake/receive-complaint.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadIncidentModel } from '../../../src/triage/incidents/load-incident-model.ts'
import { openCaseAt } from '../../support/cases.ts'
import { aComplaint, anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const incidents = loadIncidentModel(join(projectRoot, 'city/shenzhen'))
const later = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)
const sweep = (now: Date) =>
  groupNewReports({ ...contextOf(world, { actor: { kind: 'job', name: 'group-new-reports' }, now }), incidents })
const head = async (now = monday, bureau = 'AMR') =>
  contextOf(world, { actor: await anOfficer(db, { role: 'head', bureau }), now })

const text = '星澜汇健身房上周突然关门，剩下半年的卡没人退，老板电话打不通，希望追回会员费。'
const typed: TypedIncident = {
  title: '星澜汇健身房停业退费',
  words: '多名消费者反映星澜汇健身房停业后会员卡余额未退，市场监管部门正在联系经营者核实。',
  respondent: '星澜汇健身房',
  product: '健身会员卡',
  place: '南山区',
}

/** Two cases that a person put together, and their incident. */
async function together(): Promise<{ cases: number[]; incidentId: number }> {
  const one = await openCaseAt(world, { title: '星澜汇健身房关门跑路', text })
  const other = await openCaseAt(world, { title: '健身卡退不了', text: '预付卡余额不退，店已搬空，无人接待。' })
  const officer = contextOf(world, { actor: await anOfficer(db) })
  const incidentId = await mergeIncidents(officer, { caseId: one, otherId: other, reason: '核对过是同一家店' })
  return { cases: [one, other], incidentId }
}

const fieldsOf = (incidentId: number, said: Partial<TypedIncident>) =>
  head().then((context) =>
    publishIncident(context, { incidentId, typed: { ...typed, ...said }, seen: 0 }).then(
      () => [],
      (error: { fields?: object }) => Object.keys(error.fields ?? {}),
    ),
  )

describe('a public incident', () => {
  it('is in the words of a person who may, under a code that nobody guesses, and holds nothing of a report', async () => {
    const { incidentId } = await together()
    await expect(
      publishIncident(contextOf(world, { actor: await anOfficer(db) }), { incidentId, typed, seen: 0 }),
    ).rejects.toThrow('由单位负责人')
    await expect(publishIncident(await head(monday, 'EEB'), { incidentId, typed, seen: 0 })).rejects.toThrow('没有')
    expect(await listPublicIncidents(contextOf(world))).toEqual([])
    const code = await publishIncident(await head(), { incidentId, typed, seen: 0 })
    expect(code).toMatch(/^[\w-]{16}$/)
    const shown = await listPublicIncidents(contextOf(world))
    expect(shown).toMatchObject([{ ...typed, code, number: 1, act: 'publish', bureau: 'AMR' }])
    expect(JSON.stringify(shown)).not.toMatch(/老板电话|incident_id|关门跑路/)
  })

  it('is refused with what can tell who somebody is, and with a sentence of a report', async () => {
    const { incidentId } = await together()
    expect(await fieldsOf(incidentId, { words: `${typed.words}请联系13800000000。` })).toEqual(['words'])
    expect(await fieldsOf(incidentId, { words: `有人说：${text.slice(0, 30)}` })).toEqual(['words'])
    expect(await fieldsOf(incidentId, { title: '短', words: '也短' })).toEqual(['title', 'words'])
    expect(await listPublicIncidents(contextOf(world))).toEqual([])
  })

  it('may name the firm as the reports do', async () => {
    const respondent = '深圳市南山区星澜汇健身服务有限公司第一分公司'
    const { incidentId } = await together()
    await openCaseAt(world, { text: `${respondent}关门了，钱不退。` })
    expect(
      await fieldsOf(incidentId, { respondent, words: `${respondent}停业，会员卡余额尚未退还，正在核实。` }),
    ).toEqual([])
  })

  it('keeps every version; two people at once do not overwrite each other; taken back it is public no more', async () => {
    const { incidentId } = await together()
    const code = await publishIncident(await head(), { incidentId, typed, seen: 0 })
    await expect(publishIncident(await head(), { incidentId, typed, seen: 0 })).rejects.toThrow('刚才有人改动')
    const second = { ...typed, title: '星澜汇健身房停业退费（更新）' }
    expect(await publishIncident(await head(later(1)), { incidentId, typed: second, seen: 1 })).toBe(code)
    await expect(withdrawIncident(await head(), { incidentId, code, reason: '' })).rejects.toMatchObject({
      fields: { 'withdraw-reason': {} },
    })
    await withdrawIncident(await head(later(2)), { incidentId, code, reason: '经营者已全部退费' })
    expect(await listPublicIncidents(contextOf(world))).toEqual([])
    await expect(withdrawIncident(await head(), { incidentId, code, reason: '再撤一次' })).rejects.toThrow('刚才')
    const rows = await db.selectFrom('public_incident').select(['number', 'act']).orderBy('number').execute()
    expect(rows.map(({ number, act }) => `${number} ${act}`)).toEqual(['1 publish', '2 publish', '3 withdraw'])
    await expect(db.deleteFrom('public_incident').execute()).rejects.toThrow()
  })
})

describe('somebody to whom it happened too', () => {
  const filed = (code: string, now: Date) =>
    receiveComplaint(
      contextOf(world, { now }),
      aComplaint({ incident: code, title: '', text: '我的卡还剩八个月，一直没人理我，想把钱要回来。' }),
      { channel: 'web' },
    )
  const groupOf = async (reportId: number) =>
    db.selectFrom('incident_member').where('report_id', '=', reportId).selectAll().executeTakeFirst()

  it('is put into the group with the reason said, keeps an own case and clock, and learns nothing of the others', async () => {
    const { cases, incidentId } = await together()
    const code = await publishIncident(await head(), { incidentId, typed, seen: 0 })
    const { caseId, receipt, clocks } = await filed(code, later(5))
    await sweep(later(6))
    const member = await groupOf(caseId)
    expect(member).toMatchObject({ incident_id: incidentId, likeness: null, actor: 'job:group-new-reports' })
    expect(member?.because.join()).toContain('从公开事件“星澜汇健身房停业退费”（第 1 版）提交')
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })
    const read = await readIncident(office, incidentId)
    expect(read.members.map((one) => one.caseId)).toEqual([...cases, caseId])
    expect(read.events.some(({ act, reportId }) => act === 'join' && reportId === caseId)).toBe(true)
    expect((await readCase(office, caseId)).clocks.length).toBeGreaterThan(0)
    expect(clocks.length).toBeGreaterThan(0)
    const tracked = JSON.stringify(await trackCase(contextOf(world), receipt))
    for (const id of cases) expect(tracked).not.toContain(`"${id}"`)
    expect(tracked).not.toMatch(/老板电话打不通|店已搬空/)
    await sweep(later(7))
    expect(await groupOf(caseId)).toEqual(member)
  })

  it('stands alone when the page was taken back before, or the code is nobody’s; filed before, it still joins', async () => {
    const { incidentId } = await together()
    const code = await publishIncident(await head(), { incidentId, typed, seen: 0 })
    const before = await filed(code, later(5))
    await withdrawIncident(await head(later(10)), { incidentId, code, reason: '经营者已全部退费' })
    const after = await filed(code, later(15))
    const made = await filed('AAAAAAAAAAAAAAAA', later(16))
    await sweep(later(20))
    expect((await groupOf(before.caseId))?.incident_id).toBe(incidentId)
    const because = async (id: number) => (await groupOf(id))?.because.join() ?? ''
    for (const { caseId } of [after, made]) expect(await because(caseId)).not.toContain('公开事件')
  })

  it('joins the incident that took the published one up', async () => {
    const { incidentId, cases } = await together()
    const code = await publishIncident(await head(), { incidentId, typed, seen: 0 })
    const bigger = await together()
    const officer = contextOf(world, { actor: await anOfficer(db) })
    const [first = 0, taken = 0] = [bigger.cases[0], cases[0]]
    const home = await mergeIncidents(officer, { caseId: first, otherId: taken, reason: '同一老板的两家店' })
    expect(home).toBe(bigger.incidentId)
    const { caseId } = await filed(code, later(5))
    await sweep(later(6))
    expect((await groupOf(caseId))?.incident_id).toBe(home)
    await withdrawIncident(await head(later(7)), { incidentId: home, code, reason: '已并入另一事件' })
    expect(await listPublicIncidents(contextOf(world))).toEqual([])
  })
})
