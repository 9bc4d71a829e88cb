import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Candidate } from './candidate.ts'
import { dateOfDay } from './civil-days.ts'
import type { Distinct } from './distinct.ts'
import type { Evidence } from './evidence.ts'
import { type Behind, gatherEvidence } from './gather-evidence.ts'
import { harmOf } from './ranking.ts'
import { titleOf } from './signal-words.ts'
import { WATCH_VERSION } from './watch-choice.ts'

/**
 * Keeps what was found: a signal with its evidence, its reports and its first line of history for each new event; further reports for
 * those known. Answers the numbers of the new ones. Each signal is one transaction.
 */
export async function recordSignals(
  context: Context,
  { fresh, again }: Distinct<number>,
  lag: number,
): Promise<number[]> {
  const made: number[] = []
  for (const found of fresh) made.push(await recordOne(context, found, lag))
  for (const { id, sightings } of again) await addReports(context.db, id, [...sightings])
  return made
}

async function recordOne(context: Context, found: Distinct<number>['fresh'][number], lag: number): Promise<number> {
  const { db, now, actor } = context
  const { evidence, behind } = await gatherEvidence(context, found, lag)
  const row = signalRow(context, found.candidate, evidence, behind)
  return db.transaction().execute(async (tx) => {
    const { id } = await tx.insertInto('signal').values(row).returning('id').executeTakeFirstOrThrow()
    await addReports(tx, id, [...found.sightings])
    await tx
      .insertInto('signal_event')
      .values({ signal_id: id, at: now, actor: actorName(actor), act: 'find', to_state: 'new', reason: row.title_zh })
      .execute()
    return id
  })
}

function signalRow({ city, now }: Context, candidate: Candidate, evidence: Evidence, behind: Behind) {
  const title = titleOf(city, candidate)
  const { measure, method, fallback, closed, count, expected, bound, p, surprise } = candidate
  const { leaf, hazards, district, street, lead } = behind
  return {
    series_id: candidate.series.id,
    method_version: WATCH_VERSION,
    settings: JSON.stringify(candidate.settings),
    period_from: dateOfDay(candidate.from),
    period_to: dateOfDay(candidate.to),
    harm: harmOf(evidence.dangers),
    title_zh: title.zh,
    title_en: title.en,
    evidence: JSON.stringify(evidence),
    state: 'new' as const,
    found_at: now,
    ...{ measure, method, fallback, closed, count, expected, bound, p, surprise },
    ...{ leaf, hazards, district, street, lead },
  }
}

async function addReports(db: Db, signalId: number, sightings: number[]): Promise<void> {
  await sql`
    insert into signal_report (signal_id, report_id)
    select ${signalId}, report_id from sighting where id = any(${sightings}::int8[]) and report_id is not null
    on conflict do nothing`.execute(db)
}
