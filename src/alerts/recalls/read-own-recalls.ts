import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { readRecallReports } from './read-recall-reports.ts'
import { type RecallDue, type RecallReport, recallDues } from './recall-clocks.ts'

export type OwnRecall = {
  noticeId: number
  title: string
  state: 'open' | 'closed'
  startedAt: Date
  affected: number
  reports: RecallReport[]
  dues: RecallDue[]
}

/** The recalls on which the firm that asks must report, with what is due. Throws Forbidden for anybody else. */
export async function readOwnRecalls({ db, actor, city, now }: Context): Promise<OwnRecall[]> {
  if (actor.kind !== 'firm') throw new Forbidden({ zh: '请以企业身份登录。', en: 'Please sign in as the firm.' })
  const rows = await db
    .selectFrom('recall_follow_up as r')
    .innerJoin('notice as n', 'n.id', 'r.notice_id')
    .where('r.enterprise_id', '=', actor.enterpriseId)
    .select(['r.notice_id', 'r.state', 'r.started_at', 'r.affected', 'r.regime', 'n.title', 'n.title_zh'])
    .orderBy('r.notice_id', 'desc')
    .execute()
  return Promise.all(
    rows.map(async (row) => {
      const reports = await readRecallReports(db, row.notice_id)
      const regime = city.recallRegimes.find(({ id }) => id === row.regime)
      return {
        noticeId: row.notice_id,
        title: row.title_zh ?? row.title,
        state: row.state,
        startedAt: row.started_at,
        affected: row.affected,
        reports,
        dues: regime ? recallDues(city.calendar, { regime, startedAt: row.started_at, reports }, now) : [],
      }
    }),
  )
}
