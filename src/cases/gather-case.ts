import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { FilingKind } from '../reference/city.ts'
import type { Assessment } from '../triage/assessment.ts'
import { apartRows, judgedAt, readApart } from './apart/apart-rows.ts'
import { clockRows, pauseRows, readClockRow, readPauseRow } from './clocks/clock-rows.ts'
import { eventsOwed } from './clocks/events-owed.ts'
import type { CaseFound } from './find-case.ts'
import { identityRows, readIdentity } from './identity/identity-rows.ts'
import { jointRow, readJoint } from './joint/joint-rows.ts'
import { foundItems, itemRows } from './parts/case-items.ts'
import { tracksOf } from './tracks.ts'

/** A case whoever asks, in one query: for whom the table of acts alone decides — the holder of the receipt, the machine. Null when there is none. */
export async function gatherCase(
  { db, city }: Pick<Context, 'db' | 'city'>,
  caseId: number,
): Promise<CaseFound | null> {
  const row = await db
    .selectFrom('case_file as c')
    .innerJoin('report as r', 'r.id', 'c.id')
    .innerJoin('assessment as a', 'a.report_id', 'c.id')
    .leftJoin('reporter_identity as p', 'p.report_id', 'c.id')
    .where('c.id', '=', caseId)
    .select(['c.id', 'c.state', 'c.lead', 'c.support', 'c.leaf', 'c.kind', 'c.danger', 'c.risk', 'c.title', 'c.moves'])
    .select(['c.added_at as addedAt', 'r.received_at', 'r.claims'])
    .select(sql<Assessment>`a.detail`.as('assessment'))
    .select(sql<boolean>`coalesce('email' = any(p.holds) and p.erased_at is null, false)`.as('byMail'))
    .select(sql<string[]>`array(select distinct act from case_event where case_id = c.id)`.as('done'))
    .select([answeredAt.as('answeredAt'), dispatchedAt.as('dispatchedAt')])
    .select(sql<number>`(select count(*)::int from task where case_id = c.id and kind = 'sub_task')`.as('subTasks'))
    .select([clockRows(db).as('clocks'), pauseRows(db).as('pauses'), itemRows(db).as('items')])
    .select([apartRows(db).as('aparts'), judgedAt.as('judgedAt'), jointRow.as('joint'), identityRows.as('checks')])
    .executeTakeFirst()
  if (!row) return null
  const { received_at, leaf, kind, assessment, clocks, pauses, items, aparts, joint, checks, ...found } = row
  const tracks = tracksOf(kind, found.done)
  const rows = clocks.map(readClockRow)
  return {
    ...found,
    dangerBecause: [...assessment.danger.because, ...assessment.risk.because],
    predicted: predictedBy(assessment, kind),
    tracks,
    filing: { city, leaf, kind, receivedAt: received_at, danger: row.danger, tracks },
    clocks: rows,
    owed: eventsOwed(city, rows),
    identity: readIdentity(city, rows, checks),
    pauses: pauses.map(readPauseRow),
    aparts: aparts.map(readApart),
    joint: readJoint(joint),
    items: foundItems(items, assessment.text),
  }
}

const answeredAt = sql<Date | null>`(select max(at) from case_event where case_id = c.id and act = 'answer')`

const dispatchedAt = sql<Date | null>`(select case when act = 'dispatch' then at end from case_event
  where case_id = c.id and act in ('dispatch', 'refer') order by id desc limit 1)`

const predictedBy = (
  { lead, leaf, danger, kind: read, model }: Assessment,
  chosen: FilingKind,
): CaseFound['predicted'] => ({
  lead: lead.value,
  leaf: leaf.value,
  danger: danger.level,
  kind: read?.value ?? chosen,
  model,
})
