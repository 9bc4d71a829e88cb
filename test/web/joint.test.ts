import { expect, it } from 'vitest'
import { receiptHash } from '../../src/cases/tracking/receipt.ts'
import { openCaseAt } from '../support/cases.ts'
import { staffOn } from '../support/staff.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = siteOn(world)

async function twoOfOneIncident(): Promise<[number, number]> {
  const incident = { title: '健身房关门', opened_at: monday }
  const { id } = await db.insertInto('incident').values(incident).returning('id').executeTakeFirstOrThrow()
  const said = { state: 'handling', clocks: 'AMR_COMPLAINT', title: '健身卡不退款' } as const
  const cases: [number, number] = [await openCaseAt(world, said), await openCaseAt(world, said)]
  for (const report_id of cases) {
    const member = { report_id, incident_id: id, actor: 'job:test', joined_at: monday, because: [] }
    await db.insertInto('incident_member').values(member).execute()
  }
  return cases
}

it('an officer ticks complaints and representatives on the case page; the complainant reads it and consents on the tracking page', async () => {
  const [one, other] = await twoOfOneIncident()
  const receipt = 'QQQQQ-WWWWW-AAAAA-RRRRR'
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', other)
    .execute()
  const officer = await staffOn(world, site)
  const page = () => officer.page(`/bureau/cases/${one}`)
  const act = (noun: string, typed: [string, string][]) => officer.send(`/bureau/cases/${one}/${noun}`, typed)
  expect(await page()).toContain(`name="join_complaints-cases" value="${other}"`)
  const nobody = await act('joint-complaint', [
    ['join_complaints-cases', String(other)],
    ['join_complaints-reason', '同一家健身房，诉求相同。'],
  ])
  expect(nobody.status).toBe(422)
  expect(await nobody.text()).toContain('同一家健身房，诉求相同。')
  const joined = await act('joint-complaint', [
    ['join_complaints-cases', String(other)],
    ['join_complaints-representatives', String(one)],
    ['join_complaints-representatives', String(other)],
    ['join_complaints-reason', '同一家健身房，诉求相同。'],
  ])
  expect(joined.status).toBe(303)
  expect(await page()).toMatch(/2 件一并调解/)
  await act('acceptance', [])
  const asked = await act('settlement-proposal', [
    ['propose_settlement-text', '商家十日内退还七成会费。'],
    ['propose_settlement-due', new Date(monday.getTime() + 5 * 86_400_000).toISOString().slice(0, 10)],
  ])
  expect(asked.status).toBe(303)
  const track = await (await site.send('/track', new URLSearchParams({ receipt }))).text()
  expect(track).toContain(`由案件 #${one}、#${other} 的投诉人代表`)
  expect(track).toContain('商家十日内退还七成会费。')
  const unsure = await site.send('/track/settlement', new URLSearchParams({ receipt, consents: 'yes' }))
  expect(unsure.status).toBe(422)
  expect(await unsure.text()).toContain('请先勾选确认')
  const sure = { receipt, consents: 'yes', 'sure-settlement': 'yes' }
  const yes = await site.send('/track/settlement', new URLSearchParams(sure))
  expect(await yes.text()).toContain('您已同意')
  const member = db.selectFrom('joint_member').where('case_id', '=', other).select('consents')
  expect(await member.executeTakeFirst()).toEqual({ consents: true })
})
