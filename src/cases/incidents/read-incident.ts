import { sql } from 'kysely'
import { seesCase } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { NotFound } from '../../errors.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import type { AskName } from '../acts/asks.ts'
import { type Act, acts, type CaseState } from '../acts/case-states.ts'
import { openActs } from '../acts/verdicts.ts'
import { pauseRows, readPauseRow } from '../clocks/clock-rows.ts'
import type { TemplateSight } from '../templates/offered-templates.ts'
import { tracksOf } from '../tracks.ts'

/** An incident as far as the actor may see it: cases of other bureaus are only counted, and nobody's reporter is named. */
export type IncidentRead = {
  id: number
  title: string
  openedAt: Date
  members: MemberRead[]
  /** Members that are other bureaus' to see. */
  elsewhere: number
  /** Acts open on at least one member, with on how many. */
  acts: { act: Act; cases: number }[]
  events: { at: Date; actor: string; name: string | null; act: string; reportId: number | null; reason: string }[]
}

export type MemberRead = {
  caseId: number
  title: string
  state: CaseState
  lead: string
  danger: number
  receivedAt: Date
  nextDueAt: Date | null
  /** Why it belongs here, and whether a person or the machine said so. */
  because: string[]
  byPerson: boolean
  acts: Act[]
  /** What decides which templates fit it. */
  sight: TemplateSight
}

const MEMBERS_SHOWN_MAX = 500

/** Throws NotFound when there is none or the actor sees no case of it. One that was taken up reads as the one that took it up. */
export async function readIncident(context: Context, incidentId: number): Promise<IncidentRead> {
  const { db, actor } = context
  const id = await standingOf(context, incidentId)
  const rows = await membersQuery(db, id).execute()
  const seen = rows.filter((row) => seesCase(actor, row))
  const incident = await db.selectFrom('incident').where('id', '=', id).selectAll().executeTakeFirst()
  if (!incident || seen.length === 0) throw noSuchIncident()
  const members = seen.map(
    (row): MemberRead => ({
      caseId: row.id,
      title: row.title,
      state: row.state,
      lead: row.lead,
      danger: row.danger,
      receivedAt: row.opened_at,
      nextDueAt: row.next_due_at,
      because: row.because,
      byPerson: row.actor.startsWith('staff:'),
      sight: {
        leaf: row.leaf,
        tracks: tracksOf(row.kind, row.done),
        receivedOn: toShanghaiDate(row.opened_at),
      },
      acts: openActs(actor, { ...row, pauses: row.pauses.map(readPauseRow) }).filter(isForAll),
    }),
  )
  const sees = new Set(members.map(({ caseId }) => caseId))
  return {
    id,
    title: members[0]?.title ?? incident.title,
    openedAt: incident.opened_at,
    members,
    elsewhere: rows.length - seen.length,
    acts: actsOf(members),
    events: (await eventsOf(context, id)).filter(({ reportId }) => reportId === null || sees.has(reportId)),
  }
}

const membersQuery = (db: Db, id: number) =>
  db
    .selectFrom('incident_member as m')
    .innerJoin('case_file as c', 'c.id', 'm.report_id')
    .where('m.incident_id', '=', id)
    .select(['c.id', 'c.title', 'c.state', 'c.lead', 'c.support', 'c.danger', 'c.opened_at', 'c.next_due_at'])
    .select(['c.leaf', 'c.kind'])
    .select(['m.because', 'm.actor'])
    .select(sql<string[]>`array(select distinct act from case_event where case_id = c.id)`.as('done'))
    .select(pauseRows(db).as('pauses'))
    .orderBy('c.id')
    .limit(MEMBERS_SHOWN_MAX)

async function standingOf({ db }: Context, incidentId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with recursive up (id, merged_into, step) as (
      select id, merged_into, 0 from incident where id = ${incidentId}
      union all select i.id, i.merged_into, step + 1 from up join incident i on i.id = up.merged_into where step < 100)
    select id from up where merged_into is null`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) throw noSuchIncident()
  return id
}

/** A step of one case, its demands, its tasks and the length of one clock are that case's alone. */
const ofOneCase: AskName[] = ['milestone', 'clock', 'item', 'title', 'apart', 'cases']
const isForAll = (act: Act): boolean =>
  !acts[act].ownForm && !acts[act].asks.some(({ name }) => ofOneCase.includes(name))

function actsOf(members: MemberRead[]): IncidentRead['acts'] {
  const counts = new Map<Act, number>()
  for (const { acts } of members) for (const act of acts) counts.set(act, (counts.get(act) ?? 0) + 1)
  return [...counts].map(([act, cases]) => ({ act, cases }))
}

async function eventsOf({ db }: Context, id: number): Promise<IncidentRead['events']> {
  return db
    .selectFrom('incident_event as e')
    .leftJoin('account as who', (join) => join.on(sql<boolean>`'staff:' || who.id = e.actor`))
    .where('e.incident_id', '=', id)
    .select(['e.at', 'e.actor', 'who.name', 'e.act', 'e.report_id as reportId', 'e.reason'])
    .orderBy('e.id', 'desc')
    .limit(100)
    .execute()
}

export const noSuchIncident = (): NotFound =>
  new NotFound({
    zh: '没有这一事件，或其中没有您的单位的案件。',
    en: 'There is no such incident, or none of its cases is with your bureau.',
  })
