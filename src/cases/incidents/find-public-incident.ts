import type { Context } from '../../context.ts'
import { lastOfEach, type PublicIncident } from './public-incident-rows.ts'

/** The public incident under a code, also when it was withdrawn; null when there never was one. */
export async function findPublicIncident(
  { db }: Pick<Context, 'db'>,
  { code }: { code: string },
): Promise<PublicIncident | null> {
  if (!/^[\w-]{16}$/.test(code)) return null
  const row = await lastOfEach(db).where('p.code', '=', code).executeTakeFirst()
  if (!row) return null
  const { incident_id: _, ...page } = row
  return page
}
