import { decideFirmLink } from '../alerts/links/decide-firm-link.ts'
import { closeFollowUp } from '../alerts/recalls/close-follow-up.ts'
import { handInReport } from '../alerts/recalls/hand-in-report.ts'
import { openFollowUp } from '../alerts/recalls/open-follow-up.ts'
import { publishRecall } from '../alerts/recalls/publish-recall.ts'
import type { Context } from '../context.ts'
import { toShanghaiDate } from '../reference/calendar.ts'
import { daysAgo } from './acting-as.ts'
import type { DeskWords } from './desk-words.ts'

/** An officer says which firms recalls are about and follows some of them: on its way, ended, and late. Needs the demo's recalls, linked. */
export async function playRecalls(officer: Context, words: DeskWords): Promise<void> {
  for (const { notice, code, ...decided } of words.firm_links) {
    const enterpriseId = await enterpriseOf(officer, code)
    await decideFirmLink(officer, { noticeId: await noticeOf(officer, notice), enterpriseId, ...decided })
  }
  for (const followed of words.follow_ups) await playFollowUp(officer, followed)
}

async function playFollowUp(officer: Context, followed: DeskWords['follow_ups'][number]): Promise<void> {
  const { notice, days_ago, regime, code, affected, reports, closed } = followed
  const noticeId = await noticeOf(officer, notice)
  const first = daysAgo(officer, days_ago)
  await openFollowUp(first, { noticeId, regime, code, affected, startedAt: first.now })
  for (const { days_ago: back, ...report } of reports) {
    const then = daysAgo(officer, back)
    await handInReport(then, { noticeId, affected, asOf: toShanghaiDate(then.now), ...report })
  }
  if (followed.public) await publish(officer, noticeId)
  if (closed !== '') await closeFollowUp(officer, { noticeId, act: 'close', reason: closed })
}

/** With the words that were drafted from the notice. */
async function publish(officer: Context, noticeId: number): Promise<void> {
  const drafted = await officer.db
    .selectFrom('recall_follow_up')
    .where('notice_id', '=', noticeId)
    .select(['what', 'batches', 'advice'])
    .executeTakeFirstOrThrow()
  await publishRecall(officer, { noticeId, ...drafted })
}

async function noticeOf({ db }: Context, sourceId: string): Promise<number> {
  const row = db.selectFrom('notice').where('source', '=', 'samr').where('source_id', '=', sourceId).select('id')
  return (await row.executeTakeFirstOrThrow()).id
}

async function enterpriseOf({ db }: Context, code: string): Promise<number> {
  const row = db.selectFrom('enterprise').where('code', '=', code).select('id')
  return (await row.executeTakeFirstOrThrow()).id
}
