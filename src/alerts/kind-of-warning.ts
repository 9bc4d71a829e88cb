import type { Context } from '../context.ts'
import { NotFound } from '../errors.ts'
import { noWarning } from './judge-decision.ts'
import type { WarningKind } from './warning-acts.ts'

/** Which kind of warning a number is. Says nothing of who may see it. Throws NotFound. */
export async function kindOfWarning({ db }: Context, { warningId }: { warningId: number }): Promise<WarningKind> {
  const row = await db.selectFrom('warning').select('kind').where('id', '=', warningId).executeTakeFirst()
  if (!row) throw new NotFound(noWarning)
  return row.kind
}
