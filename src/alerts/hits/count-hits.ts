import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'

/** How many firms say that the measure of these notices hits them. */
export async function countHits(db: Db, noticeIds: number[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from measure_hit where state = 'stands' and family in
      (select family from notice_reading where notice_id = any(${noticeIds}::bigint[]))`.execute(db)
  return rows[0]?.count ?? 0
}
