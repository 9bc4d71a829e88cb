import type { Context } from '../../context.ts'
import { Invalid } from '../../errors.ts'
import { type Decided, decideMove } from '../acts/decide-move.ts'
import { foundAfter } from '../acts/found-after.ts'
import { recordMove } from '../acts/record-move.ts'
import { type CaseFound, findCase } from '../find-case.ts'
import type { Correction } from '../record-correction.ts'
import { actFor } from './candidates.ts'
import { decideCorrection } from './decide-correction.ts'
import { dispatcherOf } from './dispatcher.ts'
import { readHistory } from './read-history.ts'

/**
 * Gives a waiting text to a bureau under a leaf, both chosen by the dispatcher: dispatch or referral as the bureau asks, the
 * leaf corrected before it where it differs. Throws Invalid for an unknown bureau or leaf, Conflict when a colleague was quicker.
 */
export async function dispatchFromDesk(context: Context, input: { caseId: number; bureau: string; leaf: string }) {
  dispatcherOf(context.actor)
  const { db, city } = context
  const act = actFor(city, input.bureau)
  if (act === null) throw unknownChoice('bureau')
  if (input.leaf !== 'NONE' && !city.leaves.has(input.leaf)) throw unknownChoice('leaf')
  const found = await findCase(context, input.caseId)
  const history = input.leaf === found.filing.leaf ? [] : await readHistory(db, input.caseId)
  const corrected = decideCorrection(context, found, {
    reading: { leaf: input.leaf },
    reason: chosenAtDesk,
    history,
    goesOn: true,
  })
  const stands = corrected ? foundAfter(corrected, context.now) : found
  const moves = [
    ...(corrected ? [withLeaf(context, corrected, found, input.leaf)] : []),
    decideMove(context, stands, act, { bureau: input.bureau }),
  ]
  await db.transaction().execute(async (tx) => {
    for (const move of moves) await recordMove(tx, context, move)
    await tx.deleteFrom('dispatch_claim').where('case_id', '=', input.caseId).execute()
  })
  return { caseId: found.id, title: found.title, bureau: input.bureau }
}

const chosenAtDesk = '分拨时选定类别 chosen at dispatch'

function withLeaf({ actor, now }: Context, corrected: Decided, { id, predicted }: CaseFound, leaf: string): Decided {
  const correction: Correction = {
    what: 'leaf',
    predicted: predicted.leaf,
    corrected: leaf,
    reportId: id,
    reason: null,
    source: 'dispatcher',
    by: actor,
    bureau: actor.kind === 'staff' ? actor.bureau : null,
    at: now,
    model: predicted.model,
  }
  return { ...corrected, corrections: [correction] }
}

function unknownChoice(field: 'bureau' | 'leaf'): Invalid {
  const said = { zh: '请从列表中选择单位和类别。', en: 'Choose bureau and leaf from the lists.' }
  return new Invalid(said, { [field]: { zh: '请从列表中选择', en: 'Choose one of the list' } })
}
