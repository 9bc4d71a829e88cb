import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import { blockKeysOf } from '../../triage/incidents/block-keys.ts'
import { measureOf, type Placing } from '../../triage/incidents/grouping.ts'
import type { IncidentModel } from '../../triage/incidents/incident-model.ts'
import { type Portrait, portraitOf } from '../../triage/incidents/portrait.ts'
import { reasonsOf, type Told } from '../../triage/incidents/reasons.ts'
import { type ComparedReport, sketchOf } from '../../triage/incidents/sketch.ts'
import { joinAsSaid } from './join-as-said.ts'
import { placeAmong } from './place-among.ts'
import { type Because, recordPlacing } from './record-placing.ts'

const REPORTS_PER_ROUND = 50
/** Longer than a round takes; a worker that dies gives its turn up after it. */
const TURN_MS = 60_000
/** A row of case_event older than this has no unfinished transaction before it. */
const SETTLED_MS = 300_000

type Sweep = Context & { incidents: IncidentModel }

/**
 * Places reports that no incident has been looked for, oldest first, one after the other. Answers how many. One worker at a time; a
 * round that is cut off is taken up by the next, and no report is placed twice.
 */
export async function groupNewReports(context: Sweep): Promise<number> {
  const from = await takeTurn(context)
  if (from === null) return 0
  const waiting = await findWaiting(context, from)
  for (const row of waiting) await placeOne(context, row)
  await giveTurnBack(context, waiting.length === 0)
  return waiting.length
}

/** The row of case_event up to which everything is placed; null while another worker sweeps. */
async function takeTurn({ db, now }: Context): Promise<number | null> {
  const until = new Date(now.getTime() + TURN_MS)
  const { rows } = await sql<{ swept_to: number }>`
    insert into incident_turn (id, taken_until, swept_to) values (1, ${until}, 0)
    on conflict (id) do update set taken_until = ${until} where incident_turn.taken_until <= ${now}
    returning swept_to`.execute(db)
  return rows[0]?.swept_to ?? null
}

/** A report to be placed; `incident` is the public incident that its reporter says it is about as well. */
type Waiting = ComparedReport & { incident: string | null }

/** Every report has one event `receive`, whose number rises with time: nothing has to be written when it comes in. */
async function findWaiting({ db }: Context, from: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select r.id, r.title, r.text, r.respondent, r.place, r.incident, c.leaf, c.district, r.received_at as "receivedAt"
      from case_event e join report r on r.id = e.case_id join case_file c on c.id = e.case_id
     where e.id > ${from} and e.act = 'receive'
       and not exists (select from incident_sweep s where s.report_id = e.case_id)
     order by e.id limit ${REPORTS_PER_ROUND}`.execute(db)
  return rows
}

async function placeOne(context: Sweep, report: Waiting): Promise<void> {
  const { db, incidents, now, actor } = context
  const portrait = portraitOf(sketchOf(report), incidents)
  const keys = blockKeysOf(portrait)
  const said = report.incident === null ? null : await joinAsSaid(db, { ...report, code: report.incident })
  const placing = said?.placing ?? (await placeAmong(db, portrait, keys, incidents))
  const because = said?.because ?? (await reasonsFor(context, { report, portrait }, placing))
  await recordPlacing(db, {
    sketch: portrait.sketch,
    keys: keys.map(({ key }) => key),
    placing,
    because,
    actor: actorName(actor),
    at: now,
  })
}

/** What ties it to the nearest member of the group, the only one whose words are read. */
async function reasonsFor({ db, incidents }: Sweep, told: Told, placing: Placing): Promise<Because> {
  const { id } = told.portrait.sketch
  if (placing.kind === 'alone') return { nearest: { id, title: told.report.title }, reasons: [] }
  const nearest = nearestOf(told.portrait, placing.group.members, incidents)
  const report = await db
    .selectFrom('report')
    .where('id', '=', nearest.sketch.id)
    .select(['title', 'text', 'respondent', 'place'])
    .executeTakeFirstOrThrow()
  return {
    nearest: { id: nearest.sketch.id, title: report.title },
    reasons: reasonsOf(told, { portrait: nearest, report }, incidents),
  }
}

function nearestOf(portrait: Portrait, [first, ...rest]: Portrait[], model: IncidentModel): Portrait {
  const { alike } = measureOf(model)
  if (!first) throw new Error('a group without members was compared')
  return rest.reduce((best, one) => (alike(portrait, one) > alike(portrait, best) ? one : best), first)
}

/** When nothing waits, everything that is surely settled need not be looked at again. */
async function giveTurnBack({ db, now }: Context, allPlaced: boolean): Promise<void> {
  const settled = new Date(now.getTime() - SETTLED_MS)
  const sweptTo = allPlaced
    ? sql<number>`coalesce((select max(e.id) from case_event e where e.id > swept_to and e.at < ${settled}), swept_to)`
    : sql<number>`swept_to`
  await db.updateTable('incident_turn').set({ taken_until: now, swept_to: sweptTo }).where('id', '=', 1).execute()
}
