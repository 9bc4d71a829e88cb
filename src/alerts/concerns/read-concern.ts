import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { type ConcernAct, type ConcernEventAct, concernActsOpen } from './concern-moves.ts'
import { type ConcernFound, findConcern } from './find-concern.ts'

export type ConcernRead = {
  concern: ConcernFound
  acts: ConcernAct[]
  /** Newest first. */
  history: { at: Date; name: string | null; act: ConcernEventAct; text: string }[]
}

/** A trade concern with what may be done and its history. Throws NotFound. */
export async function readConcern(context: Context, { concernId }: { concernId: number }): Promise<ConcernRead> {
  const concern = await findConcern(context, concernId)
  const history = await context.db
    .selectFrom('trade_concern_event as e')
    .leftJoin('account', (join) => join.on('e.actor', '=', sql<string>`'staff:' || account.id`))
    .where('e.concern_id', '=', concernId)
    .select(['e.at', 'account.name', 'e.act', 'e.text'])
    .orderBy('e.id', 'desc')
    .limit(300)
    .execute()
  return { concern, acts: concernActsOpen(context.actor, concern.state), history }
}
