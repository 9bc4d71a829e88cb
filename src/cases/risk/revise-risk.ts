import { actorName, type Context } from '../../context.ts'
import { letterOfDanger } from '../acts/act-letters.ts'
import { caseStates } from '../acts/case-states.ts'
import { type Decided, decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { type CaseFound, findCase } from '../find-case.ts'
import { readReason } from '../reason.ts'
import { type Correction, recordCorrection } from '../record-correction.ts'
import { needsRapid, rapidResponse } from '../tasks/lead-tasks.ts'
import { type RiskRead, readRisk } from './read-risk.ts'
import { readScenarios, type TypedScenario, type Weighed, weigh } from './risk-factors.ts'

/**
 * Sets the factors of a case's risk with a reason: a row for ever, the level of the case, what it teaches, and the rapid
 * response where the risk becomes serious; a lower level ends no work. Throws NotFound and Forbidden as the table of acts says,
 * Invalid for a factor outside its list or without a reason.
 */
export async function reviseRisk(
  context: Context,
  { caseId, typed, reason }: { caseId: number; typed: TypedScenario[]; reason: string },
): Promise<Weighed> {
  const { db, city, now, actor } = context
  const found = await findCase(context, caseId)
  const before = await readRisk(context, caseId)
  const move = decideMove(context, found, 'risk', { note: readReason(reason) })
  const weighed = weigh(city, readScenarios(city, typed))
  const { level, severity, probability } = weighed.worst
  const scenarios = weighed.scenarios.map(({ hazard, group, severity: grave, steps }) => ({
    ...{ hazard, group, severity: grave, steps },
  }))
  await db.transaction().execute(async (tx) => {
    await recordMove(tx, context, withLevel(context, found, move, weighed))
    await tx
      .insertInto('risk_revision')
      .values({
        ...{ case_id: caseId, at: now, actor: actorName(actor), reason, severity, probability, level, was: found.risk },
        bureau: move.fact.event.bureau,
        scenarios: JSON.stringify(scenarios),
      })
      .execute()
    await recordCorrection(tx, taught(context, found, before, { level, severity, probability, scenarios }, reason))
  })
  return weighed
}

/** The act with the new level, and the rapid response where nobody was called yet. */
function withLevel(context: Context, found: CaseFound, move: Decided, { worst }: Weighed): Decided {
  const { city, publicUrl } = context
  const { fact } = move
  const words = `风险 ${found.risk} → ${worst.level}`
  const event = { ...fact.event, internal_text: `${words}。理由：${fact.event.internal_text}` }
  const decided = { ...move, fact: { ...fact, event, changes: { risk: worst.level } } }
  const withBureau = found.state !== 'to_dispatch' && !caseStates[found.state].final
  const alarmed = worst.level === 'serious' && !needsRapid(found) && withBureau
  const bureau = city.bureaus.get(found.lead)
  if (!alarmed || !bureau) return decided
  const because = [`人工调整为严重风险 / serious risk by a person`, fact.event.internal_text ?? '']
  const about = { caseId: found.id, move: found.moves + 1, title: found.title, words, publicUrl }
  const desk = city.dutyMail?.replace('{bureau}', bureau.id.toLowerCase())
  return {
    ...decided,
    tasks: [rapidResponse(found, found.lead, fact.clocks.nextDueAt, because)],
    letters: desk ? [letterOfDanger(desk, bureau, about)] : [],
  }
}

type Told = Extract<Correction, { what: 'entity' | 'merge' | 'risk' }>['corrected']

function taught(
  { actor, now }: Context,
  found: CaseFound,
  { read }: RiskRead,
  corrected: Told,
  reason: string,
): Correction {
  const { level, severity, probability, scenarios } = read
  return {
    what: 'risk',
    predicted: { level, severity, probability, scenarios },
    corrected,
    reportId: found.id,
    reason,
    source: actor.kind === 'staff' && actor.bureau === found.lead ? 'officer' : 'dispatcher',
    by: actor,
    bureau: actor.kind === 'staff' ? actor.bureau : null,
    at: now,
    model: found.predicted.model,
  }
}
