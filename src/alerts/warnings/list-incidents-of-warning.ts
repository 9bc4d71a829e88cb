import { sql } from 'kysely'
import { lastOfEach, type PublicIncident } from '../../cases/incidents/public-incident-rows.ts'
import type { Context } from '../../context.ts'
import { coveredIncidents } from './covered-incidents.ts'

/** The public incidents that stand and that a warning for everybody covers, the newest first, at most ten; none for any other warning. */
export async function listIncidentsOfWarning(
  { db }: Pick<Context, 'db'>,
  { warningId }: { warningId: number },
): Promise<PublicIncident[]> {
  const rows = await lastOfEach(db)
    .where('p.act', '=', 'publish')
    .where(
      'p.incident_id',
      'in',
      sql<number>`(with recursive ${coveredIncidents} select incident_id from covered where warning_id = ${warningId})`,
    )
    .orderBy('p.at', 'desc')
    .limit(10)
    .execute()
  return rows.map(({ incident_id: _, ...page }) => page)
}
