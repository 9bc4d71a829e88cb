import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'

/** A proof of identity that waits for a custodian; what it says is opened one by one. */
export type ProofWaiting = {
  id: number
  caseId: number
  bureau: string
  /** What the bureau asked for, and why. */
  wanted: string
  until: Date
  givenAt: Date
  /** How often it was opened. */
  looks: number
}

const proofsPerPage = 100

/** The proofs of identity that wait to be checked, the oldest first. For custodians and auditors; else Forbidden. */
export async function listProofs({ db, actor }: Context): Promise<ProofWaiting[]> {
  if (!may(actor, 'keep_identities') && !may(actor, 'read_audit')) throw new Forbidden(custodiansOnly)
  const rows = await db
    .selectFrom('identity_check as k')
    .innerJoin('case_file as c', 'c.id', 'k.case_id')
    .where('k.outcome', 'is', null)
    .where('k.given_at', 'is not', null)
    .select(['k.id', 'k.case_id', 'c.lead', 'k.wanted', 'k.until_at', 'k.given_at'])
    .select((eb) =>
      eb
        .selectFrom('look as l')
        .whereRef('l.report_id', '=', 'k.case_id')
        .whereRef('l.at', '>=', 'k.given_at')
        .where('l.request_id', 'is', null)
        .select(eb.fn.countAll<number>().as('looks'))
        .as('looks'),
    )
    .orderBy('k.given_at')
    .limit(proofsPerPage)
    .execute()
  return rows.map(({ case_id, lead, until_at, given_at, looks, ...row }) => ({
    ...row,
    caseId: case_id,
    bureau: lead,
    until: until_at,
    givenAt: given_at ?? until_at,
    looks: Number(looks ?? 0),
  }))
}

const custodiansOnly = { zh: '只有身份保管员和审计人员可以查看。', en: 'Only custodians and auditors see this.' }
