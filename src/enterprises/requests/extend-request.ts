import { readReason } from '../../cases/reason.ts'
import type { Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { movedMeanwhile, mustBeOwn, openRequest, registerReason, requestClock } from './open-request.ts'

/** Lengthens the clock of a request once, as its rule allows, with a reason that the firm reads. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function extendRequest(
  context: Context,
  { requestId, reason: typed }: { requestId: number; reason: string },
): Promise<void> {
  const { db, city } = context
  const request = await openRequest(context, requestId)
  mustBeOwn(context, request)
  const reason = readReason(typed, registerReason)
  const { rule } = requestClock(city, request)
  if (request.extended || rule.extension === null)
    throw new Conflict({ zh: '这个期限不能（再）延长。', en: 'This limit may not be extended (again).' })
  const { dueAt } = requestClock(city, { ...request, extended: true })
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('firm_request')
      .set({ extended: true, due_at: dueAt, remind_at: null })
      .where('id', '=', requestId)
      .where('state', '=', request.state)
      .where('extended', '=', false)
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(movedMeanwhile)
    await recordEnterpriseEvents(tx, context, [
      { enterpriseId: request.enterprise_id, act: 'extend', subject: `request:${requestId}`, reason },
    ])
  })
}
