import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { recordCorrection } from '../record-correction.ts'
import type { SeenCase } from './see-together.ts'

type Regrouping = { of: SeenCase; before: number | null; after: number | null; because: string }

/** What a person changed in the grouping is a correction that the next training learns from. */
export async function recordRegrouping(
  tx: Db,
  { actor, now }: Context,
  { of, before, after, because }: Regrouping,
): Promise<void> {
  await recordCorrection(tx, {
    reportId: of.id,
    what: 'merge',
    predicted: { incident: before },
    corrected: { incident: after },
    reason: because,
    source: actor.kind === 'staff' && actor.role !== 'officer' ? 'dispatcher' : 'officer',
    by: actor,
    bureau: actor.kind === 'staff' ? actor.bureau : null,
    at: now,
    model: of.model,
  })
}
