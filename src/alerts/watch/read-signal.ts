import { sql } from 'kysely'
import { may, seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { NotFound } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { Bilingual } from '../../reference/city.ts'
import type { WatchMethod } from './candidate.ts'
import type { Measure } from './counts.ts'
import type { Evidence } from './evidence.ts'
import { noSignal } from './record-signal-act.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import { actsOnSignal, type SignalAct, type SignalState } from './signal-acts.ts'
import { sightRequired } from './signal-sight.ts'

export type SignalRead = {
  id: number
  kind: SightingKind
  level: SeriesLevel
  key: string
  title: Bilingual
  measure: Measure
  method: WatchMethod
  version: string
  settings: Record<string, unknown>
  fallback: boolean
  from: string
  to: string
  closed: boolean
  count: number
  expected: number
  bound: number | null
  p: number | null
  surprise: number
  harm: number
  leaf: string | null
  hazards: string[]
  district: string | null
  street: string | null
  lead: string
  evidence: Evidence
  state: SignalState
  foundAt: Date
  /** What the series has counted on each day since the period under test, up to today. */
  since: { day: string; count: number }[]
  reports: ReportBehind[]
  /** Reports that are other bureaus' to see. */
  elsewhere: number
  earlier: { id: number; title: Bilingual; state: SignalState; foundAt: Date; reason: string | null }[]
  warnings: { id: number; state: Tables['warning']['state']; title: Bilingual }[]
  events: { at: Date; act: SignalAct | 'find'; who: string | null; bureau: string | null; reason: string }[]
  /** What the actor may do to it now. */
  acts: SignalAct[]
}

export type ReportBehind = {
  caseId: number
  title: string
  receivedAt: Date
  danger: number
  district: string | null
  street: string | null
  lead: string
}

const REPORTS_SHOWN_MAX = 200

/** One signal with all that raised it, as far as the actor may see. Throws Forbidden, NotFound. */
export async function readSignal(context: Context, { signalId }: { signalId: number }): Promise<SignalRead> {
  const { db, actor, now } = context
  const sight = sightRequired(actor)
  const row = await db
    .selectFrom('signal as g')
    .innerJoin('series as s', 's.id', 'g.series_id')
    .where('g.id', '=', signalId)
    .selectAll('g')
    .select(['s.kind', 's.level', 's.key'])
    .executeTakeFirst()
  if (!row || (sight !== 'all' && row.lead !== sight.lead)) throw new NotFound(noSignal)
  // Written by record-signals.
  const evidence = row.evidence as Evidence
  const { id, kind, key, measure, fallback, closed, count, expected, bound, p, surprise, harm } = row
  const { leaf, hazards, district, street, lead, state } = row
  const behind = await reportsOf(context, signalId)
  return {
    ...{ id, kind, key, measure, fallback, closed, count, expected, bound, p, surprise, harm },
    ...{ leaf, hazards, district, street, lead, state, evidence },
    level: row.level as SeriesLevel,
    title: { zh: row.title_zh, en: row.title_en },
    method: row.method as WatchMethod,
    version: row.method_version,
    settings: row.settings as Record<string, unknown>,
    from: row.period_from,
    to: row.period_to,
    foundAt: row.found_at,
    since: await daysSince(context, row, toShanghaiDate(now)),
    ...behind,
    earlier: await earlierOf(context, evidence.earlier),
    warnings: await warningsOf(context, signalId),
    events: await eventsOf(context, signalId),
    acts: may(actor, 'judge_signals') ? actsOnSignal(row.state) : [],
  }
}

async function daysSince(
  { db }: Context,
  { series_id, measure, period_to }: { series_id: number; measure: Measure; period_to: string },
  today: string,
): Promise<SignalRead['since']> {
  const rows = await db
    .selectFrom('series_day')
    .where('series_id', '=', series_id)
    .where('day', '>', period_to)
    .where('day', '<=', today)
    .select(['day', measure])
    .orderBy('day')
    .limit(60)
    .execute()
  return rows.map((row) => ({ day: row.day, count: Number((row as Record<string, unknown>)[measure]) }))
}

async function reportsOf({ db, actor }: Context, signalId: number): Promise<Pick<SignalRead, 'reports' | 'elsewhere'>> {
  const rows = await db
    .selectFrom('signal_report as b')
    .innerJoin('case_file as c', 'c.id', 'b.report_id')
    .where('b.signal_id', '=', signalId)
    .select(['c.id', 'c.title', 'c.opened_at', 'c.danger', 'c.district', 'c.street', 'c.lead', 'c.support'])
    .orderBy('c.id', 'desc')
    .execute()
  const seen = rows.filter((row) => seesCase(actor, row))
  return {
    elsewhere: rows.length - seen.length,
    reports: seen.slice(0, REPORTS_SHOWN_MAX).map(({ id, title, opened_at, danger, district, street, lead }) => ({
      caseId: id,
      title,
      receivedAt: opened_at,
      danger,
      district,
      street,
      lead,
    })),
  }
}

async function earlierOf({ db }: Context, ids: number[]): Promise<SignalRead['earlier']> {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: number
    title_zh: string
    title_en: string
    state: SignalState
    foundAt: Date
    reason: string | null
  }>`
    select g.id, g.title_zh, g.title_en, g.state, g.found_at as "foundAt",
           (select e.reason from signal_event e where e.signal_id = g.id and e.act <> 'find' order by e.id desc limit 1) as reason
      from signal g where g.id = any(${ids}::int8[]) order by g.id desc`.execute(db)
  return rows.map(({ title_zh, title_en, ...row }) => ({ ...row, title: { zh: title_zh, en: title_en } }))
}

async function warningsOf({ db }: Context, signalId: number): Promise<SignalRead['warnings']> {
  const rows = await db
    .selectFrom('warning')
    .where('signal_id', '=', signalId)
    .select(['id', 'state', 'title_zh', 'title_en'])
    .orderBy('id')
    .execute()
  return rows.map(({ title_zh, title_en, ...row }) => ({ ...row, title: { zh: title_zh, en: title_en } }))
}

function eventsOf({ db }: Context, signalId: number): Promise<SignalRead['events']> {
  return db
    .selectFrom('signal_event')
    .leftJoin('account', (join) => join.on(sql<boolean>`signal_event.actor = 'staff:' || account.id`))
    .select([
      'signal_event.at',
      'signal_event.act',
      'account.name as who',
      'signal_event.bureau',
      'signal_event.reason',
    ])
    .where('signal_id', '=', signalId)
    .orderBy('signal_event.id')
    .execute()
}
