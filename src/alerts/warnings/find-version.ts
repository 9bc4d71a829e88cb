import type { Db } from '../../db/open.ts'
import type { VersionChange, WarningContent } from './warning-content.ts'
import type { VersionTold } from './warning-letters.ts'

/** The newest version of a warning, as letters tell it; null before the first. */
export async function findNewestVersion(db: Db, warningId: number): Promise<VersionTold | null> {
  const row = await db
    .selectFrom('warning as w')
    .innerJoin('warning_version as v', (join) =>
      join.onRef('v.warning_id', '=', 'w.id').onRef('v.number', '=', 'w.version'),
    )
    .where('w.id', '=', warningId)
    .select(['v.number', 'v.change', 'v.content', 'v.at', 'w.drill'])
    .executeTakeFirst()
  if (!row) return null
  const { number, at, drill } = row
  return { warningId, number, at, drill, change: row.change as VersionChange, content: row.content as WarningContent }
}
