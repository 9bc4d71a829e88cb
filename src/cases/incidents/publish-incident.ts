import { randomBytes } from 'node:crypto'
import { actorName, type Context } from '../../context.ts'
import { Conflict } from '../../errors.ts'
import type { TypedIncident } from './incident-words.ts'
import { previewIncident } from './preview-incident.ts'
import { pagesOf } from './public-incident-rows.ts'
import { changedMeanwhile, publishable } from './publishable.ts'

/**
 * A person publishes what an incident is about, in words of their own, so that others to whom it happened can join. Answers the code of the
 * page. `seen` is the number of the version that the form was drawn on, 0 for none. Throws NotFound, Forbidden, Invalid with a message
 * per field, Conflict when somebody published or withdrew meanwhile.
 */
export async function publishIncident(
  context: Context,
  { incidentId, typed, seen }: { incidentId: number; typed: TypedIncident; seen: number },
): Promise<string> {
  const { db, actor, now } = context
  const words = await previewIncident(context, { incidentId, typed })
  const incident = await publishable(context, incidentId)
  const [page] = await pagesOf(db, incident.id)
  if ((page?.number ?? 0) !== seen) throw new Conflict(changedMeanwhile)
  const code = page?.code ?? randomBytes(12).toString('base64url')
  const row = { incident_id: incident.id, code, number: seen + 1, act: 'publish' as const, ...words, reason: '' }
  const recorded = await db
    .insertInto('public_incident')
    .values({ ...row, bureau: incident.by.bureau, actor: actorName(actor), at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!recorded) throw new Conflict(changedMeanwhile)
  return code
}
