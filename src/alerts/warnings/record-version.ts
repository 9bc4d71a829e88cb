import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { endsWarning, type VersionChange, type WarningContent } from './warning-content.ts'

/** What one version is made of besides its text. */
export type NewVersion = {
  warningId: number
  /** Its number less one: of two next versions only one is written. */
  after: number
  change: VersionChange
  content: WarningContent
  ruleVersion: string
  reason: string
  signatures?: { reviewedBy: number; signedBy: number } | null
  reported?: { to: string; at: Date; ref: string | null } | null
}

/** Writes one version, for ever, in the caller's transaction. Answers its number in the table; its unique key refuses a second of the same number. */
export async function recordVersion(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { warningId, after, change, content, ruleVersion, reason, signatures, reported }: NewVersion,
): Promise<number> {
  const { id } = await tx
    .insertInto('warning_version')
    .values({
      warning_id: warningId,
      number: after + 1,
      change,
      level: content.level,
      content: JSON.stringify(content),
      rule_version: ruleVersion,
      at: now,
      actor: actorName(actor),
      reviewed_by: signatures?.reviewedBy ?? null,
      signed_by: signatures?.signedBy ?? null,
      reported_to: reported?.to ?? null,
      reported_at: reported?.at ?? null,
      reported_ref: reported?.ref ?? null,
      reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('warning')
    .set({ version: after + 1, ...(endsWarning(change) ? { expires_at: null } : {}) })
    .where('id', '=', warningId)
    .execute()
  return id
}
