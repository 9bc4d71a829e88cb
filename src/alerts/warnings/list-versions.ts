import type { Context } from '../../context.ts'
import { forEverybody, type PublicVersion, publicVersions, readPublicVersion } from './version-rows.ts'

/** Warnings that ended stay among the versions for as long: a reader who comes late learns that it is over. */
const endedFor_days = 30

/**
 * The newest versions that everybody may read, never one of a drill. `every` lists each version, else only the newest of each warning, and of
 * those that ended the ones of the last 30 days. `limit` at most 200.
 */
export async function listVersions(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { every, limit }: { every: boolean; limit: number },
): Promise<PublicVersion[]> {
  const since = new Date(now.getTime() - endedFor_days * 86_400_000)
  let query = publicVersions(db).where('w.drill', '=', false).where(forEverybody)
  if (!every) query = query.whereRef('v.number', '=', 'w.version')
  const rows = await query
    .where((eb) => eb.or([eb('w.state', '=', 'released'), eb('v.at', '>', since)]))
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(Math.min(limit, 200))
    .execute()
  return rows.map(readPublicVersion)
}
