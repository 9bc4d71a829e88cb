import type { Context } from '../../context.ts'
import { lastOfEach, type PublicIncident } from './public-incident-rows.ts'

/** The public incidents that stand, the newest first, at most a hundred. Nothing in them is of a report. */
export async function listPublicIncidents({ db }: Pick<Context, 'db'>): Promise<PublicIncident[]> {
  const rows = await lastOfEach(db).where('p.act', '=', 'publish').orderBy('p.at', 'desc').limit(100).execute()
  return rows.map(({ incident_id: _, ...page }) => page)
}
