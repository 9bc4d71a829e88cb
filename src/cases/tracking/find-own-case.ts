import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { CaseFound } from '../find-case.ts'
import { gatherCase } from '../gather-case.ts'
import { receiptHash } from './receipt.ts'

/** Gathers a case for an act of the holder of its receipt. Throws NotFound; the words never say how near a guess was. */
export async function findOwnCase(context: Context, receipt: string): Promise<CaseFound> {
  const row = await context.db
    .selectFrom('case_file')
    .where('receipt_hash', '=', receiptHash(receipt))
    .select('id')
    .executeTakeFirst()
  const found = row && (await gatherCase(context, row.id))
  if (!found) throw new NotFound({ zh: '没有找到这个回执码。', en: 'No case has this receipt code.' })
  return { ...found, held: true }
}
