import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decideFirmLink } from '../../src/alerts/links/decide-firm-link.ts'
import { findFirmsOf } from '../../src/alerts/links/find-firms-of.ts'
import { findReportsOf } from '../../src/alerts/links/find-reports-of.ts'
import { linkNewReports } from '../../src/alerts/links/link-new-reports.ts'
import { assessNotice } from '../../src/alerts/notices/assess-notice.ts'
import { callLateReports } from '../../src/alerts/recalls/call-late-reports.ts'
import { callSoldAfter } from '../../src/alerts/recalls/call-sold-after.ts'
import { closeFollowUp } from '../../src/alerts/recalls/close-follow-up.ts'
import { findRecallsOfCase } from '../../src/alerts/recalls/find-recalls-of-case.ts'
import { handInReport } from '../../src/alerts/recalls/hand-in-report.ts'
import { listFollowUps } from '../../src/alerts/recalls/list-follow-ups.ts'
import { openFollowUp } from '../../src/alerts/recalls/open-follow-up.ts'
import { publishRecall } from '../../src/alerts/recalls/publish-recall.ts'
import { readFollowUp } from '../../src/alerts/recalls/read-follow-up.ts'
import { readPublicRecall } from '../../src/alerts/recalls/read-public-recall.ts'
import { finishTask } from '../../src/cases/tasks/finish-task.ts'
import { readConfig } from '../../src/config.ts'
import type { Actor } from '../../src/context.ts'
import { receiveComplaint } from '../../src/intake/receive-complaint.ts'
import { projectRoot } from '../../src/project-root.ts'
import { loadNoticeRules } from '../../src/reference/notice-rules.ts'
import { samrForm, told } from '../alerts/links/firm-notices.ts'
import { aFirm, codes } from '../enterprises/firms.ts'
import { aComplaint, anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'

const world = await useWorld()
const { db } = world
const rules = loadNoticeRules(join(projectRoot, readConfig({ NODE_ENV: 'test' }).city))
const later = (days: number) => new Date(monday.getTime() + days * 86_400_000)
const job = (now = monday) => contextOf(world, { actor: { kind: 'job', name: 'worker' }, now })

const toy = {
  maker: '深圳市虚构二号玩具有限公司',
  product: '弹射小车',
  brand: '青竹蜓',
  model: 'QZ-01',
  batch: '20260301',
}

/** The notice arrives and the worker does all that it owes. */
async function arrives(said: Parameters<typeof samrForm>[0] = {}, now = monday): Promise<number> {
  const noticeId = await told(world, 'samr', samrForm({ ...toy, ...said }), now)
  const { version } = await db
    .selectFrom('notice')
    .select('version')
    .where('id', '=', noticeId)
    .executeTakeFirstOrThrow()
  await assessNotice({ ...job(now), rules }, { noticeId, version })
  return noticeId
}

const complains = (text: string, occurred_on: string, now = monday) =>
  receiveComplaint(contextOf(world, { now }), aComplaint({ title: '玩具车零件脱落', text, occurred_on }), {
    channel: 'web',
  })

const tasks = async (kind: 'recall_follow_up' | 'recall_report' | 'sold_after_recall') =>
  db
    .selectFrom('task')
    .select(['id', 'bureau', 'title_zh', 'because', 'done_at'])
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()

it('a recalled toy meets two complaints and its local maker and opens its tasks; corrected, it opens them again', async () => {
  const { id: enterpriseId, code } = await aFirm(world, { code: codes.toys, name: toy.maker })
  await aFirm(world, { code: codes.kettle, name: '深圳市虚构九号玩具有限公司' })
  await complains('青竹蜓牌弹射小车，型号QZ-01，玩了两天小零件脱落，孩子差点吞下去。', '2026-11-03')
  await complains('给孩子买的弹射小车，品牌：青竹蜓，型号 QZ 01，轮子掉下来，商家不退。', '2026-11-14')
  const noise = await complains('楼下工地半夜施工，吵得睡不着。', '2026-11-14')
  await linkNewReports(job())

  // The notice meets what was there before it.
  const noticeId = await arrives()
  const office = contextOf(world, { actor: await anOfficer(db, { role: 'joint_office' }) })
  const met = await findReportsOf(office, noticeId)
  expect(met.cases.map(({ title }) => title)).toEqual(['玩具车零件脱落', '玩具车零件脱落'])
  expect(await findFirmsOf(office, { noticeId })).toMatchObject([{ code, state: 'proposed' }])
  const [followUp, ...noOther] = await tasks('recall_follow_up')
  expect([followUp?.bureau, followUp?.done_at, noOther]).toEqual(['AMR', null, []])
  await decideFirmLink(office, { noticeId, enterpriseId, decision: 'confirm', reason: '', onlyOpen: true })
  expect((await listFollowUps(office)).unfollowed).toMatchObject([{ noticeId, firms: [toy.maker] }])

  // One complaint tells of a day after the recall: the bureau is asked to look for it in the shops.
  expect(await callSoldAfter(job())).toBe(1)
  expect(await tasks('sold_after_recall')).toMatchObject([{ done_at: null }])

  // The bureau follows it; the firm hands in too late and is called for it once; citizens read how far it is.
  const officer = await anOfficer(db, { bureau: 'AMR' })
  const clerk = (now = monday) => contextOf(world, { actor: officer, now })
  const startedAt = later(-1)
  await openFollowUp(clerk(), { noticeId, regime: 'consumer', startedAt, affected: 1200, code })
  const words = (await readFollowUp(clerk(), { noticeId })).followUp
  expect(words?.batches).toContain('QZ-01')
  expect(words?.advice).toContain('0755-00000777')
  const toldOf = async () => Promise.all(met.cases.map(({ id }) => findRecallsOfCase(world, id)))
  expect(await toldOf()).toEqual([[], []])
  await publishRecall(clerk(), {
    noticeId,
    what: words?.what ?? '',
    batches: words?.batches ?? '',
    advice: words?.advice ?? '',
  })
  // Both reporters find it beside their case, and nobody else does.
  const own = { noticeId, advice: words?.advice }
  expect(await toldOf()).toMatchObject([[own], [own]])
  expect(await findRecallsOfCase(world, Number(noise.caseId))).toEqual([])
  expect(await callLateReports(job(later(20)))).toBe(1)
  const firm = (days: number) =>
    contextOf(world, { actor: { kind: 'firm', accountId: 1, enterpriseId } satisfies Actor, now: later(days) })
  const figures = { noticeId, asOf: '2026-12-06', affected: 1200, recovered: 0, note: '' }
  await handInReport(firm(21), { ...figures, kind: 'plan' })
  expect((await tasks('recall_report'))[0]?.done_at).not.toBeNull()
  await handInReport(firm(40), { ...figures, kind: 'progress', asOf: '2026-12-25', recovered: 600 })
  expect(await readPublicRecall(contextOf(world), { noticeId })).toMatchObject({
    progress: { share: 0.5 },
    asOf: '2026-12-25',
  })

  // The bureau is done; then the notice is corrected: another batch.
  await finishTask(clerk(), { taskId: followUp?.id ?? 0, result: '已核查门店，已下架' })
  expect((await tasks('recall_follow_up'))[0]?.done_at).not.toBeNull()
  await arrives({ batch: '20260301、20260415' }, later(41))
  const [again] = await tasks('recall_follow_up')
  expect(again?.done_at).toBeNull()
  expect(again?.because.join()).toContain('20260415')
  expect(await tasks('sold_after_recall')).toMatchObject([{ done_at: null }])
  const desk = await readFollowUp(clerk(later(41)), { noticeId })
  expect(desk.changedAt.getTime()).toBeGreaterThan(desk.followUp?.publishedAt?.getTime() ?? Number.POSITIVE_INFINITY)

  // What people decided stands; the recall ends when its firm says so.
  expect(await findFirmsOf(contextOf(world), { noticeId })).toMatchObject([{ code, state: 'confirmed' }])
  await handInReport(firm(60), { ...figures, kind: 'finish', asOf: '2027-01-14', recovered: 1150 })
  await handInReport(firm(60), { ...figures, kind: 'summary', asOf: '2027-01-14', recovered: 1150 })
  const [check] = await tasks('sold_after_recall')
  await finishTask(clerk(later(60)), { taskId: check?.id ?? 0, result: '抽查三家门店，无在售' })
  await closeFollowUp(clerk(later(60)), { noticeId, act: 'close', reason: '召回完成，剩余已失联' })
  expect((await listFollowUps(office)).followed).toMatchObject([{ state: 'closed' }])
})
