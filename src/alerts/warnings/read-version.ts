import type { Context } from '../../context.ts'
import { NotFound } from '../../errors.ts'
import { noWarning } from '../judge-decision.ts'
import { qualitySight } from './quality-sight.ts'
import { forEverybody, type PublicVersion, publicVersions, readPublicVersion } from './version-rows.ts'

/**
 * One version as it was published: for everybody where it is public and no drill, else for the staff who see the warning. Throws NotFound.
 */
export async function readVersion(
  { db, actor }: Context,
  { warningId, number }: { warningId: number; number: number },
): Promise<PublicVersion> {
  const row = await publicVersions(db)
    .select(['w.bureau', forEverybody.as('everybody')])
    .where('v.warning_id', '=', warningId)
    .where('v.number', '=', number)
    .executeTakeFirst()
  if (!row) throw new NotFound(noWarning)
  const { bureau, drill, number: version } = row
  const inside = qualitySight(actor, { bureau, drill, version, audience: 'authorities', sentTo: [] }) === 'all'
  if (!inside && (drill || !row.everybody)) throw new NotFound(noWarning)
  return readPublicVersion(row)
}
