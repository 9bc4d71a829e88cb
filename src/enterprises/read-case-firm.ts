import { sql } from 'kysely'
import { may } from '../accounts/permissions.ts'
import type { Context } from '../context.ts'
import type { Grade, RiskClass } from '../reference/credit-rules.ts'
import type { Tier } from './firm-match.ts'
import type { Finding } from './record-finding.ts'

export type CaseFirm = {
  code: string
  name: string
  grade: Grade | null
  riskClass: RiskClass | null
  tier: Tier
  score: number
  because: string[]
  state: 'linked' | 'proposed'
  /** Published facts on its record, and linked cases. */
  facts: number
  cases: number
}
export type CaseFirms = { firms: CaseFirm[]; finding: { finding: Finding; reason: string; at: Date } | null }

/** The firm that a case is about, or those proposed, with a glance at their record. Empty for who does not see the register. */
export async function readCaseFirm({ db, actor }: Context, { caseId }: { caseId: number }): Promise<CaseFirms> {
  if (!may(actor, 'see_firms')) return { firms: [], finding: null }
  const { rows } = await sql<CaseFirm>`
    select e.code, e.name, e.grade, k.class as "riskClass", m.tier, m.score, m.because, m.state,
           (select count(*)::int from enterprise_fact f where f.enterprise_id = e.id and f.state = 'standing') as facts,
           (select count(*)::int from enterprise_match o where o.enterprise_id = e.id and o.state = 'linked') as cases
      from enterprise_match m join enterprise e on e.id = m.enterprise_id left join enterprise_risk k on k.enterprise_id = e.id
     where m.case_id = ${caseId} and m.state <> 'refused' order by m.state, m.score desc`.execute(db)
  const finding = await db
    .selectFrom('enterprise_finding')
    .select(['finding', 'reason', 'found_at'])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return {
    firms: rows,
    finding: finding ? { finding: finding.finding, reason: finding.reason, at: finding.found_at } : null,
  }
}
