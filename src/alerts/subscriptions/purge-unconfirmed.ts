import type { Db } from '../../db/open.ts'
import { confirmWithin_days } from './subscription-choice.ts'

/** Deletes requests that nobody confirmed in time, with their letters, so that no address stays here without its owner's word. */
export async function purgeUnconfirmed(tx: Db, now: Date): Promise<void> {
  const lapsed = await tx
    .deleteFrom('subscription')
    .where('confirmed_at', 'is', null)
    .where('created_at', '<', new Date(now.getTime() - confirmWithin_days * 86_400_000))
    .returning('id')
    .execute()
  if (lapsed.length === 0) return
  const letters = lapsed.map(({ id }) => `subscription:${id}`)
  await tx.deleteFrom('letter').where('what', 'in', letters).execute()
}
