import { sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { type SealedRow, type SealedTable, sealedTableNames, sealedTables, type Upto } from './audit-trail.ts'

/** The rows of one stretch of the chain, in the order in which they are hashed. */
export async function sealedRows(db: Db, after: Upto, upto: Upto): Promise<SealedRow[]> {
  const rows: SealedRow[] = []
  for (const table of sealedTableNames) rows.push(...(await rowsOf(db, table, after[table], upto[table])))
  return rows
}

/** The newest id of each table that this transaction sees. */
export async function newestIds(db: Db): Promise<Upto> {
  const parts = sealedTableNames.map(
    (table) => sql`coalesce((select max(id) from ${sql.id(table)}), 0) as ${sql.id(table)}`,
  )
  const { rows } = await sql<Upto>`select ${sql.join(parts)}`.execute(db)
  return rows[0] as Upto
}

async function rowsOf(db: Db, table: SealedTable, after: number, upto: number): Promise<SealedRow[]> {
  if (upto <= after) return []
  const columns = sealedTables[table].map((column) => sql.id(column))
  const { rows } = await sql<{ id: number; text: string }>`
    select id, jsonb_build_array(${sql.join(columns)})::text as text
      from ${sql.id(table)} where id > ${after} and id <= ${upto} order by id`.execute(db)
  return rows.map(({ id, text }) => ({ table, id, text }))
}
