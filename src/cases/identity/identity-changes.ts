import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid, type Said } from '../../errors.ts'
import { addDays, isRealDate, shanghaiInstant, toShanghaiDate } from '../../reference/calendar.ts'
import type { Given } from '../acts/act-words.ts'
import { type Act, acts, type CaseState } from '../acts/case-states.ts'
import type { CaseFound } from '../find-case.ts'
import { identityStage } from './identity-check.ts'

/** What an act means for the check of identity of its case. What is given comes sealed with `gives`, from the verb that took it. */
export type IdentityChange =
  | { does: 'asks'; wanted: string; until: Date }
  | { does: 'gives' }
  | { does: 'ends'; outcome: 'confirmed' | 'denied' | 'lapsed' | 'withdrawn'; reason: string | null }

/** Days from today in which the last one for a proof of identity lies. */
const daysMax = 30

/**
 * Decides it; null where the act leaves the check alone. A complaint that is accepted, passed on or over is not waited with: the asking is
 * withdrawn. Throws Invalid for a day that is none of the coming ones.
 */
export function identityOf(
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  found: CaseFound,
  { act, given, to }: { act: Act; given: Given; to: CaseState },
): IdentityChange | null {
  const { identity: does } = acts[act]
  if (does === 'asks') return { does, wanted: given.text ?? '', until: untilOf(given.due, toShanghaiDate(now)) }
  if (does === 'gives') return { does }
  if (does !== undefined) return { does: 'ends', outcome: outcomes[does], reason: given.reason }
  const stage = found.identity && identityStage(found.identity)
  if ((stage !== 'asked' && stage !== 'given') || !movesOn(found, act, to)) return null
  return { does: 'ends', outcome: actor.kind === 'job' ? 'lapsed' : 'withdrawn', reason: null }
}

const outcomes = { confirms: 'confirmed', denies: 'denied', lapses: 'lapsed' } as const

/** Whether nothing is asked of the reporter any more before acceptance: it is decided, or the complaint is elsewhere or over. */
export const movesOn = ({ state }: Pick<CaseFound, 'state'>, act: Act, to: CaseState): boolean =>
  to !== state || act === 'accept' || acts[act].endsTrack === 'complaint'

function untilOf(due: string | null, today: string): Date {
  const [first, last] = [addDays(today, 1), addDays(today, daysMax)]
  if (due !== null && isRealDate(due) && due >= first && due <= last) return shanghaiInstant(due, '24:00')
  const said = { zh: `请填 ${first} 至 ${last} 之间的日期`, en: `Give a day from ${first} to ${last}` }
  throw new Invalid(seeFields, { due: said })
}

const seeFields: Said = { zh: '有内容需要修改，请看各栏的提示。', en: 'See the note beside each field.' }

/** What the reporter is told of it. */
export function identityWords(change: IdentityChange | null): string[] {
  if (change?.does !== 'ends') return []
  if (change.outcome === 'confirmed') {
    return ['身份已核实，交来的证明材料已经清除。Your identity is confirmed; what you gave has been erased.']
  }
  if (change.outcome === 'denied') return ['身份没有核实。Your identity could not be confirmed.']
  return change.outcome === 'withdrawn' ? ['不再需要证明身份。No proof of identity is needed any more.'] : []
}

/** Writes it in the caller's transaction. Only what was not confirmed keeps what was given, as long as identities are kept. */
export async function recordIdentity(
  tx: Db,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId }: CaseFound,
  change: IdentityChange,
): Promise<void> {
  if (change.does === 'asks') {
    const { wanted, until } = change
    await tx
      .insertInto('identity_check')
      .values({ case_id: caseId, wanted, asked_at: now, asked_by: actorName(actor), until_at: until })
      .execute()
    return
  }
  const running = tx.updateTable('identity_check').where('case_id', '=', caseId).where('outcome', 'is', null)
  if (change.does === 'gives') {
    await running.set({ given_at: now }).execute()
    return
  }
  const { outcome, reason } = change
  await running
    .set({ outcome, reason, decided_at: now, decided_by: actorName(actor) })
    .$if(outcome !== 'denied', (ended) => ended.set({ key_id: null, wrapped_key: null, sealed: null }))
    .execute()
}
