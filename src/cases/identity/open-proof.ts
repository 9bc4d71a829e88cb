import { type IdentityProof, openKept, openProofKept } from '../../accounts/identity-vault.ts'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'

/** A proof of identity, with the name that was left when the complaint was filed; null where none was, or it is erased. */
export type ProofOpened = IdentityProof & { checkId: number; caseId: number; filedName: string | null }

/**
 * Opens what a complainant gave to prove who they are, to a custodian. The look is written before anything is shown, and the reporter
 * sees it. Throws Forbidden for anybody else, Conflict when there is nothing (left) to check.
 */
export async function openProof(
  { db, vault, actor, now }: Context,
  { checkId }: { checkId: number },
): Promise<ProofOpened> {
  if (actor.kind !== 'staff' || !may(actor, 'keep_identities')) throw new Forbidden(custodiansOnly)
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('identity_check as k')
      .leftJoin('reporter_identity as i', 'i.report_id', 'k.case_id')
      .where('k.id', '=', checkId)
      .where('k.outcome', 'is', null)
      .select(['k.case_id', 'k.key_id', 'k.wrapped_key', 'k.sealed'])
      .select(['i.key_id as filed_key', 'i.wrapped_key as filed_wrapped', 'i.sealed as filed_sealed'])
      .executeTakeFirst()
    const proof = row && openProofKept(vault, checkId, row)
    if (!proof) throw new Conflict(nothingToCheck)
    const { case_id, filed_key: key_id, filed_wrapped: wrapped_key, filed_sealed: sealed } = row
    const filed = openKept(vault, case_id, { key_id, wrapped_key, sealed })
    await tx
      .insertInto('look')
      .values({ at: now, account_id: actor.accountId, report_id: case_id, request_id: null, purpose })
      .execute()
    return { ...proof, checkId, caseId: case_id, filedName: filed?.name ?? null }
  })
}

const purpose = '核验身份 check of identity'
const custodiansOnly = { zh: '只有身份保管员可以打开。', en: 'Only a custodian opens it.' }
const nothingToCheck = {
  zh: '没有待核对的身份证明：已经核对过，或诉求人已清除。',
  en: 'There is nothing to check: it was checked already, or the reporter had it erased.',
}
