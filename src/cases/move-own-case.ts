import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import type { Typed } from './act-words.ts'
import type { Act, CaseState } from './case-states.ts'
import { decideMove } from './decide-move.ts'
import { gatherCase } from './gather-case.ts'
import { receiptHash } from './receipt.ts'
import { recordMove } from './record-move.ts'

/**
 * Does an act of the table that is the reporter's, for the holder of the receipt. Throws NotFound for an unknown receipt, else as
 * src/cases/move-case.ts does.
 */
export async function moveOwnCase(
  context: Context,
  { receipt, act, typed }: { receipt: string; act: Act; typed: Typed },
): Promise<{ state: CaseState }> {
  const row = await context.db
    .selectFrom('case_file')
    .where('receipt_hash', '=', receiptHash(receipt))
    .select('id')
    .executeTakeFirst()
  const found = row && (await gatherCase(context, row.id))
  if (!found) throw new NotFound({ zh: '没有找到这个回执码。', en: 'No case has this receipt code.' })
  const decided = decideMove(context, { ...found, held: true }, act, typed)
  await context.db.transaction().execute((tx) => recordMove(tx, context, decided))
  return { state: decided.fact.to }
}
