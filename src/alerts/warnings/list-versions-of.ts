import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { noWarning } from '../judge-decision.ts'
import { forEverybody, type PublicVersion, publicVersions, readPublicVersion } from './version-rows.ts'

/** Every version of one warning that everybody may read, the newest first. Throws NotFound when there is none. */
export async function listVersionsOf(
  { db }: Pick<Context, 'db'>,
  { warningId }: { warningId: number },
): Promise<[PublicVersion, ...PublicVersion[]]> {
  const rows = await publicVersions(db)
    .where('v.warning_id', '=', warningId)
    .where('w.drill', '=', false)
    .where(forEverybody)
    .orderBy('v.number', 'desc')
    .execute()
  const [newest, ...earlier] = rows.map(readPublicVersion)
  if (!newest) throw new NotFound(noWarning)
  return [newest, ...earlier]
}
