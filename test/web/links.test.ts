import { expect, it } from 'vitest'
import { recordLinks } from '../../src/alerts/links/record-links.ts'
import { arrive } from '../alerts/notices.ts'
import { cpscFile } from '../alerts/small-notices.ts'
import { openCaseAt } from '../support/cases.ts'
import { staffOn } from '../support/staff.ts'
import { contextOf, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world

const signedIn = (role: 'officer' | 'dispatcher') => staffOn(world, siteOn(world), { role, name: '李华' })

/** A case that may be about a recalled power bank. */
async function aProposal() {
  await arrive(world, 'cpsc', cpscFile({}))
  const { id: noticeId } = await db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
  const caseId = await openCaseAt(world, { title: '充电宝冒烟' })
  const found = { reportId: caseId, noticeId, tier: 'name' as const, score: 0.95, because: ['同一品牌 testbrand'] }
  await recordLinks(db, contextOf(world, { actor: { kind: 'job', name: 'link-reports' } }), [found])
  return { caseId, noticeId, path: `/bureau/cases/${caseId}/recalls/${noticeId}` }
}

it('the case shows the recall with its reasons, and one click says that it is the one', async () => {
  const { caseId, noticeId, path } = await aProposal()
  const officer = await signedIn('officer')
  const page = await officer.page(`/bureau/cases/${caseId}`)
  expect(page).toContain('看起来相同的召回')
  expect(page).toContain('同一品牌 testbrand')
  const answer = await officer.send(`${path}/confirmation`, {})
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/bureau/cases/${caseId}`])
  expect(await officer.page(`/bureau/cases/${caseId}`)).toContain('已确认')
  expect((await officer.send(`${path}/confirmation`, {})).status).toBe(409)
  const noticed = await siteOn(world).get(`/trade/notices/${noticeId}`)
  const html = await noticed.text()
  expect(html).toContain('本市的相关投诉举报')
  expect(html).not.toContain('充电宝冒烟')
  expect(html).not.toContain('待人确认')
})

it('too long a reason is answered with the page and what was typed; nothing is decided', async () => {
  const { noticeId, path } = await aProposal()
  const officer = await signedIn('officer')
  const answer = await officer.send(`${path}/rejection`, { [`recall-${noticeId}-reason`]: '长'.repeat(301) })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('长长长')
  expect(await db.selectFrom('recall_link').select('state').execute()).toEqual([{ state: 'proposed' }])
})

it('staff see the cases on the page of the recall; the reporter’s words stay with them', async () => {
  const { caseId, noticeId } = await aProposal()
  const dispatcher = await signedIn('dispatcher')
  expect(await dispatcher.page(`/trade/notices/${noticeId}`)).toContain(`/bureau/cases/${caseId}`)
})
