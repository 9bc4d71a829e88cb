import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { recordReviewEvent } from './record-review-event.ts'
import { notNow, type ReviewEventAct, type ReviewState, reviewActWords } from './review-moves.ts'
import type { ReviewFound } from './review-row.ts'

type Changes = { comments_by?: string; fed_back_on?: string; channel?: string; reference?: string | null }
type Step = { found: ReviewFound; act: ReviewEventAct; to: ReviewState; text: string; changes?: Changes }

/** Moves a review in the caller's transaction and writes its history. Throws Conflict when somebody was quicker. */
export async function takeStep(tx: Db, context: Context, { found, act, to, text, changes = {} }: Step): Promise<void> {
  const moved = await tx
    .updateTable('measure_review')
    .set({ ...changes, state: to, moves: found.moves + 1 })
    .where('id', '=', found.id)
    .where('moves', '=', found.moves)
    .where('state', '=', found.state)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw notNow(found.state, reviewActWords[act])
  await recordReviewEvent(tx, context, { reviewId: found.id, act, from: found.state, to, text })
}
