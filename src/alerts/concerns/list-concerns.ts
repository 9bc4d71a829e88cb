import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { officialsOnly } from './concern-moves.ts'
import { type ConcernFound, concernRows } from './find-concern.ts'

const shown = 200

/** Trade concerns, those under way first, the next meeting on top; of one measure where asked. Throws Forbidden for others than trade officials. */
export async function listConcerns(context: Context, { family }: { family: string | null }): Promise<ConcernFound[]> {
  if (!may(context.actor, 'review_measures')) throw officialsOnly()
  return concernRows(context)
    .$if(family !== null, (query) => query.where('c.family', '=', family ?? ''))
    .orderBy(sql`c.state in ('resolved', 'dropped')`)
    .orderBy(sql`c.meeting_on nulls last`)
    .orderBy('c.id', 'desc')
    .limit(shown)
    .execute()
}
