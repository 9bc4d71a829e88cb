import { recordAudit } from '../../accounts/record-audit.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { receiptHash } from '../receipt.ts'

/**
 * Erases, for the holder of the receipt, who filed the case; the case goes on without letters. A tombstone stays. Throws NotFound for
 * an unknown receipt or when nothing is left.
 */
export async function eraseIdentity(context: Context, { receipt }: { receipt: string }): Promise<void> {
  const { db, now } = context
  const erased = await db
    .updateTable('reporter_identity')
    .from('case_file')
    .whereRef('case_file.id', '=', 'reporter_identity.report_id')
    .where('case_file.receipt_hash', '=', receiptHash(receipt))
    .where('reporter_identity.erased_at', 'is', null)
    .set({ key_id: null, wrapped_key: null, sealed: null, erased_at: now, erased_because: 'reporter' })
    .returning('reporter_identity.report_id')
    .executeTakeFirst()
  if (!erased) throw new NotFound({ zh: '没有可以清除的身份信息。', en: 'There is nothing left to erase.' })
  await recordAudit(db, context, { act: 'identity_erased', subject: `report:${erased.report_id}` })
}
