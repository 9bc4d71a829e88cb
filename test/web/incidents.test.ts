import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { groupNewReports } from '../../src/cases/incidents/group-new-reports.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadIncidentModel } from '../../src/triage/incidents/load-incident-model.ts'
import { openCaseAt } from '../support/cases.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const incidents = loadIncidentModel(join(projectRoot, 'city/shenzhen'))
const password = 'kxm3-pq7d-wn4t-8ryz'
const passwordHash = await hashPassword(password)
const text = '星澜汇健身房上周突然关门，剩下半年的卡没人退，老板电话打不通，希望追回会员费。'

async function officerAt(bureau: string) {
  const username = `officer-${bureau}`.toLowerCase()
  await world.db
    .insertInto('account')
    .values({ username, name: '李华', role: 'officer', bureau, password_hash: passwordHash, created_at: monday })
    .execute()
  const site = siteOn(world)
  const answer = await site.send('/sign-in', new URLSearchParams({ username, password }))
  const Cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return {
    get: (path: string) => site.get(path, { headers: { Cookie } }),
    page: async (path: string) => (await site.get(path, { headers: { Cookie } })).text(),
    send: (path: string, fields: Record<string, string>) => site.send(path, new URLSearchParams(fields), { Cookie }),
  }
}

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
