import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { readReason } from '../reason.ts'
import { recordIncidentEvent } from './record-placing.ts'
import { recordRegrouping } from './record-regrouping.ts'
import { groupingReason, seeTogether } from './see-together.ts'

/**
 * A person takes one case out of its incident. It is kept apart from every case that stays: the machine never joins them again.
 * Throws NotFound, Invalid without a reason, Conflict when it is in no incident any more.
 */
export async function splitIncident(
  context: Context,
  { caseId, reason }: { caseId: number; reason: string },
): Promise<number> {
  const [seen] = await seeTogether(context, [caseId])
  const because = readReason(reason, groupingReason)
  if (!seen || seen.incidentId === null) throw new Conflict(alone)
  const { incidentId } = seen
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    const left = await tx
      .deleteFrom('incident_member')
      .where('report_id', '=', caseId)
      .where('incident_id', '=', incidentId)
      .returning('report_id')
      .executeTakeFirst()
    if (!left) throw new Conflict(alone)
    await sql`insert into incident_apart (one_id, other_id, decided_at, actor, reason)
      select least(report_id, ${caseId}), greatest(report_id, ${caseId}), ${now}, ${actorName(actor)}, ${because}
        from incident_member where incident_id = ${incidentId}
      on conflict do nothing`.execute(tx)
    const event = {
      incident_id: incidentId,
      at: now,
      actor: actorName(actor),
      act: 'split',
      report_id: caseId,
    } as const
    await recordIncidentEvent(tx, { ...event, reason: because })
    await recordRegrouping(tx, context, { of: seen, before: incidentId, after: null, because })
  })
  return incidentId
}

const alone = { zh: '此案不在任何事件中。', en: 'The case belongs to no incident.' }
