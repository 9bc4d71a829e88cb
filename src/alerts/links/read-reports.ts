import type { Db } from '../../db/open.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { Assessment } from '../../triage/assessment.ts'
import type { ReportTold } from './portraits.ts'

export type ReportRow = ReportTold & { id: number; receivedOn: string }

/** What is compared of these reports, by number; nothing that says who filed them. */
export async function readReports(db: Db, ids: number[]): Promise<ReportRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('report as r')
    .innerJoin('assessment as a', 'a.report_id', 'r.id')
    .where('r.id', 'in', ids)
    .select(['r.id', 'r.title', 'r.text', 'r.respondent', 'r.product', 'r.received_at', 'a.detail'])
    .orderBy('r.id')
    .execute()
  return rows.map(({ received_at, detail, ...row }) => ({
    ...row,
    receivedOn: toShanghaiDate(received_at),
    // Written by record-filings from an Assessment.
    assessment: detail as Assessment,
  }))
}
