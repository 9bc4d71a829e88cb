import { sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { type Said, type Settled, type Stand, settledOf } from './settled-reports.ts'

/** Reports with what was said of them and where their case stands. */
export function standsQuery(db: Db) {
  return db
    .selectFrom('report as r')
    .innerJoin('assessment as a', 'a.report_id', 'r.id')
    .innerJoin('case_file as c', 'c.id', 'r.id')
    .select(['r.id', 'r.received_at'])
    .select(['a.leaf as said_leaf', 'a.confidence', 'a.lead as said_lead', 'a.danger as said_danger', 'a.model'])
    .select(['c.state', 'c.lead', 'c.leaf', 'c.danger'])
    .select(sql<number>`(a.detail -> 'lead' ->> 'confidence')::float8`.as('lead_confidence'))
    .select(
      // Of several corrections of one part the last one holds. What a reporter chose settles nothing: anybody could teach anything.
      sql<Stand['corrected'] | null>`(select jsonb_object_agg(what, corrected order by id) from correction
        where report_id = r.id and what in ('leaf', 'lead', 'danger') and source <> 'reporter')`.as('corrected'),
    )
}

type StandRow = Awaited<ReturnType<ReturnType<typeof standsQuery>['execute']>>[number]

/** What was said beside what is settled. */
export function judgedOf(row: StandRow): { said: Said & { version: string }; settled: Settled } {
  const said = {
    leaf: row.said_leaf,
    leafConfidence: row.confidence,
    lead: row.said_lead,
    leadConfidence: row.lead_confidence,
    danger: row.said_danger,
    version: row.model,
  }
  return { said, settled: settledOf({ ...row, corrected: row.corrected ?? {} }, said) }
}
