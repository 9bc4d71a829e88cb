import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { ReportState } from './report-acts.ts'

export type ReportListed = {
  id: number
  from: string
  until: string
  district: string | null
  domain: string | null
  state: ReportState
  madeAt: Date
  releasedAt: Date | null
}

/** The reports that the actor may read, the newest first, at most 100: everybody the released ones. */
export async function listReports({ db, actor }: Context): Promise<ReportListed[]> {
  const states: ReportState[] = may(actor, 'keep_reports')
    ? ['draft', 'released', 'withdrawn', 'dropped']
    : ['released']
  return db
    .selectFrom('quality_report')
    .where('state', 'in', states)
    .select(['id', 'from_on as from', 'until_on as until', 'district', 'domain', 'state'])
    .select(['made_at as madeAt', 'released_at as releasedAt'])
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}
