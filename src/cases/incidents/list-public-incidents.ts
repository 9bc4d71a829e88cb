import type { Context } from '../../context.ts'
import { lastOfEach, type PublicIncident } from './public-incident-rows.ts'

/** A reader of the feed who comes late learns that one was taken back. */
const withdrawnFor_days = 30

/**
 * The public incidents that stand, the newest first, at most a hundred; `withdrawn` also those taken back in the last 30 days. Nothing in
 * them is of a report.
 */
export async function listPublicIncidents(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { withdrawn = false }: { withdrawn?: boolean } = {},
): Promise<PublicIncident[]> {
  const since = new Date(now.getTime() - withdrawnFor_days * 86_400_000)
  const rows = await lastOfEach(db)
    .where((eb) => eb.or([eb('p.act', '=', 'publish'), ...(withdrawn ? [eb('p.at', '>', since)] : [])]))
    .orderBy('p.at', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ incident_id: _, ...page }) => page)
}
