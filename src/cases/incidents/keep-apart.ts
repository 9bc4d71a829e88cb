import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import { readReason } from '../reason.ts'
import { recordRegrouping } from './record-regrouping.ts'
import { groupingReason, seeTogether } from './see-together.ts'

/**
 * A person answers that two cases the machine asked about tell of different events. They, and what is together with the other one, are
 * kept apart. Throws NotFound, Invalid without a reason, Conflict when they are in one incident: then one must be taken out.
 */
export async function keepApart(
  context: Context,
  { caseId, otherId, reason }: { caseId: number; otherId: number; reason: string },
): Promise<void> {
  const [one, other] = await seeTogether(context, [caseId, otherId])
  const because = readReason(reason, groupingReason)
  if (!one || !other) throw new Error('two cases were asked for')
  if (one.incidentId !== null && one.incidentId === other.incidentId) throw new Conflict(together)
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    await sql`insert into incident_apart (one_id, other_id, decided_at, actor, reason)
      select least(o.id, ${caseId}), greatest(o.id, ${caseId}), ${now}, ${actorName(actor)}, ${because}
        from (select ${otherId}::int8 as id
              union select report_id from incident_member where incident_id = ${other.incidentId}) as o
       where o.id <> ${caseId}
      on conflict do nothing`.execute(tx)
    await sql`update incident_question set answered_at = ${now}
       where (report_id, earlier_id) in ((${caseId}, ${otherId}), (${otherId}, ${caseId}))`.execute(tx)
    await recordRegrouping(tx, context, { of: one, before: other.incidentId, after: one.incidentId, because })
  })
}

const together = {
  zh: '两案已在同一事件中，请先把其中一案移出。',
  en: 'The two are in one incident: take one of them out first.',
}
