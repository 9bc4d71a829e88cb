import { describe, expect, it } from 'vitest'
import { linkNewReports } from '../../../src/alerts/links/link-new-reports.ts'
import { callLateReports } from '../../../src/alerts/recalls/call-late-reports.ts'
import { callSoldAfter } from '../../../src/alerts/recalls/call-sold-after.ts'
import { closeFollowUp } from '../../../src/alerts/recalls/close-follow-up.ts'
import { handInReport } from '../../../src/alerts/recalls/hand-in-report.ts'
import { openFollowUp } from '../../../src/alerts/recalls/open-follow-up.ts'
import { publishRecall } from '../../../src/alerts/recalls/publish-recall.ts'
import { readFollowUp } from '../../../src/alerts/recalls/read-follow-up.ts'
import { readPublicRecall } from '../../../src/alerts/recalls/read-public-recall.ts'
import { withdrawRecallPage } from '../../../src/alerts/recalls/withdraw-recall-page.ts'
import type { Actor } from '../../../src/context.ts'
import { receiveComplaint } from '../../../src/intake/receive-complaint.ts'
import { aFirm } from '../../enterprises/firms.ts'
import { aComplaint, anOfficer } from '../../support/factories.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'
import { samrForm, told } from '../links/firm-notices.ts'

const world = await useWorld()
const { db } = world
const later = (days: number) => new Date(monday.getTime() + days * 86_400_000)
const officer = async (now = monday) => contextOf(world, { actor: await anOfficer(db), now })
const job = (now = monday) => contextOf(world, { actor: { kind: 'job', name: 'job' }, now })

/** A recall of a local kettle that AMR follows since Monday, 1,200 affected. */
async function followed() {
  const { id: enterpriseId, code } = await aFirm(world)
  const noticeId = await told(world, 'samr', samrForm())
  const startedAt = monday
  await openFollowUp(await officer(), { noticeId, regime: 'consumer', startedAt, affected: 1200, code })
  const firm: Actor = { kind: 'firm', accountId: 1, enterpriseId }
  return { noticeId, enterpriseId, firm }
}
const handed = { kind: 'progress' as const, asOf: '2026-11-20', affected: 1200, recovered: 300, note: '' }
const tasks = (kind: 'recall_report' | 'sold_after_recall') =>
  db.selectFrom('task').select(['title_zh', 'because', 'done_at', 'bureau']).where('kind', '=', kind).execute()

describe('following a recall', () => {
  it('is opened once, with a firm of the register; a mistake is said field by field', async () => {
    const { noticeId } = await followed()
    const opening = { noticeId, regime: 'nothing', startedAt: later(2), affected: 0, code: '' }
    await expect(openFollowUp(await officer(), opening)).rejects.toMatchObject({
      fields: { regime: {}, started_at: {}, affected: {} },
    })
    const again = { noticeId, regime: 'consumer', startedAt: monday, affected: 10, code: '' }
    await expect(openFollowUp(await officer(), again)).rejects.toThrow('已经在跟进')
    const stranger = contextOf(world, { actor: await anOfficer(db, { role: 'dispatcher' }) })
    await expect(openFollowUp(stranger, again)).rejects.toThrow('其他单位')
  })

  it('the firm hands in for itself, another firm may not; fewer than before needs a word', async () => {
    const { noticeId, firm, enterpriseId } = await followed()
    await handInReport(contextOf(world, { actor: firm, now: later(5) }), { noticeId, ...handed })
    const other: Actor = { kind: 'firm', accountId: 2, enterpriseId: enterpriseId + 1 }
    await expect(
      handInReport(contextOf(world, { actor: other, now: later(5) }), { noticeId, ...handed }),
    ).rejects.toThrow()
    const fewer = { noticeId, ...handed, recovered: 200 }
    const context = contextOf(world, { actor: firm, now: later(6) })
    await expect(handInReport(context, fewer)).rejects.toMatchObject({ fields: { note: {} } })
    await expect(handInReport(context, { ...fewer, recovered: 5000 })).rejects.toMatchObject({
      fields: { recovered: {} },
    })
    await expect(handInReport(context, { ...fewer, asOf: '2027-01-01' })).rejects.toMatchObject({
      fields: { as_of: {} },
    })
    await handInReport(context, { ...fewer, note: '上次重复计算了门店' })
    expect(await db.selectFrom('recall_report').select('recovered').orderBy('id').execute()).toEqual([
      { recovered: 300 },
      { recovered: 200 },
    ])
  })

  it('what is late calls once: a task, letters to desk and firm; handed in, the task ends', async () => {
    const { noticeId, enterpriseId, firm } = await followed()
    const account = {
      enterprise_id: enterpriseId,
      email: 'qa@kettle.example',
      how: 'mail' as const,
      invited_at: monday,
    }
    await db
      .insertInto('firm_account')
      .values({ ...account, invited_by: 'staff:1', confirmed_at: monday, lapses_at: later(100) })
      .execute()
    expect(await callLateReports(job(later(5)))).toBe(0)
    expect(await callLateReports(job(later(20)))).toBe(1)
    expect(await callLateReports(job(later(20)))).toBe(0)
    expect(await tasks('recall_report')).toMatchObject([{ bureau: 'AMR', done_at: null }])
    const letters = await db
      .selectFrom('letter')
      .select(['recipient', 'subject'])
      .where('what', '=', `recall:${noticeId}`)
      .execute()
    expect(letters.map(({ recipient }) => recipient)).toContain('qa@kettle.example')
    expect(letters).toHaveLength(2)
    await handInReport(contextOf(world, { actor: firm, now: later(21) }), {
      noticeId,
      ...handed,
      kind: 'plan',
      recovered: 0,
    })
    expect((await tasks('recall_report'))[0]?.done_at).not.toBeNull()
  })

  it('tells its firm at the start what to hand in, by when and under what; a firm without an account is shown as such', async () => {
    const { id: enterprise_id, code } = await aFirm(world)
    const noticeId = await told(world, 'samr', samrForm())
    const account = { enterprise_id, email: 'qa@kettle.example', how: 'mail' as const, invited_at: monday }
    await db
      .insertInto('firm_account')
      .values({ ...account, invited_by: 'staff:1', confirmed_at: monday, lapses_at: later(100) })
      .execute()
    await openFollowUp(await officer(), { noticeId, regime: 'consumer', startedAt: monday, affected: 1200, code })
    const letters = await db.selectFrom('letter').select(['recipient', 'reason', 'body']).execute()
    expect(letters).toMatchObject([{ recipient: 'qa@kettle.example', reason: 'opened' }])
    expect(letters[0]?.body).toContain('召回计划：2026-11-30 24:00 前')
    expect(letters[0]?.body).toContain(`/firm/recalls/${noticeId}`)
    const firm = async () => (await readFollowUp(await officer(), { noticeId })).followUp?.firm
    expect(await firm()).toMatchObject({ code, reachable: true })
    await db.updateTable('firm_account').set({ ended_at: monday }).execute()
    expect(await firm()).toMatchObject({ reachable: false })
  })

  it('ends only once the firm reported the end and handed in what the law asks, nobody looks any more, and history is not rewritten', async () => {
    const { noticeId } = await followed()
    const context = await officer(later(5))
    const closing = { noticeId, act: 'close' as const, reason: '召回完成' }
    await expect(closeFollowUp(context, closing)).rejects.toThrow('还没有报告')
    await handInReport(context, { noticeId, ...handed, kind: 'finish', recovered: 1100 })
    await expect(closeFollowUp(context, closing)).rejects.toThrow('召回总结还没有提交')
    expect((await readFollowUp(context, { noticeId })).followUp?.lacks).toHaveLength(1)
    await handInReport(context, { noticeId, ...handed, kind: 'summary', recovered: 1100 })
    const look = { kind: 'sold_after_recall', notice_id: noticeId, bureau: 'AMR', created_at: monday } as const
    await db
      .insertInto('task')
      .values({ ...look, title_zh: '核查', title_en: 'Look', because: [], due_at: null })
      .execute()
    await expect(closeFollowUp(context, closing)).rejects.toThrow('核查任务还没有完成')
    await db.updateTable('task').set({ done_at: monday, done_by: 'staff:1', result: '无在售' }).execute()
    await closeFollowUp(context, closing)
    await expect(handInReport(context, { noticeId, ...handed, recovered: 1200 })).rejects.toThrow('已经办结')
    await expect(db.deleteFrom('recall_report').execute()).rejects.toThrow()
    await expect(db.updateTable('recall_follow_up_event').set({ reason: '' }).execute()).rejects.toThrow()
  })
})

