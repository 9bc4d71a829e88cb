import { actorName, type Context } from '../../context.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { readReason } from '../reason.ts'
import { pagesOf } from './public-incident-rows.ts'
import { changedMeanwhile, publishable } from './publishable.ts'
import { groupingReason } from './see-together.ts'

/**
 * A person takes the public page of an incident back, with a reason. Who joined stays in the group. Throws NotFound, Forbidden, Invalid
 * without a reason, Conflict when it is withdrawn already.
 */
export async function withdrawIncident(
  context: Context,
  { incidentId, code, reason }: { incidentId: number; code: string; reason: string },
): Promise<void> {
  const { db, actor, now } = context
  const incident = await publishable(context, incidentId)
  const page = (await pagesOf(db, incident.id)).find((one) => one.code === code)
  if (!page) throw new NotFound({ zh: '没有这个公开页面。', en: 'There is no such public page.' })
  const why = readReason(reason, { ...groupingReason, field: 'withdraw-reason' })
  if (page.act === 'withdraw') throw new Conflict(changedMeanwhile)
  const recorded = await db
    .insertInto('public_incident')
    .values({
      ...page,
      incident_id: incident.id,
      number: page.number + 1,
      act: 'withdraw',
      reason: why,
      bureau: incident.by.bureau,
      actor: actorName(actor),
      at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!recorded) throw new Conflict(changedMeanwhile)
}
