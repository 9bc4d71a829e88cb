import { type RawBuilder, sql } from 'kysely'
import { may } from '../../accounts/permissions.ts'
import { openStates } from '../../alerts/watch/signal-acts.ts'
import type { Context } from '../../context.ts'
import { Forbidden } from '../../errors.ts'
import { addDays } from '../../reference/calendar.ts'
import type { FigureShown, ReportContent } from '../report/report-content.ts'

/** A line of the morning: what it is about, where it leads, what makes it urgent. */
export type MorningLine = {
  kind: 'case' | 'signal' | 'warning' | 'assessment' | 'evaluation' | 'report'
  id: number
  title: string
  /** The bureau whose it is; null where it is the office's own. */
  bureau: string | null
  /** Danger 0–3 of a case; null for the rest. */
  danger: number | null
  /** When it is due, or since when it waits. */
  at: Date | null
}

/** A question of the morning with its first lines and how many there are in all. */
export type MorningPart = { lines: MorningLine[]; total: number }

export type Morning = {
  burning: MorningPart
  signals: MorningPart
  signatures: MorningPart
  disputes: MorningPart
  /** Binding clocks past their day, by the bureau in charge, the most first. */
  late: { bureau: string; clocks: number; oldestDue: Date }[]
  lateTotal: number
  /** The main figures of the newest report on the state of quality; null before the first. */
  standing: { reportId: number; period: string; figures: FigureShown[] } | null
}

const linesShown = 6
const bureausShown = 8

/** The city's morning on one page, for the joint meeting: what burns, what is late, what waits for a signature or a ruling, how quality stands. Throws Forbidden. */
export async function readMorning(context: Context): Promise<Morning> {
  const { actor, now } = context
  if (!may(actor, 'see_all_deadlines')) throw new Forbidden(officeOnly)
  const late = await lateBureaus(context)
  return {
    burning: await partOf(context, burning),
    signals: await partOf(context, waitingSignals),
    signatures: await partOf(context, waitingSignatures),
    disputes: await partOf(context, disputes(now)),
    late: late.slice(0, bureausShown),
    lateTotal: late.reduce((sum, { clocks }) => sum + clocks, 0),
    standing: await standingOf(context),
  }
}

async function partOf({ db }: Context, lines: RawBuilder<unknown>): Promise<MorningPart> {
  const { rows } = await sql<MorningLine & { total: number }>`
    select kind, id, title, bureau, danger, at, (count(*) over ())::int as total from (${lines}) as line
     order by rank desc, at nulls last, id limit ${linesShown}`.execute(db)
  return { lines: rows.map(({ total: _, ...line }) => line), total: rows[0]?.total ?? 0 }
}

/** Cases in which somebody can be hurt, while they are not answered. */
const burning = sql`
  select 'case' as kind, id, title, lead as bureau, danger, next_due_at as at, danger as rank
    from case_file where danger >= 2 and state in ('to_dispatch', 'to_rule', 'dispatched', 'referred', 'handling')`

const waitingSignals = sql`
  select 'signal' as kind, id, title_zh as title, lead as bureau, null::smallint as danger, found_at as at, surprise * harm as rank
    from signal where state = any(${openStates}::text[])`

/** What the office, or somebody it can call, has to put a name to. */
const waitingSignatures = sql`
  select 'warning' as kind, w.id, w.title_zh as title, w.bureau, null::smallint as danger, coalesce(d.written_at, w.drafted_at) as at,
         case w.level when 'red' then 4 when 'orange' then 3 when 'yellow' then 2 else 1 end as rank
    from warning w left join warning_draft d on d.warning_id = w.id
   where not w.drill and (d.stage in ('review', 'to_sign', 'signed') or (w.kind <> 'quality' and w.state = 'draft'))
  union all
  select 'assessment', a.id, v.content ->> 'title', a.bureau, null, v.at, 2
    from risk_assessment a join risk_assessment_version v on v.assessment_id = a.id and v.number = a.version where a.state = 'submitted'
  union all
  select 'evaluation', id, from_on || ' 至 ' || (until_on - 1), null, null, objections_until, 1
    from evaluation where state in ('draft', 'objecting', 'decided')
  union all
  select 'report', id, from_on || ' 至 ' || (until_on - 1), null, null, made_at, 0 from quality_report where state = 'draft'`

/** Cases that nobody wants, and cases under supervision that are still open. */
const disputes = (now: Date) => sql`
  select 'case' as kind, id, title, lead as bureau, danger, next_due_at as at, case when next_due_at < ${now} then 2 else 1 end as rank
    from case_file where state = 'to_rule'`

/** Clocks of cases, and of what firms ask; an objection that nobody has passed on is the dispatch desk's. */
async function lateBureaus({ db, now, city }: Context): Promise<Morning['late']> {
  const { rows } = await sql<Morning['late'][number]>`
    with late as (
      select c.lead as bureau, k.due_at
        from case_clock k join case_file c on c.id = k.case_id
       where k.met_at is null and k.paused_at is null and k.due_at < ${now} and k.force in ('statutory', 'local')
         and c.state not in ('closed', 'refused')
      union all
      select case when kind = 'objection' and state = 'received' then ${city.dispatchBureau}::text else bureau end, due_at
        from firm_request where state <> 'decided' and kind <> 'answer' and due_at < ${now})
    select bureau, count(*)::int as clocks, min(due_at) as "oldestDue" from late group by bureau order by clocks desc, bureau`.execute(
    db,
  )
  return rows
}

async function standingOf({ db }: Context): Promise<Morning['standing']> {
  const row = await db
    .selectFrom('quality_report')
    .where('state', 'in', ['released', 'draft'])
    .where('district', 'is', null)
    .where('domain', 'is', null)
    .select(['id', 'from_on', 'until_on', 'content'])
    .orderBy('until_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { chapters } = JSON.parse(row.content) as ReportContent
  const block = chapters[0]?.blocks.find(({ kind }) => kind === 'figures')
  return {
    reportId: row.id,
    period: `${row.from_on} 至 ${addDays(row.until_on, -1)}`,
    figures: block?.kind === 'figures' ? block.figures : [],
  }
}

const officeOnly = { zh: '联席会议晨报供联席会议办公室使用。', en: 'The morning page is for the joint-meeting office.' }
