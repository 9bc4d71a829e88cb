import { sql } from 'kysely'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'

type HitAct = Tables['measure_hit_event']['act']
type Standing = { id: number; family: string; code: string; reason: string }

/** In the caller's transaction: what a firm said stands from now, in the place of what it said before. The measure is weighed anew. */
export async function letStand(tx: Db, context: Context, { id, family, code, reason }: Standing): Promise<void> {
  const before = await tx
    .updateTable('measure_hit')
    .set({ state: 'replaced', ...noContact })
    .where('family', '=', family)
    .where('code', '=', code)
    .where('state', '=', 'stands')
    .returning('id')
    .execute()
  for (const one of before) await recordHitEvent(tx, context, one.id, 'replace', reason)
  await tx.updateTable('measure_hit').set({ state: 'stands', stands_at: context.now }).where('id', '=', id).execute()
  await recordHitEvent(tx, context, id, 'stand', reason)
  await weighAnew(tx, family)
}

/** What is kept of whom to ask once there is no need to. */
export const noContact = { key_id: null, wrapped_key: null, sealed: null, mail_hash: null } as const

export async function recordHitEvent(
  tx: Db,
  { actor, now }: Context,
  hitId: number,
  act: HitAct,
  reason: string,
): Promise<void> {
  const event = { hit_id: hitId, at: now, actor: actorName(actor), act, reason }
  await tx.insertInto('measure_hit_event').values(event).execute()
}

/** The round that weighs measures takes it up within a minute. */
export async function weighAnew(tx: Db, family: string): Promise<void> {
  await tx.updateTable('measure').set({ weighed_on: sql`weighed_on - 1` }).where('family', '=', family).execute()
}
