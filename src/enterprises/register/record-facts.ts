import type { Context } from '../../context.ts'
import type { Recorded } from './import-register.ts'
import { type Told, writeFacts } from './write-facts.ts'

/** Writes the facts of one sheet in one transaction, as `writeFacts` does. */
export async function recordFacts(context: Context, told: Told[]): Promise<Recorded> {
  return context.db.transaction().execute((tx) => writeFacts(tx, context, told))
}
