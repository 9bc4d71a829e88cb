import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { eventsOf, isCorrected, type SettledReport } from './settled-reports.ts'
import { judgedOf, standsQuery } from './stands-query.ts'

/** How far back a replay looks: six months. */
const window_days = 180
const correctedMax = 5000
/** Reports of the window, evenly drawn when there are more. */
const drawnMax = 10_000
const perRead = 500

export type Gathered = { reports: SettledReport[]; since: Date }

/**
 * The reports to learn from and to be judged on: those with a correction, the newest 5,000, and of those received in the last six
 * months an even draw of at most 10,000. Read a few hundred at a time.
 */
export async function gatherReports(context: Context): Promise<Gathered> {
  const { db, now } = context
  const since = new Date(now.getTime() - window_days * 86_400_000)
  const ids = await idsOf(context, since)
  const events = eventsOf(ids, await alikeAmong(context, ids))
  const reports: SettledReport[] = []
  for (let from = 0; from < ids.length; from += perRead) {
    const rows = await rowsOf(db, ids.slice(from, from + perRead))
    reports.push(...rows.map((row) => reportOf(row, events)))
  }
  return { reports, since }
}

async function idsOf({ db, now }: Context, since: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with drawn as (select greatest(1, ceil(count(*)::numeric / ${drawnMax}))::int8 as every
                     from report where received_at > ${since} and received_at <= ${now}),
         corrected as (select report_id as id from correction
                        where what in ('leaf', 'lead', 'danger') and source <> 'reporter' and at <= ${now}
                        group by report_id order by max(id) desc limit ${correctedMax})
    select id from corrected
    union
    select r.id from report r, drawn where r.received_at > ${since} and r.received_at <= ${now} and r.id % drawn.every = 0
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

async function alikeAmong({ db }: Context, ids: number[]): Promise<{ one: number; other: number }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ one: number; other: number }>`
    select report_id as one, earlier_id as other from likely_duplicate where report_id = any(${ids}::int8[])
    union all
    select report_id, min(report_id) over (partition by incident_id) from incident_member where report_id = any(${ids}::int8[])`.execute(
    db,
  )
  return rows
}

function rowsOf(db: Context['db'], ids: number[]) {
  return standsQuery(db).where('r.id', 'in', ids).select(['r.title', 'r.text']).orderBy('r.id').execute()
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function reportOf(row: Row, events: Map<number, number>): SettledReport {
  const { said, settled } = judgedOf(row)
  return {
    id: row.id,
    title: row.title,
    text: row.text,
    receivedAt: row.received_at,
    said,
    settled,
    corrected: isCorrected(settled, said),
    event: events.get(row.id) ?? row.id,
  }
}
