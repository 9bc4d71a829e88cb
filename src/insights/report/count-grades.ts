import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Grade } from '../../reference/credit-rules.ts'
import { instantsOf, type Scope } from './scope.ts'

/** Firms by the public grade that was shown at the end of the period and at its begin; `from` null for those not graded then. */
export type GradeMove = { from: Grade | null; to: Grade; firms: number }

/** How many firms in business stood at which grade at both ends of a period. A grade that was held is none. */
export async function countGrades(db: Db, scope: Scope): Promise<GradeMove[]> {
  const { from, until } = instantsOf(scope)
  const { rows } = await sql<GradeMove>`
    with stood as (
      -- The last grade shown: its number carries the place of its letter along.
      select max(g.id * 8 + strpos('ABCDN', g.grade)) as last,
             max(g.id * 8 + strpos('ABCDN', g.grade)) filter (where g.shown_at < ${from}) as first
        from enterprise_grade g join enterprise e on e.id = g.enterprise_id
       where g.shown_at < ${until} and e.status = 'active' and (${scope.district}::text is null or e.district = ${scope.district})
       group by g.enterprise_id)
    select substr('ABCDN', (first % 8)::int, 1) as "from", substr('ABCDN', (last % 8)::int, 1) as "to", count(*)::int as firms
      from stood group by 1, 2 order by 1 nulls first, 2`.execute(db)
  return rows
}
