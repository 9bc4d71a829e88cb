import { may } from '../../accounts/permissions.ts'
import { actorName, type Context } from '../../context.ts'
import { Conflict, Forbidden } from '../../errors.ts'
import { recordEnterpriseEvents } from '../record-event.ts'
import { movedMeanwhile, openRequest } from './open-request.ts'
import { procedureClock } from './procedures.ts'

/** Passes an objection on to the source of the fact, whose clock begins. Throws NotFound, Forbidden, Conflict. */
export async function forwardObjection(context: Context, { requestId }: { requestId: number }): Promise<void> {
  const { db, actor, now, city } = context
  const request = await openRequest(context, requestId)
  if (!may(actor, 'forward_objections'))
    throw new Forbidden({
      zh: '由联席会议办公室或分拨人员转办。',
      en: 'The joint-meeting office or a dispatcher passes objections on.',
    })
  if (request.kind !== 'objection' || request.state !== 'received') throw new Conflict(movedMeanwhile)
  const { dueAt } = procedureClock(city, 'objection_decision', now, { extended: false })
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('firm_request')
      .set({ state: 'forwarded', forwarded_at: now, forwarded_by: actorName(actor), due_at: dueAt, remind_at: null })
      .where('id', '=', requestId)
      .where('state', '=', 'received')
      .returning('id')
      .executeTakeFirst()
    if (!moved) throw new Conflict(movedMeanwhile)
    const event = {
      enterpriseId: request.enterprise_id,
      act: 'forward' as const,
      subject: `request:${requestId}`,
      reason: `转 ${request.bureau}`,
    }
    await recordEnterpriseEvents(tx, context, [event])
  })
}
