import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Grade, RiskClass } from '../../reference/credit-rules.ts'
import type { Tier } from './firm-match.ts'
import { type CasePenalty, readCasePenalty } from './read-case-penalty.ts'
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
export type CaseFirms = {
  firms: CaseFirm[]
  finding: { finding: Finding; reason: string; at: Date } | null
  /** The penalty in which its clue ended; whether one may still be recorded, and the rows of the firm's record that it may be. */
  penalty: CasePenalty | null
  mayPenalise: boolean
  penalties: { id: number; decidedOn: string; documentNo: string }[]
}

/** Rows of the record offered for the penalty in which a case ended. */
const penaltiesMax = 10

/** The firm that a case is about, or those proposed, with a glance at their record. Empty for who does not see the register. */
export async function readCaseFirm(context: Context, { caseId }: { caseId: number }): Promise<CaseFirms> {
  const { db, actor } = context
  if (!may(actor, 'see_firms')) return { firms: [], finding: null, penalty: null, mayPenalise: false, penalties: [] }
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
    penalty: await readCasePenalty(context, { caseId }),
    ...(await penaltiesFor(context, caseId)),
  }
}

/** Only a filed case of a firm may end in a penalty, decided since the case came in. */
async function penaltiesFor({ db }: Context, caseId: number): Promise<Pick<CaseFirms, 'mayPenalise' | 'penalties'>> {
  const { rows } = await sql<{ id: number | null; decidedOn: string; documentNo: string }>`
    select f.id, f.happened_on as "decidedOn", f.document_no as "documentNo"
      from case_file c join enterprise_match m on m.case_id = c.id and m.state = 'linked'
      left join enterprise_fact f on f.enterprise_id = m.enterprise_id and f.kind = 'penalty' and f.state <> 'removed'
           and f.happened_on >= (c.opened_at at time zone 'Asia/Shanghai')::date
     where c.id = ${caseId} and not exists (select from case_penalty p where p.case_id = c.id)
       and exists (select from case_event e where e.case_id = c.id and e.act = 'decide_filing' and e.milestone = 'case_filed')
     order by f.happened_on desc limit ${penaltiesMax}`.execute(db)
  const penalties = rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ id, ...row }]))
  return { mayPenalise: rows.length > 0, penalties }
}
