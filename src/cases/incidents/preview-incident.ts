import type { Context } from '../../context.ts'
import { type IncidentWords, readIncidentWords, type TypedIncident } from './incident-words.ts'
import { publishable } from './publishable.ts'

/** The words as the public would read them; nothing is published. Throws NotFound, Forbidden, Invalid with a message per field. */
export async function previewIncident(
  context: Context,
  { incidentId, typed }: { incidentId: number; typed: TypedIncident },
): Promise<IncidentWords> {
  const { id } = await publishable(context, incidentId)
  return readIncidentWords(typed, await textsOf(context, id))
}

const TEXTS_MAX = 500

/** What the reporters wrote, also to other bureaus: none of it may stand on the page. */
async function textsOf({ db }: Context, incidentId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('incident_member as m')
    .innerJoin('report as r', 'r.id', 'm.report_id')
    .where('m.incident_id', '=', incidentId)
    .select(['r.title', 'r.text'])
    .limit(TEXTS_MAX)
    .execute()
  return rows.flatMap(({ title, text }) => [title, text])
}
