import { type RawBuilder, sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import { evaluationRulesOn } from '../../reference/evaluation-rules.ts'
import { outcomesWith } from '../evaluation/case-outcomes.ts'
import { countNetwork } from './count-network.ts'
import { sectorOfSample } from './count-samples.ts'
import { type FigureId, figures } from './figures.ts'
import { injuriesIn } from './injury-rows.ts'
import { measuresWith } from './measure-rows.ts'
import { noReport, readReport } from './read-report.ts'
import { samplesWith } from './sample-rows.ts'
import { instantsOf, leavesOf, type Scope } from './scope.ts'
import { reportingDistricts } from './standing-shares.ts'

const pageSize = 50

/** A row that a figure counts, by the number, code or family that its page is found under. `well` for a share: whether it counts towards it. */
export type FigureRow = {
  kind: 'case' | 'notice' | 'warning' | 'firm' | 'measure' | 'member' | 'district' | 'observation'
  ref: string
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
  {
    reportId,
    figure,
    sector = null,
    page,
  }: { reportId: number; figure: FigureId; sector?: string | null; page: number },
): Promise<FigureRows> {
  const { actor } = context
  const { content } = await readReport(context, { reportId })
  if (!may(actor, 'keep_reports') || !may(actor, 'see_all_cases')) throw new NotFound(noReport)
  const asked = { ...content.scope, asOf: new Date(content.asOf) }
  if (figure === 'sample_pass') return pageOf(await samplesOf(context, asked, sector), page)
  if (figure === 'network_districts') return pageOf(await districtsOf(context, asked), page)
  const { rows } = await sql<FigureRow & { total: number }>`
    with ${withRows(context, asked, figure)}
    select kind, ref, title, at, well, (count(*) over ())::int as total from counted
     order by well nulls first, at desc, ref limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(context.db)
  return paged(
    rows.map(({ total: _, ...row }) => row),
    rows[0]?.total ?? 0,
  )
}

const paged = (rows: FigureRow[], total: number): FigureRows => ({
  rows,
  total,
  pages: Math.max(1, Math.ceil(total / pageSize)),
})

const pageOf = (all: FigureRow[], page: number): FigureRows =>
  paged(all.slice((page - 1) * pageSize, page * pageSize), all.length)

type AskedScope = Scope & { asOf: Date }

/** Which sector a sample falls into only the city's words say, so all of the period are read. */
async function samplesOf({ db, city }: Context, asked: AskedScope, sector: string | null): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    with ${samplesWith(city, asked, asked.asOf)}
    select kind, ref, subject as title, at, well from sample where counted order by well, at desc, ref`.execute(db)
  return rows.filter(({ title }) => {
    const found = sectorOfSample(city, asked, title)
    return found !== null && (sector === null || found === sector)
  })
}

async function districtsOf({ db, city }: Context, asked: AskedScope): Promise<FigureRow[]> {
  const reached = reportingDistricts(city, await countNetwork(db, asked, asked.asOf), 'reporting')
  const at = instantsOf(asked).until
  return city.districts
    .map(({ id, zh }) => ({ kind: 'district' as const, ref: id, title: zh, at, well: reached.includes(id) }))
    .sort((a, b) => Number(a.well) - Number(b.well))
}

/** Figures of other things than cases, as a table `counted`. */
const apart: Partial<Record<FigureId, (city: City, scope: AskedScope) => RawBuilder<unknown>>> = {
  recalls: (city, scope) => noticesOf(city, scope, 'recall'),
  bulletins: (city, scope) => noticesOf(city, scope, 'bulletin'),
  warnings: (city, scope) => sql`counted as (
    select 'warning' as kind, id::text as ref, title_zh as title, drafted_at as at, null::boolean as well from warning
     where state in ('released', 'lifted') and drafted_at >= ${instantsOf(scope).from} and drafted_at < ${instantsOf(scope).until}
       and (${leavesOf(city, scope)}::text[] is null or leaves && ${leavesOf(city, scope)}::text[]))`,
  injuries: (city, scope) => sql`counted as (
    select 'observation' as kind, id::text as ref, coalesce(product, '—') || ' × ' || count as title,
           day::timestamp at time zone 'Asia/Shanghai' as at, null::boolean as well
      from observation where ${injuriesIn(city, scope, scope.asOf)})`,
  measures_hit: (city, scope) => sql`${measuresWith(city, scope, scope.asOf)}, counted as (
    select 'measure' as kind, family as ref, title, day::timestamp at time zone 'Asia/Shanghai' as at, null::boolean as well from hit)`,
  network_reporting: (_, { until, ...scope }) => {
    const at = instantsOf({ ...scope, until }).until
    return sql`counted as (
      select 'member' as kind, m.id::text as ref, m.name as title, m.joined_at as at,
             not exists (select from network_silence s where s.member_id = m.id and s.since < ${at} and (s.ended_at is null or s.ended_at >= ${at})) as well
        from network_member m where m.joined_at < ${at} and (m.disabled_at is null or m.disabled_at >= ${at}))`
  },
  graded_well: (_, scope) => sql`counted as (
    select 'firm' as kind, e.code as ref, e.name || ' ' || g.grade as title, g.shown_at as at, g.grade in ('A', 'B') as well
      from enterprise e cross join lateral (
        select grade, shown_at from enterprise_grade
         where enterprise_id = e.id and shown_at < ${instantsOf(scope).until} order by id desc limit 1) g
     where e.status = 'active' and g.grade <> 'N' and (${scope.district}::text is null or e.district = ${scope.district}))`,
}

function noticesOf(city: City, scope: AskedScope, kind: 'recall' | 'bulletin') {
  const { from, until } = instantsOf(scope)
  const leaves = leavesOf(city, scope)
  return sql`counted as (
    select 'notice' as kind, n.id::text as ref, coalesce(n.title_zh, n.title) as title, n.first_seen_at as at, null::boolean as well
      from notice n join notice_reading g on g.notice_id = n.id
     where n.kind = ${kind} and cardinality(g.leaves) > 0 and n.first_seen_at >= ${from} and n.first_seen_at < ${until}
       and (${leaves}::text[] is null or g.leaves && ${leaves}::text[]))`
}

function withRows({ city }: Context, scope: AskedScope, figure: FigureId) {
  const other = apart[figure]
  if (other) return other(city, scope)
  const rules = evaluationRulesOn(city.evaluationRules, scope.from)
  const { asOf, district } = scope
  const cohort = {
    city,
    rules,
    ...instantsOf(scope),
    asOf,
    evaluationId: null,
    leaves: leavesOf(city, scope),
    district,
  }
  return sql`${outcomesWith(cohort)}, counted as (
    select 'case' as kind, c.id::text as ref, c.title, r.received_at as at, x.well
      from (${caseRows(figure, asOf)}) as x (id, well) join case_file c on c.id = x.id join report r on r.id = x.id)`
}

/** The cases of a figure among those of the cohort. */
function caseRows(figure: FigureId, asOf: Date) {
  if (figure === 'verified')
    return sql`select f.case_id, f.finding in ('verified', 'settled') from enterprise_finding f join cohort o on o.id = f.case_id where f.found_at <= ${asOf}`
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
