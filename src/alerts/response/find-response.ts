import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { noSuchResponse, seesResponse } from './response-sight.ts'

export type ResponseFound = Selectable<Tables['response']> & { bureaus: string[]; openTasks: number }

/** Keeps others from acting on a response until the caller's transaction ends, and says how it stands then. */
export function holdResponse(tx: Db, responseId: number): Promise<{ state: string }> {
  return tx.selectFrom('response').select('state').where('id', '=', responseId).forUpdate().executeTakeFirstOrThrow()
}

/** A response for an act on it. Throws NotFound when the actor may not see it. */
export async function findResponse({ db, actor }: Context, responseId: number): Promise<ResponseFound> {
  const found = await db
    .selectFrom('response as r')
    .where('r.id', '=', responseId)
    .selectAll('r')
    .select([
      sql<string[]>`array(select distinct bureau from task where response_id = r.id)`.as('bureaus'),
      sql<number>`(select count(*)::int from task where response_id = r.id and done_at is null)`.as('openTasks'),
    ])
    .executeTakeFirst()
  if (!found || !seesResponse(actor, found)) throw noSuchResponse()
  return found
}
