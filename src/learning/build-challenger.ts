import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { Answer } from '../triage/learning/answer-from-scores.ts'
import { challenge } from '../triage/learning/challenge.ts'
import { chooseLessons } from './choose-lessons.ts'
import { gatherReports } from './gather-reports.ts'
import { inSlices } from './in-slices.ts'
import { recordModelEvent } from './model-events.ts'
import { seedOf } from './model-versions.ts'
import type { SettledReport } from './settled-reports.ts'
import { packedColumns, readStoredModel } from './stored-model.ts'

const answersPerInsert = 1000

/**
 * Teaches an ordered challenger and keeps it with what it says of each report held out, then owes its replay. Done before, it
 * does nothing. Throws when this program's seed is another: a worker of the other program takes it on the next try.
 */
export async function buildChallenger(context: Context, { version }: { version: string }): Promise<void> {
  const { db, queue, city } = context
  const seed = seedOf(version)
  if (seed !== seedOf(context.model.version))
    throw new Error(`${version} learns from another seed than this program ships`)
  const ordered = await db
    .selectFrom('triage_model')
    .select('version')
    .where('version', '=', version)
    .where('state', '=', 'ordered')
    .executeTakeFirst()
  if (!ordered) return
  const { reports, since } = await gatherReports(context)
  const { cases, corrections, confirmed } = await inSlices(
    chooseLessons(reports, since, { city, model: context.model }),
  )
  const { model, answers } = await inSlices(challenge(await readStoredModel(db, seed), cases, city, version))

  await db.transaction().execute(async (tx) => {
    const built = await tx
      .updateTable('triage_model')
      .set({ state: 'challenger', corrections, confirmed, ...packedColumns(model) })
      .where('version', '=', version)
      .where('state', '=', 'ordered')
      .returning('version')
      .executeTakeFirst()
    if (!built) return
    await recordAnswers(tx, version, reports, answers)
    const reason = `更正 ${corrections} 件、确认 ${confirmed} 件 ${corrections} corrected, ${confirmed} confirmed reports`
    await recordModelEvent(tx, context, { version, act: 'build', reason })
    await queue.owe(tx, 'replay-challenger', [{ version }])
  })
}

async function recordAnswers(tx: Db, version: string, reports: SettledReport[], answers: Answer[]): Promise<void> {
  for (let from = 0; from < reports.length; from += answersPerInsert) {
    const rows = reports.slice(from, from + answersPerInsert).map(({ id }, nth) => {
      const { leaf, leafConfidence, lead, leadConfidence, danger } = answers[from + nth] as Answer
      return { id, leaf, leaf_confidence: leafConfidence, lead, lead_confidence: leadConfidence, danger }
    })
    await sql`
      insert into triage_model_answer (version, report_id, leaf, leaf_confidence, lead, lead_confidence, danger)
      select ${version}, id, leaf, leaf_confidence, lead, lead_confidence, danger
        from json_to_recordset(${JSON.stringify(rows)}::json)
          as t (id int8, leaf text, leaf_confidence real, lead text, lead_confidence real, danger int2)
      on conflict do nothing`.execute(tx)
  }
}
