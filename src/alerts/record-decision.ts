import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { Conflict } from '../errors.ts'
import { type WarningAct, warningActs } from './warning-acts.ts'
import { noticeContent } from './warnings/notice-content.ts'
import { recordVersion } from './warnings/record-version.ts'

export type Decision = { warningId: number; act: WarningAct; reason: string }
export type Deciding = { warningId: number; reason: string }

/** Writes one decision in the caller's transaction, with the version that it makes public; of two on the same sight of a warning the second throws Conflict. */
export async function recordDecision(
  tx: Db,
  { actor, now, city }: Context,
  { warningId, act, reason }: Decision,
): Promise<void> {
  const { from, to } = warningActs[act]
  const decided = await tx
    .updateTable('warning')
    .set({ state: to, decided_by: actorName(actor), decided_at: now, decision_reason: reason })
    .where('id', '=', warningId)
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst()
  if (!decided) throw new Conflict(decidedMeanwhile)
  if (act !== 'drop') {
    const publisher = actor.kind === 'staff' ? actor.bureau : city.dispatchBureau
    const content = noticeContent(city, decided, { publisher, at: now, note: act === 'lift' ? reason : '' })
    const change = act === 'lift' ? 'lift' : 'issue'
    const { rule_version: ruleVersion, version: after } = decided
    await recordVersion(tx, { actor, now }, { warningId, after, change, content, ruleVersion, reason })
  }
  const bureau = actor.kind === 'staff' ? actor.bureau : null
  await tx
    .insertInto('warning_event')
    .values({ warning_id: warningId, at: now, actor: actorName(actor), bureau, act, reason })
    .execute()
}

const decidedMeanwhile = {
  zh: '同事刚刚决定了这条预警，请看最新情况。',
  en: 'A colleague has just decided on this warning; look at it again.',
}
