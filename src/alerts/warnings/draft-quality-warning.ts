import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { recordSignalAct } from '../watch/record-signal-act.ts'
import { writes, writesNone } from './draft-acts.ts'
import { recordEvent } from './record-event.ts'
import { colourGroundAt } from './rules-at.ts'
import { signalsOfAssessment } from './signals-of-assessment.ts'
import { warningColumns } from './warning-columns.ts'
import type { WarningContent } from './warning-content.ts'

/** What a quality warning grew from; all null when a person wrote it by hand. */
export type WarningOrigin = {
  signalId: number | null
  incidentId: number | null
  caseId: number | null
  assessmentId: number | null
}

/**
 * Begins a quality warning: its first text, which may still lack parts. Nothing of it is public, and an exercise stays one for ever. One begun
 * from an assessment is linked to the signals that the assessment stands for, so that their desk follows them to the end.
 * Answers its number. Throws Forbidden, and NotFound where what it is to grow from does not exist.
 */
export async function draftQualityWarning(
  context: Context,
  { content, drill, origin }: { content: WarningContent; drill: boolean; origin: WarningOrigin },
): Promise<number> {
  const { db, actor, city, now } = context
  if (actor.kind !== 'staff' || !writes(actor, actor.bureau)) throw new Forbidden(writesNone)
  await checkOrigin(context, origin)
  const signals = await signalsBehind(context, origin)
  const ground = colourGroundAt(city, now)
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('warning')
      .values({
        ...warningColumns(content, ground),
        kind: 'quality',
        state: 'draft',
        drill,
        bureau: actor.bureau,
        // An exercise touches nothing real.
        signal_id: drill ? origin.signalId : (signals[0] ?? null),
        incident_id: origin.incidentId,
        case_id: origin.caseId,
        assessment_id: origin.assessmentId,
        points: 0,
        relief: false,
        drafted_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('warning_draft')
      .values({
        warning_id: id,
        content: JSON.stringify(content),
        lifting: false,
        stage: 'writing',
        moves: 0,
        written_by: [actor.accountId],
        written_at: now,
      })
      .execute()
    if (!drill) for (const signalId of signals) await linkEvent(tx, context, { signalId, warningId: id })
    await recordEvent(tx, context, { warningId: id, act: 'draft', reason: drill ? '演练 Drill' : '新建 Begun' })
    return id
  })
}

/** The signal that it was begun from, or those of its assessment. */
async function signalsBehind({ db }: Context, { signalId, assessmentId }: WarningOrigin): Promise<number[]> {
  if (signalId !== null) return [signalId]
  return assessmentId === null ? [] : signalsOfAssessment(db, assessmentId)
}

/** A signal that was judged an event has now led to a warning; one still being verified stays where it is. */
async function linkEvent(
  tx: Db,
  context: Context,
  { signalId, warningId }: { signalId: number; warningId: number },
): Promise<void> {
  const signal = await tx.selectFrom('signal').where('id', '=', signalId).select('state').executeTakeFirst()
  if (signal?.state !== 'event') return
  await recordSignalAct(tx, context, {
    signalId,
    act: 'link',
    reason: `起草预警 ${warningId} Warning ${warningId} drafted`,
  })
}

async function checkOrigin(
  { db }: Context,
  { signalId, incidentId, caseId, assessmentId }: WarningOrigin,
): Promise<void> {
  const found = await Promise.all([
    signalId === null || db.selectFrom('signal').select('id').where('id', '=', signalId).executeTakeFirst(),
    incidentId === null || db.selectFrom('incident').select('id').where('id', '=', incidentId).executeTakeFirst(),
    caseId === null || db.selectFrom('case_file').select('id').where('id', '=', caseId).executeTakeFirst(),
    assessmentId === null ||
      db.selectFrom('risk_assessment').select('id').where('id', '=', assessmentId).executeTakeFirst(),
  ])
  if (found.includes(undefined)) throw new NotFound(noOrigin)
}

const noOrigin = {
  zh: '没有找到预警所依据的信号、事件、案件或评估。',
  en: 'The signal, incident, case or assessment it is to grow from does not exist.',
}