describe('the public page', () => {
  it('is there only while a person has published it', async () => {
    const { noticeId } = await followed()
    const published = () => db.selectFrom('recall_follow_up_event').select('id').where('act', '=', 'publish').execute()
    const public_ = () => readPublicRecall(contextOf(world), { noticeId })
    await expect(public_()).rejects.toThrow('没有公布')
    const context = await officer()
    const words = { what: '召回电热水壶', batches: '型号 XG-1800', advice: '请停止使用' }
    await expect(publishRecall(context, { noticeId, ...words, advice: '' })).rejects.toMatchObject({
      fields: { advice: {} },
    })
    const culture = contextOf(world, { actor: await anOfficer(db, { bureau: 'CULTURE' }) })
    await expect(publishRecall(culture, { noticeId, ...words })).rejects.toThrow('其他单位')
    await publishRecall(context, { noticeId, ...words })
    expect(await public_()).toMatchObject({ what: '召回电热水壶', affected: 1200, progress: null })
    await publishRecall(context, { noticeId, ...words })
    expect(await published()).toHaveLength(1)
    await publishRecall(context, { noticeId, ...words, batches: '型号 XG-1800、XG-1801' })
    expect(await published()).toHaveLength(2)
    await withdrawRecallPage(context, { noticeId })
    await expect(public_()).rejects.toThrow('没有公布')
  })
})

describe('what happens after a recall', () => {
  it('asks the lead bureau once a report to look whether it is still sold; what happened before it asks nobody', async () => {
    await told(world, 'samr', samrForm())
    const text = '虚构牌电热水壶，型号XG-1800，烧水时电源连接处过热起火，商家不肯退。'
    const file = (occurred_on: string) =>
      receiveComplaint(contextOf(world), aComplaint({ title: '电热水壶起火', text, occurred_on }), { channel: 'web' })
    await file('2026-11-02')
    await linkNewReports(job())
    expect(await callSoldAfter(job())).toBe(0)
    await file('2026-11-14')
    await linkNewReports(job())
    expect(await callSoldAfter(job())).toBe(1)
    expect(await callSoldAfter(job())).toBe(0)
    const [task, ...others] = await tasks('sold_after_recall')
    expect(others).toEqual([])
    expect(task?.because).toHaveLength(1)
    await db.updateTable('task').set({ done_at: monday, done_by: 'staff:1', result: '已下架' }).execute()
    await file('2026-11-15')
    await linkNewReports(job())
    await callSoldAfter(job())
    expect((await tasks('sold_after_recall'))[0]).toMatchObject({ done_at: null })
  })
})
