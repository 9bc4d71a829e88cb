import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { gatherCase } from '../gather-case.ts'
import { receiptHash } from '../tracking/receipt.ts'

/**
 * The holder of the receipt objects, once, to what the office judges apart in their case. Throws NotFound for an unknown receipt, Invalid
 * without a reason, Conflict when there is nothing to object to any more.
 */
export async function objectToApart(
  context: Context,
  { receipt, apart, reason }: { receipt: string; apart: string; reason: string },
): Promise<void> {
  const row = await context.db
    .selectFrom('case_file')
    .where('receipt_hash', '=', receiptHash(receipt))
    .select('id')
    .executeTakeFirst()
  const found = row && (await gatherCase(context, row.id))
  if (!found) throw new NotFound({ zh: '没有找到这个回执码。', en: 'No case has this receipt code.' })
  const decided = decideMove(context, { ...found, held: true }, 'object', { apart, reason })
  await context.db.transaction().execute((tx) => recordMove(tx, context, decided))
}
