import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actOnIncident } from '../../../src/cases/incidents/act-on-incident.ts'
import { findIncidentOf } from '../../../src/cases/incidents/find-incident-of.ts'
import { groupNewReports } from '../../../src/cases/incidents/group-new-reports.ts'
import { keepApart } from '../../../src/cases/incidents/keep-apart.ts'
import { mergeIncidents } from '../../../src/cases/incidents/merge-incidents.ts'
import { readIncident } from '../../../src/cases/incidents/read-incident.ts'
import { splitIncident } from '../../../src/cases/incidents/split-incident.ts'
import { moveCase } from '../../../src/cases/move-case.ts'
import type { Actor } from '../../../src/context.ts'
import { Conflict, Invalid, NotFound } from '../../../src/errors.ts'
import { projectRoot } from '../../../src/project-root.ts'
import { loadIncidentModel } from '../../../src/triage/incidents/load-incident-model.ts'
import { openCaseAt } from '../../support/cases.ts'
import { anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const incidents = loadIncidentModel(join(projectRoot, 'city/shenzhen'))
const sweep = (now = monday) =>
  groupNewReports({ ...contextOf(world, { actor: { kind: 'job', name: 'group-new-reports' }, now }), incidents })

const noise = {
  title: '育新苑小区旁搅拌站半夜施工',
  text: '育新苑小区东门外的搅拌站每天半夜开工，粉尘很大，机器声吵得全家睡不着，请尽快处理。',
}
const sameNoise = {
  title: '投诉育新苑小区搅拌站半夜噪音',
  text: '我是育新苑小区业主，东门外的搅拌站半夜还在开工，噪音和粉尘都很大，老人孩子睡不着。',
}
const elsewhere = {
  title: '百合谷小区旁搅拌站半夜施工',
  text: '百合谷小区东门外的搅拌站每天半夜开工，粉尘很大，机器声吵得全家睡不着，请尽快处理。',
}
const lift = {
  leaf: 'EQUIP.01',
  title: '育新苑小区电梯停运',
  text: '育新苑小区三栋电梯停了五天，物业说没有维修资金，老人下不了楼。',
}

const incidentsOf = async () => {
  const rows = await world.db.selectFrom('incident_member').select(['report_id', 'incident_id']).execute()
  return new Map(rows.map((row) => [row.report_id, row.incident_id]))
}
const as = (actor: Actor) => contextOf(world, { actor })
const dispatcher = () => anOfficer(world.db, { role: 'dispatcher', bureau: 'DATA' })
const reason = '现场核对过门牌'

describe('the sweep', () => {
  it('puts the same event in other words together and says why, and neither the same words elsewhere nor another problem there', async () => {
    const one = await openCaseAt(world, noise)
    const other = await openCaseAt(world, sameNoise)
    const third = await openCaseAt(world, elsewhere)
    const fourth = await openCaseAt(world, lift)
    expect(await sweep()).toBe(4)
    const found = await incidentsOf()
    expect(found.get(one)).toBeDefined()
    expect(found.get(other)).toBe(found.get(one))
    expect(found.has(third)).toBe(false)
    expect(found.has(fourth)).toBe(false)
    const member = await world.db
      .selectFrom('incident_member')
      .where('report_id', '=', other)
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(member.actor).toBe('job:group-new-reports')
    expect(member.because.join()).toContain('育新苑')
    expect(await sweep()).toBe(0)
  })

  it('leaves its turn to another worker, and takes up what one that died left', async () => {
    await openCaseAt(world, noise)
    const minute = 60_000
    await world.db
      .insertInto('incident_turn')
      .values({ id: 1, taken_until: new Date(monday.getTime() + minute), swept_to: 0 })
      .execute()
    expect(await sweep()).toBe(0)
    expect(await sweep(new Date(monday.getTime() + 2 * minute))).toBe(1)
  })

  it('places a report once even when two sweep at once, and takes up late ones after it has moved on', async () => {
    for (let n = 0; n < 5; n += 1) await openCaseAt(world, noise)
    await Promise.all([sweep(), sweep()])
    const later = new Date(monday.getTime() + 3_600_000)
    await sweep(later)
    const late = await openCaseAt(world, { ...sameNoise, openedAt: later })
    await sweep(new Date(later.getTime() + 1000))
    const found = await incidentsOf()
    expect(found.size).toBe(6)
    expect(new Set(found.values()).size).toBe(1)
    expect(found.has(late)).toBe(true)
  })
})

describe('what people decide', () => {
  it('takes a case out for good: no sweep brings it back', async () => {
    const one = await openCaseAt(world, noise)
    const other = await openCaseAt(world, sameNoise)
    await sweep()
    const officer = await dispatcher()
    await splitIncident(as(officer), { caseId: other, reason })
    await world.db.deleteFrom('incident_sweep').where('report_id', '=', other).execute()
    await sweep()
    const found = await incidentsOf()
    expect(found.has(one)).toBe(true)
    expect(found.has(other)).toBe(false)
    const correction = await world.db
      .selectFrom('correction')
      .where('what', '=', 'merge')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(correction).toMatchObject({ report_id: other, reason, actor: `staff:${officer.accountId}` })
    await expect(splitIncident(as(officer), { caseId: other, reason })).rejects.toBeInstanceOf(Conflict)
  })

  it('merges what the machine would not, with all that belongs to either, and the last decision stands', async () => {
    const one = await openCaseAt(world, noise)
    const other = await openCaseAt(world, sameNoise)
    const third = await openCaseAt(world, lift)
    await sweep()
    const actor = as(await dispatcher())
    await keepApart(actor, { caseId: one, otherId: third, reason })
    await mergeIncidents(actor, { caseId: third, otherId: one, reason })
    const found = await incidentsOf()
    expect(new Set([found.get(one), found.get(other), found.get(third)]).size).toBe(1)
    expect(await world.db.selectFrom('incident_apart').selectAll().execute()).toEqual([])
    await expect(mergeIncidents(actor, { caseId: one, otherId: other, reason })).rejects.toBeInstanceOf(Conflict)
    await expect(mergeIncidents(actor, { caseId: one, otherId: one, reason })).rejects.toBeInstanceOf(Invalid)
  })

  it('asks for a reason, and is for whoever sees both cases', async () => {
    const one = await openCaseAt(world, noise)
    const other = await openCaseAt(world, { ...lift, lead: 'HOUSING' })
    const officer = as(await anOfficer(world.db, { bureau: 'AMR' }))
    await expect(mergeIncidents(officer, { caseId: one, otherId: other, reason })).rejects.toBeInstanceOf(NotFound)
    const actor = as(await dispatcher())
    await expect(mergeIncidents(actor, { caseId: one, otherId: other, reason: ' ' })).rejects.toBeInstanceOf(Invalid)
    expect((await incidentsOf()).size).toBe(0)
  })

  it('answers what the machine asks: the question is gone and stays away', async () => {
    const one = await openCaseAt(world, noise)
    const other = await openCaseAt(world, lift)
    await world.db
      .insertInto('incident_question')
      .values({ report_id: other, earlier_id: one, likeness: 0.6, because: ['同一事项'], asked_at: monday })
      .execute()
    const actor = as(await dispatcher())
    expect((await findIncidentOf(actor, one)).questions).toMatchObject([{ caseId: other }])
    await keepApart(actor, { caseId: one, otherId: other, reason })
    expect((await findIncidentOf(actor, other)).questions).toEqual([])
  })
})

describe('officers work once', () => {
  const act = 'sign' as const

  it('one act moves every case of the own bureau that is open to it; each has its own event, others are left', async () => {
    const ids = [await openCaseAt(world, noise), await openCaseAt(world, sameNoise)]
    const strange = await openCaseAt(world, { ...noise, lead: 'EEB' })
    const signed = await openCaseAt(world, noise)
    await sweep()
    const officer = as(await anOfficer(world.db, { bureau: 'AMR' }))
    await moveCase(officer, { caseId: signed, act, typed: {} })
    const incidentId = (await incidentsOf()).get(signed) ?? 0
    const before = await readIncident(officer, incidentId)
    expect(before.elsewhere).toBe(1)
    expect(before.members.map(({ caseId }) => caseId).sort()).toEqual([...ids, signed].sort())
    const acted = await actOnIncident(officer, { incidentId, act, typed: {} })
    expect(acted.map(({ caseId, refused }) => [caseId, refused])).toEqual(ids.map((id) => [id, null]))
    const events = await world.db.selectFrom('case_event').where('act', '=', 'sign').select('case_id').execute()
    expect(events.map((event) => event.case_id).sort()).toEqual([...ids, signed].sort())
    const { state } = await world.db
      .selectFrom('case_file')
      .where('id', '=', strange)
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('dispatched')
    await expect(actOnIncident(officer, { incidentId, act, typed: {} })).rejects.toBeInstanceOf(Conflict)
  })

  it('does nothing when what the act asks for is missing', async () => {
    const one = await openCaseAt(world, { ...noise, state: 'handling' })
    await openCaseAt(world, { ...sameNoise, state: 'handling' })
    await sweep()
    const officer = as(await anOfficer(world.db, { bureau: 'AMR' }))
    const incidentId = (await incidentsOf()).get(one) ?? 0
    await expect(actOnIncident(officer, { incidentId, act: 'answer', typed: {} })).rejects.toBeInstanceOf(Invalid)
    expect((await readIncident(officer, incidentId)).members.map(({ state }) => state)).toEqual([
      'handling',
      'handling',
    ])
  })

  it('answers the cases that the words fit, and names the one whose demand they leave out', async () => {
    const one = await openCaseAt(world, { ...noise, state: 'handling' })
    const asking = await openCaseAt(world, { ...sameNoise, state: 'handling' })
    await world.db
      .updateTable('report')
      .set({ claims: ['赔偿损失'] })
      .where('id', '=', asking)
      .execute()
    await sweep()
    const officer = as(await anOfficer(world.db, { bureau: 'AMR' }))
    const incidentId = (await incidentsOf()).get(one) ?? 0
    const typed = { text: '经现场检查，夜间噪声为62分贝，已责令立即停止，将于12月1日前完成降噪。' }
    const acted = await actOnIncident(officer, { incidentId, act: 'answer', typed })
    expect(acted.find(({ caseId }) => caseId === one)?.refused).toBeNull()
    expect(acted.find(({ caseId }) => caseId === asking)?.refused?.zh).toContain('赔偿损失')
    const states = await world.db.selectFrom('case_file').select(['id', 'state']).orderBy('id').execute()
    expect(states.map(({ state }) => state)).toEqual(['answered', 'handling'])
  })

  it('is nothing to whom none of its cases belongs', async () => {
    const one = await openCaseAt(world, noise)
    await openCaseAt(world, sameNoise)
    await sweep()
    const incidentId = (await incidentsOf()).get(one) ?? 0
    const stranger = as(await anOfficer(world.db, { bureau: 'EEB' }))
    await expect(readIncident(stranger, incidentId)).rejects.toBeInstanceOf(NotFound)
  })
})
