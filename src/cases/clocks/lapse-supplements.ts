import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import type { CaseFound } from '../find-case.ts'
import { gatherCase } from '../gather-case.ts'
import { ruleOfRow } from './clock-holds.ts'

const perRound = 50

/**
 * Ends the wait for what reporters were asked and did not hand in by their term: the case goes on, or ends where the rule of a clock
 * that it stopped says so. Answers how many it ended. Safe in many processes: each act succeeds once.
 */
export async function lapseSupplements(context: Context): Promise<number> {
  const { db, now } = context
  const due = await db
    .selectFrom('case_pause')
    .where('ends_at', 'is', null)
    .where('until_at', '<=', now)
    .orderBy('until_at')
    .select('case_id')
    .limit(perRound)
    .execute()
  let ended = 0
  for (const { case_id } of due) if (await lapse(context, case_id)) ended += 1
  return ended
}

async function lapse(context: Context, caseId: number): Promise<boolean> {
  const found = await gatherCase(context, caseId)
  if (!found) return false
  try {
    const decided = decideOutcome(context, found)
    await context.db.transaction().execute((tx) => recordMove(tx, context, decided))
    return true
  } catch (error) {
    // Somebody else acted on the case since it was read: the next round looks again.
    if (error instanceof Conflict) return false
    throw error
  }
}

/**
 * A clock stopped by the asking whose rule ends the matter ends it, under that rule's article. A clue that is checked beside a complaint
 * goes on: then the complaint ends alone.
 */
function decideOutcome(context: Context, found: CaseFound) {
  const waited = found.pauses.find(({ to, until }) => to === null && until !== null && until <= context.now)
  const kind = waited?.kind === 'identity' ? 'identity' : 'supplement'
  const endings = found.clocks
    .filter(({ paused_at, met_at }) => met_at === null && (paused_at !== null || kind === 'identity'))
    .flatMap((row) => ruleOfRow(context.city, row)?.pauses ?? [])
    .flatMap((pause) => (pause.for === kind && pause.otherwise !== 'goes_on' ? [pause.otherwise.ends] : []))
  const [ending] = endings
  if (!ending) return decideMove(context, found, 'go_on_unsupplied', {})
  const reason = kind === 'identity' ? notProved : notHandedIn
  const whole = kind === 'identity' ? 'end_unproven' : 'end_unsupplied'
  const act = found.tracks?.includes('report') ? 'refuse_complaint' : whole
  return decideMove(context, found, act, { reason, article: `${ending.zh} ${ending.en}` })
}

const notHandedIn =
  '在告知的期限内没有收到请您补充的材料。材料齐备后可以重新反映。 What was asked for did not come in time; you may file again with it.'
const notProved =
  '在告知的期限内没有收到您的身份证明。备好证明后可以重新投诉；匿名也可以举报。 Proof of identity did not come in time. You may file again with it, or report without a name.'
