import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { groupNewReports } from '../../src/cases/incidents/group-new-reports.ts'
import { saveTemplate } from '../../src/cases/templates/save-template.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadIncidentModel } from '../../src/triage/incidents/load-incident-model.ts'
import { openCaseAt } from '../support/cases.ts'
import { anOfficer } from '../support/factories.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const incidents = loadIncidentModel(join(projectRoot, 'city/shenzhen'))
const text = '星澜汇健身房上周突然关门，剩下半年的卡没人退，老板电话打不通，希望追回会员费。'

const officerAt = (bureau: string) => staffOn(world, siteOn(world), { bureau, name: '李华' })

async function twoTogether() {
  const one = await openCaseAt(world, { title: '星澜汇健身房关门跑路', text, email: 'chen@example.com' })
  const other = await openCaseAt(world, { title: '星澜汇健身房关门不退费', text })
  await groupNewReports({ ...contextOf(world, { actor: { kind: 'job', name: 'group-new-reports' } }), incidents })
  const { incident_id } = await world.db
    .selectFrom('incident_member')
    .where('report_id', '=', one)
    .select('incident_id')
    .executeTakeFirstOrThrow()
  return { one, other, path: `/bureau/incidents/${incident_id}` }
}

describe('the incident page', () => {
  it('leads from the case to its incident, which shows its cases and why, and nobody who filed them', async () => {
    const { one, other, path } = await twoTogether()
    const officer = await officerAt('AMR')
    expect(await officer.page(`/bureau/cases/${other}`)).toContain(`href="${path}"`)
    const page = await officer.page(path)
    expect(page).toContain(`#${one}`)
    expect(page).toContain(`#${other}`)
    expect(page).toContain('星澜汇')
    expect(page).not.toMatch(/陈女士|13800000000|chen@example/)
  })

  it('one form signs for both cases', async () => {
    const { path } = await twoTogether()
    const officer = await officerAt('AMR')
    const answer = await officer.send(`${path}/signature`, {})
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path])
    const states = await world.db.selectFrom('case_file').select('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['handling', 'handling'])
    expect((await officer.send(`${path}/signature`, {})).status).toBe(409)
  })

  it('begins the words for all from one template, whose places are filled from each case', async () => {
    const { one, other, path } = await twoTogether()
    const head = contextOf(world, { actor: await anOfficer(world.db, { role: 'head' }) })
    const template = {
      act: 'accept',
      name: '受理告知',
      matters: [],
      article: '',
      text: '编号{case}的投诉已受理，收到日期{received}。〔下一步〕',
    }
    await saveTemplate(head, { seen: null, typed: template })
    const officer = await officerAt('AMR')
    await officer.send(`${path}/signature`, {})
    expect(await officer.page(path)).toContain('受理告知')
    const none = await officer.send(`${path}/acceptance/template`, { 'accept-template': '', 'accept-text': '您好：' })
    expect([none.status, (await none.text()).includes('您好：')]).toEqual([422, true])
    const put = await officer.send(`${path}/acceptance/template`, {
      'accept-template': 'own:1',
      'accept-text': '您好：',
    })
    expect(await put.text()).toContain('您好：\n编号{case}的投诉已受理，收到日期{received}。〔下一步〕')
    const unfilled = await officer.send(`${path}/acceptance`, { 'accept-text': template.text })
    expect([unfilled.status, (await unfilled.text()).includes('编号{case}的投诉')]).toEqual([422, true])
    const words = template.text.replace('〔下一步〕', '三日内联系您。')
    expect((await officer.send(`${path}/acceptance`, { 'accept-text': words })).status).toBe(303)
    const told = await world.db
      .selectFrom('case_event')
      .where('act', '=', 'accept')
      .select(['case_id', 'public_text'])
      .orderBy('case_id')
      .execute()
    expect(told.map(({ public_text }) => public_text)).toEqual(
      [one, other].map((id) => `编号${id}的投诉已受理，收到日期2026年11月16日。三日内联系您。`),
    )
  })

  it('keeps what was typed when something is missing, and moves no case', async () => {
    const { path } = await twoTogether()
    const officer = await officerAt('AMR')
    await officer.send(`${path}/signature`, {})
    const answer = await officer.send(`${path}/answer`, { 'answer-text': '短' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('短</textarea>')
  })

  it('takes a case out with a reason and not without, and puts it back when merged by its number', async () => {
    const { one, other, path } = await twoTogether()
    const officer = await officerAt('AMR')
    expect((await officer.send(`${path}/splits`, { 'split-case': String(other), 'split-reason': '' })).status).toBe(422)
    const split = { 'split-case': String(other), 'split-reason': '是另一家店的分店' }
    expect((await officer.send(`${path}/splits`, split)).headers.get('Location')).toBe(`/bureau/cases/${other}`)
    expect(await officer.page(path)).not.toContain(`/bureau/cases/${other}"`)
    const merged = { other: String(other), 'merge-reason': '核对过是同一家店' }
    expect((await officer.send(`/bureau/cases/${one}/merges`, merged)).headers.get('Location')).toBe(path)
    expect(await officer.page(path)).toContain(`/bureau/cases/${other}"`)
  })

  it('does not exist for a bureau that has none of its cases', async () => {
    const { path } = await twoTogether()
    const stranger = await officerAt('EEB')
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.send(`${path}/signature`, {})).status).toBe(404)
  })

  it('keeps what was typed into a merge that cannot be, says what is wrong, and groups nothing', async () => {
    const one = await openCaseAt(world, { title: '星澜汇健身房关门跑路', text })
    const officer = await officerAt('AMR')
    const merge = (fields: Record<string, string>) => officer.send(`/bureau/cases/${one}/merges`, fields)
    const short = await merge({ other: String(one + 1), 'merge-reason': '短' })
    expect([short.status, (await short.text()).includes('短</textarea>')]).toEqual([422, true])
    const missing = await merge({ other: '99999999', 'merge-reason': '核对过是同一家店' })
    const page = await missing.text()
    expect([missing.status, page.includes('核对过是同一家店</textarea>'), page.includes('value="99999999"')]).toEqual([
      422,
      true,
      true,
    ])
    const wordy = await merge({ other: '那家店', 'merge-reason': '核对过是同一家店' })
    expect([wordy.status, (await wordy.text()).includes('value="那家店"')]).toEqual([422, true])
    expect(await world.db.selectFrom('incident_member').selectAll().execute()).toEqual([])
    expect((await officer.send('/bureau/cases/99999999/merges', { other: String(one) })).status).toBe(404)
  })

  it('keeps what was typed beside the question that keeping apart was tried on', async () => {
    const { one, other } = await twoTogether()
    const officer = await officerAt('AMR')
    const together = { other: String(other), [`question-${other}-reason`]: '地址不在同一条街' }
    const refused = await officer.send(`/bureau/cases/${one}/separations`, together)
    expect([refused.status, (await refused.text()).includes('地址不在同一条街</textarea>')]).toEqual([409, true])
  })
})
