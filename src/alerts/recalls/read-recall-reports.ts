import type { Db } from '../../db/open.ts'
import type { RecallReport } from './recall-clocks.ts'

/** What was handed in of a recall, the oldest first. */
export async function readRecallReports(db: Db, noticeId: number): Promise<RecallReport[]> {
  const rows = await db
    .selectFrom('recall_report')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('id')
    .execute()
  return rows.map(({ kind, as_of, affected, recovered, note, handed_in_at }) => ({
    kind,
    asOf: as_of,
    affected,
    recovered,
    note,
    handedInAt: handed_in_at,
  }))
}
