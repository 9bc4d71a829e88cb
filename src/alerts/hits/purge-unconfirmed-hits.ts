import type { Db } from '../../db/open.ts'

export const confirmHitWithin_days = 7

/** Deletes what nobody confirmed in time, with its letters. */
export async function purgeUnconfirmedHits(tx: Db, now: Date): Promise<void> {
  const lapsed = await tx
    .deleteFrom('measure_hit')
    .where('state', '=', 'said')
    .where('said_at', '<', new Date(now.getTime() - confirmHitWithin_days * 86_400_000))
    .returning('id')
    .execute()
  if (lapsed.length === 0) return
  const letters = lapsed.map(({ id }) => `measure-hit:${id}`)
  await tx.deleteFrom('letter').where('what', 'in', letters).execute()
}
