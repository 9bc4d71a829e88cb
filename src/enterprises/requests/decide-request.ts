import { readReason } from '../../cases/reason.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { oweLetters } from '../../jobs/owe-letters.ts'
import { firmLetters } from '../firm-letters.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import type { FactRow } from '../register/fact-rows.ts'
import { factNames, severityNames } from '../register/fact-words.ts'
import { movedMeanwhile, mustBeOwn, openRequest, type RequestRow, registerReason } from './open-request.ts'
import { type Outcome, outcomes, outcomesFor } from './procedures.ts'

/** `corrected` for the outcome 更正 alone: what the fact says from now on; what is left out stays. */
export type Deciding = {
  requestId: number
  outcome: Outcome | null
  reason: string
  corrected?: { result?: string; severity?: string; subject?: string }
}

/**
 * Decides what a firm asked about a fact, with a reason that the firm is told: the fact is corrected, no longer published or removed where
 * the decision says so, and the grade computed anew. Throws NotFound, Forbidden, Conflict, Invalid.
 */
export async function decideRequest(
  context: Context,
  { requestId, outcome, reason: typed, corrected = {} }: Deciding,
): Promise<void> {
  const { db, now, actor, queue } = context
  const request = await openRequest(context, requestId)
  mustBeOwn(context, request)
  if (request.kind === 'objection' && request.state !== 'forwarded') throw new Conflict(notForwarded)
  if (outcome === null || !outcomesFor(request.kind).includes(outcome))
    throw new Invalid(noOutcome, { outcome: noOutcome })
  const reason = readReason(typed, registerReason)
  const { fact, firm } = await subjectsOf(db, request)
  const changes = changesOf(outcome, fact, corrected)
  await db.transaction().execute(async (tx) => {
    const decided = await tx
      .updateTable('firm_request')
      .set({ state: 'decided', outcome, reason, decided_at: now, decided_by: actorName(actor) })
      .where('id', '=', requestId)
      .where('state', '=', request.state)
      .returning('id')
      .executeTakeFirst()
    if (!decided) throw new Conflict(movedMeanwhile)
    if (Object.keys(changes).length > 0)
      await tx.updateTable('enterprise_fact').set(changes).where('id', '=', fact.id).execute()
    await tx.updateTable('enterprise').set({ regrade_at: now }).where('id', '=', firm.id).execute()
    const detail = {
      outcome,
      fact: fact.id,
      before: { result: fact.result, severity: fact.severity, subject: fact.subject, state: fact.state },
    }
    await recordEnterpriseEvents(tx, context, [
      { enterpriseId: firm.id, act: 'decide', subject: `request:${requestId}`, reason, detail },
    ])
    await oweLetters(
      tx,
      queue,
      await firmLetters.decided({ ...context, db: tx }, firm, {
        id: requestId,
        kind: request.kind,
        outcome,
        reason,
        fact,
      }),
      now,
    )
  })
}

const notForwarded = { zh: '异议尚未转来，请联席会议办公室先转办。', en: 'The objection has not been passed on yet.' }
const noOutcome = { zh: '请选择决定', en: 'Choose a decision' }

async function subjectsOf(db: Db, request: RequestRow): Promise<{ fact: FactRow; firm: { id: number; name: string } }> {
  const fact = await db
    .selectFrom('enterprise_fact')
    .selectAll()
    .where('id', '=', request.fact_id)
    .executeTakeFirstOrThrow()
  const firm = await db
    .selectFrom('enterprise')
    .select(['id', 'name'])
    .where('id', '=', request.enterprise_id)
    .executeTakeFirstOrThrow()
  return { fact, firm }
}

type Changes = Partial<Pick<FactRow, 'state' | 'result' | 'severity' | 'subject'>>

function changesOf(outcome: Outcome, fact: FactRow, corrected: NonNullable<Deciding['corrected']>): Changes {
  const { fact: state } = outcomes[outcome]
  if (state !== null) return { state }
  if (outcome !== 'correct' && outcome !== 'add') return {}
  const changes: Changes = {}
  const { result, subject } = corrected
  const severity = (Object.keys(severityNames) as NonNullable<FactRow['severity']>[]).find(
    (one) => one === corrected.severity,
  )
  if (result && result !== fact.result && result in factNames[fact.kind].results) changes.result = result
  if (severity && severity !== fact.severity) changes.severity = severity
  if (subject && subject.trim() !== fact.subject && subject.trim().length <= 200) changes.subject = subject.trim()
  const nothing = {
    zh: '请写明更正为什么（结果、情节或事项至少一项与原来不同）。',
    en: 'Say what it is corrected to: result, severity or subject must differ.',
  }
  if (Object.keys(changes).length === 0) throw new Invalid(nothing, { outcome: nothing })
  return changes
}
