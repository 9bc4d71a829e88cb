import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, schemaText } from './open.ts'

/** Any number will do, as long as every process of this program uses the same. */
const schemaLock = 7_183_201_083

/**
 * Makes the tables of schema.sql in an empty database; does nothing in one made from the same schema.sql.
 * Throws when the database was made from another: this program would misread it.
 */
export async function applySchema(db: Db, now: Date): Promise<'made' | 'present'> {
  const text = schemaText()
  const sha256 = createHash('sha256').update(text).digest('hex')
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${schemaLock})`.execute(tx)
    const origin = await originOf(tx)
    if (origin === sha256) return 'present'
    if (origin !== null) {
      throw new Error(
        '数据库由另一版 schema.sql 建立；请迁移或另设 DATA_DIR / DATABASE_URL。\n' +
          'This database was made from another schema.sql: migrate it, or point DATA_DIR / DATABASE_URL elsewhere.',
      )
    }
    for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx)
    await tx.insertInto('schema_origin').values({ sha256, applied_at: now }).execute()
    return 'made'
  })
}

async function originOf(tx: Db): Promise<string | null> {
  const { rows } = await sql<{ made: boolean }>`select to_regclass('schema_origin') is not null as made`.execute(tx)
  if (!rows[0]?.made) return null
  const origin = await tx.selectFrom('schema_origin').select('sha256').executeTakeFirst()
  return origin?.sha256 ?? null
}

/** A statement ends at a semicolon at the end of a line; a function's body between `$$` is part of one. */
function statementsOf(text: string): string[] {
  const withoutComments = text.replace(/^\s*--.*$/gm, '')
  return (withoutComments.match(/(?:\$\$.*?\$\$|.)+?;[ \t]*$/gms) ?? []).map((statement) => statement.trim())
}
