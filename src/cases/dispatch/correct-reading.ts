import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid, type Said } from '../../errors.ts'
import type { City } from '../../reference/city.ts'
import type { SaidKind } from '../../triage/filing-kind.ts'
import { acts } from '../acts/case-states.ts'
import { type Decided, decideMove } from '../acts/decide-move.ts'
import { foundAfter } from '../acts/found-after.ts'
import { recordMove } from '../acts/record-move.ts'
import { type CaseFound, findCase } from '../find-case.ts'
import { type Correction, recordCorrection } from '../record-correction.ts'
import { actFor } from './candidates.ts'
import { decideCorrection } from './decide-correction.ts'
import { dispatcherOf } from './dispatcher.ts'
import { readHistory } from './read-history.ts'

/** What a person looked at and says is right; what is equal to the machine's word confirms it, what is left out says nothing. */
export type Reviewed = { leaf?: string; lead?: string; kind?: string; danger?: string; reason: string }

/** `moved`: the case follows. `kept`: it is too far on for another bureau, so that the correction only teaches. */
export type ReviewOutcome = { outcome: 'confirmed' | 'moved' | 'kept'; caseId: number }

/**
 * Confirms or corrects what the machine read, part by part: the case moves by the table of acts, every part is kept as a
 * correction for learning. Throws Invalid field by field (a change needs a reason), Forbidden for those who do not dispatch.
 */
export async function correctReading(
  context: Context,
  { caseId, reviewed }: { caseId: number; reviewed: Reviewed },
): Promise<ReviewOutcome> {
  dispatcherOf(context.actor)
  const found = await findCase(context, caseId)
  const said = readReviewed(context.city, found, reviewed)
  const moves = movesOf(context, found, said, await readHistory(context.db, caseId))
  const learnt = correctionsOf(context, found, said)
  await context.db.transaction().execute(async (tx) => {
    await oneAtATime(tx, caseId)
    // What a move teaches about the bureau is already among what was learnt here.
    for (const move of moves) await recordMove(tx, context, { ...move, corrections: [] })
    for (const correction of learnt) if (!(await saidLast(tx, correction))) await recordCorrection(tx, correction)
  })
  const isKept = said.lead !== undefined && said.lead !== found.lead && !moves.some(({ act }) => act !== 'correct')
  return { caseId, outcome: isKept ? 'kept' : moves.length > 0 ? 'moved' : 'confirmed' }
}

/** A form sent twice is two requests at once: the second waits until the first is written. */
const oneAtATime = (tx: Db, caseId: number) =>
  tx.selectFrom('case_file').where('id', '=', caseId).select('id').forUpdate().execute()

/** Whether the last word on this part of the report is the same person's same word with the same reason: a form sent twice says it once. */
async function saidLast(tx: Db, { reportId, what, by, corrected, reason }: Correction): Promise<boolean> {
  const last = await tx
    .selectFrom('correction')
    .where('report_id', '=', reportId)
    .where('what', '=', what)
    .select(['actor', 'corrected', 'reason'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return last?.actor === actorName(by) && last.corrected === corrected && last.reason === reason
}

type ReviewSaid = { leaf?: string; lead?: string; kind?: SaidKind; danger?: number; reason: string | null }

const REASON_MAX = 500
/** What a person may call a filing; only the first two are tracks on which a case runs, the others teach. */
export const saidKinds: SaidKind[] = ['complaint', 'report', 'consultation', 'suggestion', 'praise']

function readReviewed(city: City, found: CaseFound, { leaf, lead, kind, danger, reason }: Reviewed): ReviewSaid {
  const faults: Record<string, Said> = {}
  const choose: Said = { zh: '请从列表中选择', en: 'Choose one of the list' }
  if (leaf !== undefined && leaf !== 'NONE' && !city.leaves.has(leaf)) faults.leaf = choose
  if (lead !== undefined && lead !== found.lead && actFor(city, lead) === null) faults.lead = choose
  const knownKind = saidKinds.find((one) => one === kind)
  if (kind !== undefined && knownKind === undefined) faults.kind = choose
  const level = danger === undefined ? undefined : ['0', '1', '2', '3'].indexOf(danger)
  if (level === -1) faults.danger = choose
  const changes =
    (leaf ?? found.filing.leaf) !== found.filing.leaf ||
    (lead ?? found.lead) !== found.lead ||
    (kind ?? found.predicted.kind) !== found.predicted.kind ||
    (level ?? found.danger) !== found.danger
  if (changes && reason.trim().length < 2) faults.reason = { zh: '请写明更正理由', en: 'Say why it is corrected' }
  if (reason.length > REASON_MAX)
    faults.reason = { zh: `理由最多 ${REASON_MAX} 个字`, en: `At most ${REASON_MAX} characters` }
  if (Object.keys(faults).length > 0)
    throw new Invalid({ zh: '有内容需要补充，请看各栏的提示。', en: 'See the note beside each field.' }, faults)
  return {
    ...(leaf === undefined ? {} : { leaf }),
    ...(lead === undefined ? {} : { lead }),
    ...(knownKind === undefined ? {} : { kind: knownKind }),
    ...(level === undefined ? {} : { danger: level }),
    reason: reason.trim() || null,
  }
}

function movesOf(
  context: Context,
  found: CaseFound,
  { lead, reason, leaf, kind, danger }: ReviewSaid,
  history: Awaited<ReturnType<typeof readHistory>>,
): Decided[] {
  const why = reason ?? ''
  const reading = {
    ...(leaf === undefined ? {} : { leaf }),
    ...(kind === 'complaint' || kind === 'report' ? { kind } : {}),
    ...(danger === undefined ? {} : { danger }),
  }
  const goesOn = lead !== undefined && lead !== found.lead && found.state in acts.withdraw.next
  const correction = decideCorrection(context, found, { reading, reason: why, history, goesOn })
  const moves = correction ? [correction] : []
  const stands = correction ? foundAfter(correction, context.now) : found
  return lead === undefined || lead === stands.lead ? moves : [...moves, ...handOver(context, stands, lead, why)]
}

/** From the wrong bureau to the right one: withdrawn where it was dispatched, then dispatched or referred. Nothing once it was answered. */
function handOver(context: Context, found: CaseFound, lead: string, note: string): Decided[] {
  const act = actFor(context.city, lead)
  if (act === null) return []
  if (found.state === 'to_dispatch') return [decideMove(context, found, act, { bureau: lead, note })]
  if (!(found.state in acts.withdraw.next)) return []
  const withdrawn = decideMove(context, found, 'withdraw', { note })
  return [withdrawn, decideMove(context, foundAfter(withdrawn, context.now), act, { bureau: lead, note })]
}

function correctionsOf({ actor, now }: Context, found: CaseFound, said: ReviewSaid): Correction[] {
  const { predicted } = found
  const of = {
    reportId: found.id,
    reason: said.reason,
    source: 'dispatcher',
    by: actor,
    bureau: actor.kind === 'staff' ? actor.bureau : null,
    at: now,
    model: predicted.model,
  } as const
  const parts: (Correction | null)[] = [
    said.leaf === undefined ? null : { ...of, what: 'leaf', predicted: predicted.leaf, corrected: said.leaf },
    said.lead === undefined ? null : { ...of, what: 'lead', predicted: predicted.lead, corrected: said.lead },
    said.danger === undefined ? null : { ...of, what: 'danger', predicted: predicted.danger, corrected: said.danger },
    said.kind === undefined ? null : { ...of, what: 'kind', predicted: predicted.kind, corrected: said.kind },
  ]
  return parts.filter((part) => part !== null)
}
