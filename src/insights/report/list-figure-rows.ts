import { sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { evaluationRulesOn } from '../../reference/evaluation-rules.ts'
import { outcomesWith } from '../evaluation/case-outcomes.ts'
import { type FigureId, figures } from './figures.ts'
import { noReport, readReport } from './read-report.ts'
import { instantsOf, leavesOf, type Scope } from './scope.ts'

const pageSize = 50

/** A row that a figure counts: a case, a notice or a warning. `well` for a share: whether it counts towards it. */
export type FigureRow = {
  kind: 'case' | 'notice' | 'warning'
  id: number
  title: string
  at: Date
  well: boolean | null
}

export type FigureRows = { rows: FigureRow[]; total: number; pages: number }

/**
 * The rows behind one figure of a report, counted as it counts, for those who see every case of the city. Rows that came to change after the
 * report was made may stand otherwise in it. Throws NotFound.
 */
export async function listFigureRows(
  context: Context,
  { reportId, figure, page }: { reportId: number; figure: FigureId; page: number },
): Promise<FigureRows> {
  const { db, actor } = context
  const { content } = await readReport(context, { reportId })
  if (!may(actor, 'keep_reports') || !may(actor, 'see_all_cases')) throw new NotFound(noReport)
  const asOf = new Date(content.asOf)
  const { rows } = await sql<FigureRow & { total: number }>`
    with ${withRows(context, content.scope, asOf, figure)}
    select kind, id, title, at, well, (count(*) over ())::int as total from counted
     order by well nulls first, at desc, id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  const total = rows[0]?.total ?? 0
  return { rows: rows.map(({ total: _, ...row }) => row), total, pages: Math.max(1, Math.ceil(total / pageSize)) }
}

function withRows({ city }: Context, scope: Scope, asOf: Date, figure: FigureId) {
  const { from, until } = instantsOf(scope)
  const leaves = leavesOf(city, scope)
  if (figure === 'recalls' || figure === 'bulletins') {
    return sql`counted as (
      select 'notice' as kind, n.id, coalesce(n.title_zh, n.title) as title, n.first_seen_at as at, null::boolean as well
        from notice n join notice_reading g on g.notice_id = n.id
       where n.kind = ${figure === 'recalls' ? 'recall' : 'bulletin'} and cardinality(g.leaves) > 0
         and n.first_seen_at >= ${from} and n.first_seen_at < ${until}
         and (${leaves}::text[] is null or g.leaves && ${leaves}::text[]))`
  }
  if (figure === 'warnings') {
    return sql`counted as (
      select 'warning' as kind, id, title_zh as title, drafted_at as at, null::boolean as well from warning
       where state in ('released', 'lifted') and drafted_at >= ${from} and drafted_at < ${until}
         and (${leaves}::text[] is null or leaves && ${leaves}::text[]))`
  }
  const rules = evaluationRulesOn(city.evaluationRules, scope.from)
  const cohort = outcomesWith({ city, rules, from, until, asOf, evaluationId: null, leaves, district: scope.district })
  return sql`${cohort}, counted as (
    select 'case' as kind, c.id, c.title, r.received_at as at, x.well
      from (${caseRows(figure)}) as x (id, well) join case_file c on c.id = x.id join report r on r.id = x.id)`
}

/** The cases of a figure among those of the cohort. */
function caseRows(figure: FigureId) {
  if (figure === 'response')
    return sql`select d.case_id, exists (select from judged j where j.case_id = d.case_id) from done d where d.answered_at is not null`
  if (figure === 'dangerous') return sql`select o.id, f.danger >= 2 from cohort o join case_file f on f.id = o.id`
  if (figures[figure].unit === 'share') return sql`select case_id, well from outcome where measure = ${figure}`
  if (figure === 'complaints' || figure === 'clues')
    return sql`select o.id, null::boolean from cohort o join case_file f on f.id = o.id
                where f.kind = ${figure === 'complaints' ? 'complaint' : 'report'}`
  if (figure === 'life_at_risk')
    return sql`select o.id, null::boolean from cohort o join case_file f on f.id = o.id where f.danger >= 3`
  return sql`select id, null::boolean from cohort`
}
