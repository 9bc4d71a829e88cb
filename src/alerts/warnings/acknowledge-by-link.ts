import type { Context } from '../../context.ts'
import { readReceipt } from './read-receipt.ts'
import { recordEvent } from './record-event.ts'

/** A firm says by the link in its letter that the warning has come; saying so again changes nothing. Throws NotFound. */
export async function acknowledgeByLink(context: Context, { token }: { token: string }): Promise<void> {
  const { db, now } = context
  const { receiptId, warningId, firm } = await readReceipt(context, { token })
  await db.transaction().execute(async (tx) => {
    const acknowledged = await tx
      .updateTable('warning_receipt')
      .set({ acknowledged_at: now, acknowledged_by: 'link' })
      .where('id', '=', receiptId)
      .where('acknowledged_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (acknowledged) await recordEvent(tx, context, { warningId, act: 'acknowledge', reason: firm })
  })
}
