import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'

/** The penalty in which a case ended: when it was decided, and where the public reads it while the rules let it be published. */
export type CasePenalty = {
  decidedOn: string
  published: { code: string; name: string; documentNo: string } | null
}

/** What whoever knows of a case may know of the penalty in which it ended; null when it did not, or the penalty was taken off the record. */
export async function readCasePenalty(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { caseId }: { caseId: number },
): Promise<CasePenalty | null> {
  const row = await db
    .selectFrom('case_penalty as p')
    .innerJoin('enterprise_fact as f', 'f.id', 'p.fact_id')
    .innerJoin('enterprise as e', 'e.id', 'f.enterprise_id')
    .where('p.case_id', '=', caseId)
    .where('f.state', '<>', 'removed')
    .select(['f.happened_on', 'f.shown_until', 'f.state', 'f.document_no', 'e.code', 'e.name'])
    .executeTakeFirst()
  if (!row) return null
  const shown = row.state === 'standing' && (row.shown_until === null || row.shown_until >= toShanghaiDate(now))
  const published = shown ? { code: row.code, name: row.name, documentNo: row.document_no } : null
  return { decidedOn: row.happened_on, published }
}
