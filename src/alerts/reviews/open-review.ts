import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Invalid, NotFound } from '../../errors.ts'
import { routesTo } from '../measures/route-deadlines.ts'
import { recordReviewEvent } from './record-review-event.ts'
import { notReviewer } from './review-moves.ts'

/**
 * Opens the review of a measure, for an answer by one of the city's routes. Answers its number. Throws Forbidden, NotFound, Invalid for a
 * route that is not open to the market, Conflict while another review of the measure goes on.
 */
export async function openReview(
  context: Context,
  { family, route }: { family: string; route: string },
): Promise<number> {
  const { db, actor, now, city } = context
  if (!may(actor, 'review_measures')) throw notReviewer()
  const measure = await db.selectFrom('measure').select('market').where('family', '=', family).executeTakeFirst()
  if (!measure) throw new NotFound({ zh: '没有这项措施。', en: 'There is no such measure.' })
  const open = routesTo(city, measure.market).find(({ id }) => id === route)
  if (!open) throw new Invalid(chooseRoute, { route: chooseRoute })
  return db.transaction().execute(async (tx) => {
    const opened = await tx
      .insertInto('measure_review')
      .values({ family, state: 'unassigned', route, moves: 0, opened_at: now, opened_by: actorName(actor) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!opened) throw new Conflict(goesOn)
    const text = `途径：${open.zh}`
    await recordReviewEvent(tx, context, { reviewId: opened.id, act: 'open', from: null, to: 'unassigned', text })
    return opened.id
  })
}

const chooseRoute = { zh: '请选择报送途径', en: 'Choose the way by which the answer goes' }
const goesOn = {
  zh: '这项措施已有一项评议正在进行。',
  en: 'A review of this measure is already under way.',
}
