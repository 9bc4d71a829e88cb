import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'

/** The notice itself and every other whose symbols share a root with its own, by number. */
export async function familyIds(db: Db, noticeId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select ${noticeId}::bigint as id
    union
    select other.notice_id from notice_symbol own join notice_symbol other on other.root = own.root
     where own.notice_id = ${noticeId}
     order by id`.execute(db)
  return rows.map(({ id }) => id)
}
