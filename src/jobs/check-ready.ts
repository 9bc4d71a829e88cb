import { sql } from 'kysely'
import type { World } from '../context.ts'

/** Whether this process can do its work: the database answers and the job queue's tables are there. */
export async function checkReady({ db }: Pick<World, 'db'>): Promise<boolean> {
  return sql`select 1 from pgboss.version`.execute(db).then(
    () => true,
    () => false,
  )
}
