import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Placing } from '../../triage/incidents/grouping.ts'
import { packGrams, type Sketch } from '../../triage/incidents/sketch.ts'

/** The report that it is most like, and what ties the two. */
export type Because = { nearest: { id: number; title: string }; reasons: string[] }

export type PlacingFact = {
  sketch: Sketch
  keys: number[]
  placing: Placing
  because: Because
  actor: string
  at: Date
}

/** Writes where a report belongs, in one transaction. Leaves nothing when the report was placed before. */
export async function recordPlacing(db: Db, fact: PlacingFact): Promise<void> {
  const { sketch, keys, placing, at } = fact
  await db.transaction().execute(async (tx) => {
    const swept = await tx
      .insertInto('incident_sweep')
      .values({ ...sketchRow(sketch), swept_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('report_id')
      .executeTakeFirst()
    if (!swept) return
    await sql`insert into incident_key (key, report_id) select key, ${sketch.id}::int8 from unnest(${keys}::int8[]) as key
      on conflict do nothing`.execute(tx)
    if (placing.kind === 'ask') await ask(tx, fact, placing.likeness)
    if (placing.kind === 'join') await join(tx, fact, placing)
  })
}

const sketchRow = ({ id, respondent, receivedAt, names, areas, numbers, ...counted }: Sketch) => ({
  report_id: id,
  received_at: receivedAt,
  respondent,
  names,
  areas,
  numbers,
  grams: packGrams(counted),
})

async function ask(tx: Db, { sketch, because, at }: PlacingFact, likeness: number): Promise<void> {
  await tx
    .insertInto('incident_question')
    .values({ report_id: sketch.id, earlier_id: because.nearest.id, likeness, because: because.reasons, asked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function join(tx: Db, fact: PlacingFact, placing: Extract<Placing, { kind: 'join' }>): Promise<void> {
  const { sketch, because, actor, at } = fact
  const { likeness, group } = placing
  // The nearest member of a group of one is that one.
  const home =
    group.id > 0
      ? await standing(tx, group.id)
      : await openIncident(tx, { report: because.nearest, actor, at, because: because.reasons })
  // A person may have placed the report while the machine was thinking: then theirs stands.
  const joined = await tx
    .insertInto('incident_member')
    .values({ report_id: sketch.id, incident_id: home, actor, joined_at: at, likeness, because: because.reasons })
    .onConflict((conflict) => conflict.doNothing())
    .returning('report_id')
    .executeTakeFirst()
  if (!joined) return
  await recordIncidentEvent(tx, {
    incident_id: home,
    at,
    actor,
    act: 'join',
    report_id: sketch.id,
    reason: because.reasons.join('；'),
  })
  for (const { id } of placing.merges) {
    const reason = '新来的诉求把两者连在一起 / a new report ties the two together'
    if (id > 0) await takeUp(tx, { home, taken: id, actor, at, reason })
    else await addMember(tx, { home, reportId: -id, actor, at, because: [reason] })
  }
}

/** The incident that has taken an incident up, or itself. */
async function standing(tx: Db, id: number): Promise<number> {
  const row = await tx.selectFrom('incident').where('id', '=', id).select('merged_into').executeTakeFirst()
  return row?.merged_into ? standing(tx, row.merged_into) : id
}

type Opening = { report: { id: number; title: string }; actor: string; at: Date; because: string[] }

/** A new incident with its first report; when that report meanwhile got one, that one. */
export async function openIncident(tx: Db, { report, actor, at, because }: Opening): Promise<number> {
  const known = await incidentOf(tx, report.id)
  if (known !== null) return known
  const { id } = await tx
    .insertInto('incident')
    .values({ title: report.title, opened_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('incident_member')
    .values({ report_id: report.id, incident_id: id, actor, joined_at: at, because })
    .execute()
  await recordIncidentEvent(tx, {
    incident_id: id,
    at,
    actor,
    act: 'open',
    report_id: report.id,
    reason: because.join('；'),
  })
  return id
}

export async function incidentOf(db: Db, reportId: number): Promise<number | null> {
  const row = await db
    .selectFrom('incident_member')
    .where('report_id', '=', reportId)
    .select('incident_id')
    .executeTakeFirst()
  return row?.incident_id ?? null
}

type Adding = { home: number; reportId: number; actor: string; at: Date; because: string[] }

/** Adds a report that stands alone; one that has an incident meanwhile brings it along. */
export async function addMember(tx: Db, { home, reportId, actor, at, because }: Adding): Promise<void> {
  const known = await incidentOf(tx, reportId)
  if (known === home) return
  const reason = because.join('；')
  if (known !== null) return takeUp(tx, { home, taken: known, actor, at, reason })
  await tx
    .insertInto('incident_member')
    .values({ report_id: reportId, incident_id: home, actor, joined_at: at, because })
    .execute()
  await recordIncidentEvent(tx, { incident_id: home, at, actor, act: 'join', report_id: reportId, reason })
}

type TakingUp = { home: number; taken: number; actor: string; at: Date; reason: string }

/** All members of `taken` become members of `home`. */
export async function takeUp(tx: Db, { home, taken, actor, at, reason }: TakingUp): Promise<void> {
  if (home === taken) return
  await tx.updateTable('incident_member').set({ incident_id: home }).where('incident_id', '=', taken).execute()
  await tx.updateTable('incident').set({ merged_into: home }).where('id', '=', taken).execute()
  await recordIncidentEvent(tx, { incident_id: home, at, actor, act: 'merge', other_id: taken, reason })
}

type EventRow = {
  incident_id: number
  at: Date
  actor: string
  act: 'open' | 'join' | 'merge' | 'split' | 'act'
  report_id?: number
  other_id?: number
  reason: string
}

export async function recordIncidentEvent(tx: Db, event: EventRow): Promise<void> {
  await tx.insertInto('incident_event').values(event).execute()
}
