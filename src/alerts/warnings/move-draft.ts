import { sql } from 'kysely'
import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Conflict, Forbidden, Invalid } from '../../errors.ts'
import { type DraftAct, draftActs, draftStages, whyNot } from './draft-acts.ts'
import { type DraftFound, findDraft } from './find-draft.ts'
import { missingParts } from './missing-parts.ts'
import { recordEvent } from './record-event.ts'

/** One move of a draft; `moves` is how often it had been moved when the person looked. */
export type DraftMove = { warningId: number; act: DraftAct; moves: number; reason: string }

/**
 * Moves the text of a quality warning by the table of `draft-acts.ts`: sent to review when it lacks nothing, approved, signed, returned or
 * thrown away, each by whom it is for. Publishing is `publish-warning.ts`. Throws NotFound, Forbidden, Invalid (what is missing), Conflict.
 */
export async function moveDraft(context: Context, { warningId, act, moves, reason }: DraftMove): Promise<void> {
  const draft = await findDraft(context, warningId)
  checkMove(context, draft, act, moves)
  const why = readReason(reason)
  await context.db.transaction().execute(async (tx) => {
    if (act === 'discard') await discard(tx, context, draft, why)
    else await recordMove(tx, context, draft, act)
    await recordEvent(tx, context, { warningId, act, reason: why })
  })
}

/** Refuses a move that is not this person's, not of this stage, or on a text that still lacks something. */
export function checkMove({ actor, city, now }: Context, draft: DraftFound, act: DraftAct, moves: number): void {
  const refusal = whyNot(act, draft, actor, draft.rules)
  if (refusal) throw new Forbidden(refusal)
  if (draft.moves !== moves || !draftActs[act].from.includes(draft.stage)) throw new Conflict(notNow(draft))
  if (act === 'return' || act === 'discard') return
  if (draft.over) throw new Conflict(isOver)
  const { rules, lifting } = draft
  const missing = missingParts(draft.content, { city, rules, now, lifting, next: draft.version > 0 })
  if (Object.keys(missing).length > 0) throw new Invalid(incomplete, missing)
}

async function recordMove(tx: Db, { actor, now }: Context, draft: DraftFound, act: DraftAct): Promise<void> {
  const me = actor.kind === 'staff' ? actor.accountId : null
  const moved = await tx
    .updateTable('warning_draft')
    .set({
      stage: draftActs[act].to ?? draft.stage,
      moves: sql`moves + 1`,
      ...(act === 'approve' ? { reviewed_by: me, reviewed_at: now } : {}),
      ...(act === 'sign' ? { signed_by: me, signed_at: now } : {}),
      ...(act === 'return' ? { reviewed_by: null, reviewed_at: null, signed_by: null, signed_at: null } : {}),
    })
    .where('warning_id', '=', draft.warningId)
    .where('moves', '=', draft.moves)
    .returning('warning_id')
    .executeTakeFirst()
  if (!moved) throw new Conflict(notNow(draft))
}

/** A text thrown away is gone; before the first version the warning goes with it, as one that was dropped. */
async function discard(tx: Db, { now }: Context, draft: DraftFound, reason: string): Promise<void> {
  const gone = await tx
    .deleteFrom('warning_draft')
    .where('warning_id', '=', draft.warningId)
    .where('moves', '=', draft.moves)
    .returning('warning_id')
    .executeTakeFirst()
  if (!gone) throw new Conflict(notNow(draft))
  if (draft.version > 0) return
  await tx
    .updateTable('warning')
    .set({ state: 'dropped', decided_at: now, decision_reason: reason })
    .where('id', '=', draft.warningId)
    .execute()
}

export const notNow = ({ stage }: Pick<DraftFound, 'stage'>) => ({
  zh: `这一稿现在是“${draftStages[stage].zh}”，或刚被同事改动，请看最新情况。`,
  en: `This text is now “${draftStages[stage].en}” or was just changed by a colleague; look at it again.`,
})

const isOver = {
  zh: '这条预警已经失效，不能再变更；仍有危险请另拟一条。',
  en: 'This warning is over and can no longer be changed; if the danger lasts, write another.',
}

export const incomplete = {
  zh: '这一稿还缺内容，见各栏旁的说明。',
  en: 'The text still lacks something; see beside each field.',
}
