import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { WatchMethod } from './candidate.ts'
import { sightRequired } from './signal-sight.ts'

/** What became of the signals of one method: judged events, dropped, not judged yet. */
export type MethodPrecision = { method: WatchMethod; found: number; right: number; dropped: number; waiting: number }

/** How right each method was so far, by what people judged. Throws Forbidden. */
export async function listPrecision({ db, actor }: Context): Promise<MethodPrecision[]> {
  const sight = sightRequired(actor)
  const seen = sight === 'all' ? sql`true` : sql`lead = ${sight.lead}`
  const { rows } = await sql<MethodPrecision>`
    select method, count(*)::int as found, count(*) filter (where state in ('event', 'linked'))::int as right,
           count(*) filter (where state = 'dropped')::int as dropped,
           count(*) filter (where state in ('new', 'verifying'))::int as waiting
      from signal where ${seen} group by method order by found desc`.execute(db)
  return rows
}
