import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'

/** An objection of a reporter to what is judged apart, which waits for a ruling. */
export type ObjectionWaiting = { caseId: number; title: string; bureau: string; objectedAt: Date; words: string | null }

const shownMax = 50

/** The objections on which the actor may rule — not on what they set apart themselves —, the oldest first; none for other roles. */
export async function listObjections({ db, actor }: Context): Promise<ObjectionWaiting[]> {
  if (!may(actor, 'see_all_deadlines')) return []
  const rows = await db
    .selectFrom('set_apart as s')
    .innerJoin('case_file as c', 'c.id', 's.case_id')
    .where('s.objected_at', 'is not', null)
    .where('s.ruled_at', 'is', null)
    .where('s.set_by', '!=', actorName(actor))
    .select(['c.id as caseId', 'c.title', 'c.lead as bureau', 's.objected_at as objectedAt', 's.objection as words'])
    .orderBy('s.objected_at')
    .limit(shownMax)
    .execute()
  return rows.map(({ objectedAt, ...row }) => ({ ...row, objectedAt: objectedAt ?? new Date(0) }))
}
