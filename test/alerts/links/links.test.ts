import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { decideLink } from '../../../src/alerts/links/decide-link.ts'
import { findLinksOf } from '../../../src/alerts/links/find-links-of.ts'
import { findReportsOf } from '../../../src/alerts/links/find-reports-of.ts'
import { linkNewReports } from '../../../src/alerts/links/link-new-reports.ts'
import { linkNotice } from '../../../src/alerts/links/link-notice.ts'
import { importNotices } from '../../../src/intake/import-notices.ts'
import { receiveComplaint } from '../../../src/intake/receive-complaint.ts'
import { aComplaint, anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { cpscFile } from '../small-notices.ts'

const world = await useWorld()
const { db } = world
const worker = () => contextOf(world, { actor: { kind: 'job', name: 'link-reports' } })

/** A power bank of the brand Testbrand, model TB-20, recalled on 10 November 2026. */
async function recalled(said: Parameters<typeof cpscFile>[0] = {}): Promise<number> {
  await importNotices(contextOf(world, { actor: { kind: 'operator' } }), {
    source: 'cpsc',
    name: 'file.json',
    mediaType: 'application/json',
    bytes: cpscFile(said),
  })
  const { id } = await db.selectFrom('notice').select('id').executeTakeFirstOrThrow()
  await linkNotice(worker(), { noticeId: id })
  return id
}

const modelSaid = 'Testbrand充电宝，型号TB-20，充电时冒烟起火，商家不肯退。'

async function filed(text = modelSaid, said: { occurred_on?: string } = {}): Promise<number> {
  await receiveComplaint(contextOf(world), aComplaint({ title: '充电宝冒烟', text, ...said }), {
    channel: 'web',
  })
  const { id } = await db.selectFrom('report').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return id
}

const links = () => db.selectFrom('recall_link').selectAll().execute()
const acts = async () => {
  const rows = await db.selectFrom('recall_link_event').select(['act', 'actor']).orderBy('id').execute()
  return rows.map(({ act, actor }) => `${act} ${actor.split(':')[0]}`)
}

describe('a report meets the recalls', () => {
  it('soon after it is filed, once, with reasons; one of another matter meets none', async () => {
    await recalled()
    const id = await filed()
    await filed('小区楼下工地半夜还在施工，吵得睡不着。')
    expect(await linkNewReports(worker())).toBe(2)
    expect(await linkNewReports(worker())).toBe(0)
    const found = await links()
    expect(found.map(({ report_id }) => report_id)).toEqual([id])
    expect(found[0]?.because.join()).toContain('TB20')
    expect(await acts()).toHaveLength(1)
  })

  it('a recall that comes later meets the reports before it, and not one of three years ago', async () => {
    const id = await filed()
    const old = await filed()
    await linkNewReports(worker())
    await sql`update link_block set day = '2023-11-01' where kind = 'report' and id = ${old}`.execute(db)
    await recalled()
    expect((await links()).map(({ report_id }) => report_id)).toEqual([id])
  })

  it('says when it happened after the recall', async () => {
    await recalled()
    const after = await filed(modelSaid, { occurred_on: '2026-11-14' })
    const before = await filed(modelSaid, { occurred_on: '2026-11-02' })
    await linkNewReports(worker())
    expect((await findLinksOf(worker(), after))[0]?.afterRecall).toBe(true)
    expect((await findLinksOf(worker(), before))[0]?.afterRecall).toBe(false)
  })
})

describe('a person decides', () => {
  it('and a rejected link stays rejected when the recall is told anew', async () => {
    const noticeId = await recalled()
    const caseId = await filed()
    await linkNewReports(worker())
    const lead = await db.selectFrom('case_file').select('lead').where('id', '=', caseId).executeTakeFirstOrThrow()
    const officer = contextOf(world, { actor: await anOfficer(db, { bureau: lead.lead }), now: monday })
    await decideLink(officer, { caseId, noticeId, decision: 'reject', reason: '批次不同' })
    await recalled({ units: 'About 250,000' })
    expect((await links())[0]).toMatchObject({ state: 'rejected', reason: '批次不同' })
    expect((await acts()).at(-1)).toBe('reject staff')
    await expect(decideLink(officer, { caseId, noticeId, decision: 'reject', reason: '' })).rejects.toThrow()
    await decideLink(officer, { caseId, noticeId, decision: 'confirm', reason: '' })
    expect((await links())[0]?.state).toBe('confirmed')
  })

  it('only who sees the case', async () => {
    const noticeId = await recalled()
    const caseId = await filed()
    await linkNewReports(worker())
    const stranger = contextOf(world, { actor: await anOfficer(db, { bureau: 'CULTURE' }) })
    await expect(decideLink(stranger, { caseId, noticeId, decision: 'confirm', reason: '' })).rejects.toThrow()
    expect((await acts()).every((act) => act.endsWith('job'))).toBe(true)
  })

  it('the public is told a number of what a person confirmed, and no case', async () => {
    const noticeId = await recalled()
    const caseId = await filed()
    await linkNewReports(worker())
    const seen = await findReportsOf(contextOf(world), noticeId)
    expect((await links())[0]).toMatchObject({ tier: 'identifier', state: 'confirmed' })
    expect(seen).toMatchObject({ confirmed: 0, proposed: null, cases: [] })
    const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })
    await decideLink(office, { caseId, noticeId, decision: 'confirm', reason: '' })
    expect((await findReportsOf(contextOf(world), noticeId)).confirmed).toBe(1)
    expect((await findReportsOf(office, noticeId)).cases.map(({ id }) => id)).toEqual([caseId])
  })

  it('history cannot be rewritten', async () => {
    await recalled()
    await filed()
    await linkNewReports(worker())
    await expect(db.deleteFrom('recall_link_event').execute()).rejects.toThrow()
  })
})
