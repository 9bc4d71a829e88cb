import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Forbidden } from '../../errors.ts'

export type IdentityRequest = {
  id: number
  caseId: number
  title: string
  bureau: string
  askedBy: { accountId: number; name: string }
  askedAt: Date
  purpose: string
  decision: { by: string; at: Date; granted: boolean; reason: string; openUntil: Date | null } | null
  looks: number
}

const requestsPerPage = 100

/** The requests to open identities, those that wait first, then the newest. For custodians and auditors; else Forbidden. */
export async function listIdentityRequests({ db, actor }: Context): Promise<IdentityRequest[]> {
  if (!may(actor, 'keep_identities') && !may(actor, 'read_audit')) {
    throw new Forbidden({ zh: '只有身份保管员和审计人员可以查看。', en: 'Only custodians and auditors see this.' })
  }
  return (await requestsQuery(db).execute()).map(requestOf)
}

function requestsQuery(db: Db) {
  return db
    .selectFrom('identity_request as q')
    .innerJoin('case_file as c', 'c.id', 'q.report_id')
    .innerJoin('account as asker', 'asker.id', 'q.asked_by')
    .leftJoin('account as decider', 'decider.id', 'q.decided_by')
    .select(['q.id', 'q.report_id', 'c.title', 'asker.bureau', 'asker.id as asker_id', 'asker.name as asker'])
    .select([
      'q.asked_at',
      'q.purpose',
      'q.decided_at',
      'decider.name as decider',
      'q.granted',
      'q.reason',
      'q.open_until',
    ])
    .select(sql<number>`(select count(*)::int from look where request_id = q.id)`.as('looks'))
    .orderBy(sql`q.decided_at is not null`)
    .orderBy('q.asked_at', 'desc')
    .limit(requestsPerPage)
}

type Row = Awaited<ReturnType<ReturnType<typeof requestsQuery>['execute']>>[number]

const requestOf = (row: Row): IdentityRequest => ({
  id: row.id,
  caseId: row.report_id,
  title: row.title,
  bureau: row.bureau,
  askedBy: { accountId: row.asker_id, name: row.asker },
  askedAt: row.asked_at,
  purpose: row.purpose,
  decision: row.decided_at === null ? null : decisionOf(row, row.decided_at),
  looks: row.looks,
})

const decisionOf = (row: Row, at: Date): IdentityRequest['decision'] => ({
  by: row.decider ?? '',
  at,
  granted: row.granted === true,
  reason: row.reason ?? '',
  openUntil: row.open_until,
})
