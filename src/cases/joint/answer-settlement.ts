import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { gatherCase } from '../gather-case.ts'
import { receiptHash } from '../tracking/receipt.ts'

/**
 * The holder of the receipt consents to the settlement that the representatives reached, or does not and goes on alone. Throws NotFound
 * for an unknown receipt, Conflict when nothing is put to them any more.
 */
export async function answerSettlement(
  context: Context,
  { receipt, consents }: { receipt: string; consents: boolean },
): Promise<void> {
  const row = await context.db
    .selectFrom('case_file')
    .where('receipt_hash', '=', receiptHash(receipt))
    .select('id')
    .executeTakeFirst()
  const found = row && (await gatherCase(context, row.id))
  if (!found) throw new NotFound({ zh: '没有找到这个回执码。', en: 'No case has this receipt code.' })
  const decided = decideMove(context, { ...found, held: true }, consents ? 'consent' : 'dissent', {})
  await context.db.transaction().execute((tx) => recordMove(tx, context, decided))
}
