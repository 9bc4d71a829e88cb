import { sql } from 'kysely'
import { type IdentityProof, openKept, openProofKept } from '../../accounts/identity-vault.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { receiptHash } from '../tracking/receipt.ts'

/**
 * Everything kept about one filing and the person behind it, for the holder of the receipt (PIPL art. 45): what was written, who they
 * said they are, what they gave to prove it, every public station, every letter to them and every look at who they are. Throws NotFound for an unknown receipt.
 */
export async function exportOwnCase(
  context: Context,
  { receipt }: { receipt: string },
): Promise<Record<string, unknown>> {
  const { db, vault } = context
  const { rows } = await sql<Row>`
    select c.id as case_id, to_jsonb(r) - 'content_hash' - 'submission_key' as filed, c.state, c.answer,
           i.holds, i.key_id, i.wrapped_key, i.sealed, i.erased_at, i.erased_because,
           (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'act', e.act, 'bureau', e.bureau, 'state', e.to_state,
                    'text', e.public_text) order by e.id), '[]') from case_event e where e.case_id = c.id) as history,
           (select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'bureau', a.bureau, 'purpose', l.purpose) order by l.id), '[]')
              from look l join account a on a.id = l.account_id where l.report_id = c.id) as looks,
           (select coalesce(jsonb_agg(jsonb_build_object('at', f.added_at, 'name', f.name, 'type', f.media_type, 'sha256', f.sha256)
                    order by f.id), '[]') from attachment f where f.report_id = c.id) as attachments,
           (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'text', e.internal_text) order by e.id), '[]') from case_event e
             where e.case_id = c.id and e.act in ('add', 'supply') and e.actor = 'citizen') as added,
           (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'asked', k.asked_at, 'wanted', k.wanted, 'given', k.given_at,
                    'outcome', k.outcome, 'reason', k.reason) order by k.id), '[]') from identity_check k where k.case_id = c.id) as identity_checks,
           (select coalesce(jsonb_agg(jsonb_build_object('written', t.created_at, 'sent', t.sent_at, 'subject', t.subject, 'body', t.body)
                    order by t.id), '[]') from letter t where t.recipient = 'reporter:' || c.id) as letters
      from case_file c join report r on r.id = c.id left join reporter_identity i on i.report_id = c.id
     where c.receipt_hash = ${receiptHash(receipt)}`.execute(db)
  const row = rows[0]
  if (!row) throw new NotFound({ zh: '没有找到这个回执码。', en: 'No case has this receipt code.' })
  const { key_id, wrapped_key, sealed, erased_at, erased_because, holds, ...told } = row
  const identity = openKept(vault, row.case_id, { key_id, wrapped_key, sealed })
  const proofs = await keptProofs(context, row.case_id)
  return { ...told, proofs, identity: identity ?? (erased_at && { erased_at, erased_because, held: holds }) }
}

/** What was given to prove it and is still kept. */
async function keptProofs({ db, vault }: Context, caseId: number): Promise<IdentityProof[]> {
  const rows = await db
    .selectFrom('identity_check')
    .where('case_id', '=', caseId)
    .where('sealed', 'is not', null)
    .select(['id', 'key_id', 'wrapped_key', 'sealed'])
    .execute()
  return rows.flatMap((kept) => openProofKept(vault, kept.id, kept) ?? [])
}

type Row = {
  case_id: number
  holds: string[] | null
  key_id: string | null
  wrapped_key: Uint8Array | null
  sealed: Uint8Array | null
  erased_at: Date | null
  erased_because: string | null
}
