import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { familyIds } from '../notices/family-ids.ts'

/** One transaction a family at a time; a follow-up that came in since the family was read changes it, and the caller tries again. */
export async function holdFamily(tx: Db, family: string, noticeId: number, ids: number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${family}))`.execute(tx)
  if ((await familyIds(tx, noticeId)).length !== ids.length)
    throw new Error(`the family of notice ${noticeId} has grown`)
}
