import type { Context } from '../context.ts'
import type { TriageModel } from '../triage/model.ts'
import { triage } from '../triage/triage.ts'
import { dispatchesAlone } from './dispatches-alone.ts'
import { gatherReports } from './gather-reports.ts'
import { inSlices } from './in-slices.ts'
import { recordModelEvent } from './model-events.ts'
import { seedOf } from './model-versions.ts'
import { type Replay, type Replayed, replayOf, type Spoken } from './replay.ts'
import type { Said, SettledReport } from './settled-reports.ts'
import { readStoredModel } from './stored-model.ts'

/**
 * Runs a challenger beside the champion over the reports of the last six months that people have settled, and keeps the
 * comparison with it. Both answer as if they had not learned from the report: what was kept when the model was taught without
 * it, what was said when it came in, and only for reports that were not among the lessons the model itself.
 */
export async function replayChallenger(context: Context, { version }: { version: string }): Promise<void> {
  const { db, now } = context
  const seed = seedOf(version)
  const champion = await db
    .selectFrom('triage_model')
    .select('version')
    .where('seed', '=', seed)
    .where('state', '=', 'champion')
    .executeTakeFirstOrThrow()
  const { reports, since } = await gatherReports(context)
  const settled = reports.filter(
    ({ receivedAt, settled }) => receivedAt > since && (settled.leaf ?? settled.lead) !== null,
  )
  const challengerSays = await wordsOf(context, version, settled)
  const championSays = await wordsOf(context, champion.version, settled)
  const replayed = settled.map(
    ({ id, settled }, nth): Replayed => ({
      id,
      settled,
      champion: championSays[nth] as Spoken,
      challenger: challengerSays[nth] as Spoken,
    }),
  )
  const compared = replayOf(replayed)
  const replay: Replay = { at: now.toISOString(), since: since.toISOString(), champion: champion.version, ...compared }

  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('triage_model')
      .set({ replay: JSON.stringify(replay) })
      .where('version', '=', version)
      .execute()
    const reason = `与 ${champion.version} 对比 ${replay.reports} 件 Beside ${champion.version} over ${replay.reports} reports`
    await recordModelEvent(tx, context, { version, act: 'replay', reason })
  })
}

async function wordsOf(context: Context, version: string, reports: SettledReport[]): Promise<Spoken[]> {
  const model = await readStoredModel(context.db, version)
  const kept = await keptAnswers(context, version)
  return inSlices(speak(context, model, reports, kept))
}

function* speak(
  { city }: Context,
  model: TriageModel,
  reports: SettledReport[],
  kept: Map<number, Said>,
): Generator<void, Spoken[]> {
  const spoken: Spoken[] = []
  for (const report of reports) {
    const said = kept.get(report.id) ?? (report.said.version === model.version ? report.said : null)
    const answer = said ?? answerOf(triage(report, { city, model }))
    spoken.push({ ...answer, alone: dispatchesAlone(answer, model, city) })
    if (spoken.length % 20 === 0) yield
  }
  return spoken
}

const answerOf = ({ leaf, lead, danger }: ReturnType<typeof triage>): Said => ({
  leaf: leaf.value,
  leafConfidence: leaf.confidence,
  lead: lead.value,
  leadConfidence: lead.confidence,
  danger: danger.level,
})

async function keptAnswers({ db }: Context, version: string): Promise<Map<number, Said>> {
  const rows = await db.selectFrom('triage_model_answer').selectAll().where('version', '=', version).execute()
  return new Map(
    rows.map(({ report_id, leaf, leaf_confidence, lead, lead_confidence, danger }) => [
      report_id,
      { leaf, leafConfidence: leaf_confidence, lead, leadConfidence: lead_confidence, danger },
    ]),
  )
}
