import { sql } from 'kysely'
import { may, seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { LinkState } from './link-decisions.ts'

export type ReportsOfRecall = {
  confirmed: number
  /** Happened after the recall, among the confirmed. */
  afterRecall: number
  /** Null for those who see no cases: what nobody confirmed is not told to the public. */
  proposed: number | null
  /** The newest ones that the reader may see. */
  cases: { id: number; title: string; state: LinkState; because: string[] }[]
}

const casesMax = 20

/**
 * The local reports that a recall meets: figures for everybody, the cases for staff who see them. What the machine linked by itself counts
 * for staff only: nothing is told to the public before a person said so.
 */
export async function findReportsOf({ db, actor }: Context, noticeId: number): Promise<ReportsOfRecall> {
  const staff = may(actor, 'see_all_cases') || may(actor, 'see_own_cases')
  const { rows } = await sql<{ confirmed: number; after: number; proposed: number }>`
    select count(*) filter (where l.state = 'confirmed')::int as confirmed,
           count(*) filter (where l.state = 'confirmed' and r.occurred_on > n.published_on)::int as after,
           count(*) filter (where l.state = 'proposed')::int as proposed
      from recall_link l join report r on r.id = l.report_id join notice n on n.id = l.notice_id
     where l.notice_id = ${noticeId} and (${staff} or l.decided_by like 'staff:%')`.execute(db)
  const counted = rows[0] ?? { confirmed: 0, after: 0, proposed: 0 }
  return {
    confirmed: counted.confirmed,
    afterRecall: counted.after,
    proposed: staff ? counted.proposed : null,
    cases: staff ? await casesSeen({ db, actor }, noticeId) : [],
  }
}

async function casesSeen({ db, actor }: Pick<Context, 'db' | 'actor'>, noticeId: number) {
  const rows = await db
    .selectFrom('recall_link as l')
    .innerJoin('case_file as c', 'c.id', 'l.report_id')
    .where('l.notice_id', '=', noticeId)
    .where('l.state', 'in', ['confirmed', 'proposed'])
    .select(['c.id', 'c.title', 'l.state', 'l.because', 'c.lead', 'c.support'])
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute()
  return rows
    .filter((row) => seesCase(actor, row))
    .slice(0, casesMax)
    .map(({ id, title, state, because }) => ({ id, title, state, because }))
}
