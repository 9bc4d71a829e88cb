import type { Context } from '../../context.ts'

export type RecallOfCase = { noticeId: number; title: string; advice: string }

/**
 * The recalls that a case was linked with and whose public page a person published, the newest first: what its reporter is told about the
 * product. For whoever holds the receipt or sees the case: the page has asked.
 */
export async function findRecallsOfCase({ db }: Pick<Context, 'db'>, caseId: number): Promise<RecallOfCase[]> {
  const rows = await db
    .selectFrom('recall_link as l')
    .innerJoin('recall_follow_up as r', 'r.notice_id', 'l.notice_id')
    .innerJoin('notice as n', 'n.id', 'l.notice_id')
    .where('l.report_id', '=', caseId)
    .where('l.state', '=', 'confirmed')
    .where('r.published_at', 'is not', null)
    .select(['l.notice_id as noticeId', 'n.title', 'n.title_zh', 'r.advice'])
    .orderBy('r.published_at', 'desc')
    .limit(5)
    .execute()
  return rows.map(({ noticeId, title, title_zh, advice }) => ({ noticeId, title: title_zh ?? title, advice }))
}
