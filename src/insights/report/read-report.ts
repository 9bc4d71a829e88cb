import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { actsOn, type ReportAct, type ReportState } from './report-acts.ts'
import type { ReportContent } from './report-content.ts'

export type ReportRead = {
  id: number
  state: ReportState
  content: ReportContent
  sha256: string
  releasedAt: Date | null
  /** Why it was withdrawn. */
  withdrawn: string | null
  /** The history, for those who keep reports; empty for others. */
  events: { at: Date; who: string | null; act: string; reason: string }[]
  acts: ReportAct[]
}

/** A report: everybody may read what was released, also after it was withdrawn; the rest only who keeps reports. Throws NotFound. */
export async function readReport({ db, actor }: Context, { reportId }: { reportId: number }): Promise<ReportRead> {
  const row = await db
    .selectFrom('quality_report')
    .where('id', '=', reportId)
    .select(['id', 'state', 'content', 'sha256', 'released_at'])
    .executeTakeFirst()
  const keeps = may(actor, 'keep_reports')
  const open = row?.state === 'released' || row?.state === 'withdrawn'
  if (!row || !(keeps || open)) throw new NotFound(noReport)
  const events = await db
    .selectFrom('quality_report_event as e')
    .leftJoin('account', (join) => join.on(sql<boolean>`e.actor = 'staff:' || account.id`))
    .where('e.report_id', '=', reportId)
    .select(['e.at', 'account.name as who', 'e.act', 'e.reason'])
    .orderBy('e.id')
    .execute()
  return {
    ...{ id: row.id, state: row.state, sha256: row.sha256, releasedAt: row.released_at },
    // Written by composeReport.
    content: JSON.parse(row.content) as ReportContent,
    withdrawn: row.state === 'withdrawn' ? (events.findLast(({ act }) => act === 'withdraw')?.reason ?? null) : null,
    events: keeps ? events : [],
    acts: keeps ? actsOn(row.state) : [],
  }
}

export const noReport = { zh: '没有这份报告，或者尚未发布。', en: 'There is no such report, or it is not released.' }
