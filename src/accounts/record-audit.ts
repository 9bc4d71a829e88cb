import { type Actor, actorName } from '../context.ts'
import type { Db } from '../db/open.ts'

export type AuditAct =
  | 'sign_in'
  | 'sign_in_failed'
  | 'account_locked'
  | 'account_opened'
  | 'account_disabled'
  | 'password_changed'
  | 'second_factor_set'
  | 'second_factor_ended'
  | 'passkey_added'
  | 'passkey_removed'
  | 'passkey_doubted'
  | 'directory_linked'
  | 'directory_unlinked'
  | 'email_set'
  | 'identity_asked'
  | 'identity_granted'
  | 'identity_denied'
  | 'identity_erased'
  | 'cases_exported'
  | 'member_admitted'
  | 'member_key_changed'
  | 'member_disabled'
  | 'member_enabled'
  | 'webhook_registered'
  | 'webhook_key_changed'
  | 'webhook_disabled'
  | 'webhook_enabled'
  | 'model_promoted'
  | 'model_rolled_back'

/** Writes, in the caller's transaction, what somebody did. `detail` holds no personal data: it is kept as long as the chain. */
export async function recordAudit(
  tx: Db,
  { actor, now }: { actor: Actor; now: Date },
  event: { act: AuditAct; subject: string; detail?: Record<string, string | number | boolean> },
): Promise<void> {
  await tx
    .insertInto('audit_event')
    .values({
      at: now,
      actor: actorName(actor),
      act: event.act,
      subject: event.subject,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute()
}
