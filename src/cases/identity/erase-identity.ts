import { recordAudit } from '../../accounts/record-audit.ts'
import { actorName, type Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { findOwnCase } from '../tracking/find-own-case.ts'

/**
 * Erases, for the holder of the receipt, who filed the case, and what they gave to prove it; the case goes on without letters. A tombstone
 * stays, and a check that still went on is withdrawn. Throws NotFound for an unknown receipt or when nothing is left.
 */
export async function eraseIdentity(context: Context, { receipt }: { receipt: string }): Promise<void> {
  const { db, actor, now } = context
  const { id } = await findOwnCase(context, receipt)
  await db.transaction().execute(async (tx) => {
    const erased = await tx
      .updateTable('reporter_identity')
      .where('report_id', '=', id)
      .where('erased_at', 'is', null)
      .set({ key_id: null, wrapped_key: null, sealed: null, erased_at: now, erased_because: 'reporter' })
      .returning('report_id')
      .execute()
    const proofs = await tx
      .updateTable('identity_check')
      .where('case_id', '=', id)
      .where('sealed', 'is not', null)
      .set((eb) => ({
        key_id: null,
        wrapped_key: null,
        sealed: null,
        outcome: eb.fn.coalesce('outcome', eb.val('withdrawn' as const)),
        decided_at: eb.fn.coalesce('decided_at', eb.val(now)),
        decided_by: eb.fn.coalesce('decided_by', eb.val(actorName(actor))),
      }))
      .returning('id')
      .execute()
    if (erased.length + proofs.length === 0) throw new NotFound(nothingLeft)
    await recordAudit(tx, context, { act: 'identity_erased', subject: `report:${id}` })
  })
}

const nothingLeft = { zh: '没有可以清除的身份信息。', en: 'There is nothing left to erase.' }
