import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db as JobsDatabase } from 'pg-boss'
import { fromPglite } from 'pg-boss'
import { projectRoot } from '../project-root.ts'
import { lockDirectory } from './directory-lock.ts'
import { DurableFS, durableStartParams } from './durable-fs.ts'
import { PreparingClient } from './preparing-client.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** An opened database: `db` for our own queries, `jobs` for the job queue, on the same engine. */
export type OpenedDatabase = {
  db: Db
  engine: 'pglite' | 'postgres'
  jobs: { backend: 'pglite'; db: JobsDatabase } | { backend: 'postgres'; connectionString: string }
  close: () => Promise<void>
}

/** The two drivers disagree on these types; both are made to answer alike here and nowhere else. */
const int8 = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53`)
  return value
}
const asWritten = (text: string): string => text
/** `{1,2}`; an element of NULL is not to be expected. */
const int8Array = (text: string): number[] => (text === '{}' ? [] : text.slice(1, -1).split(',').map(int8))
const INT8_ARRAY = 1016
const readers = new Map<number, (text: string) => unknown>([
  [pgliteTypes.INT8, int8],
  [INT8_ARRAY, int8Array],
  [pgliteTypes.DATE, asWritten],
  [pgliteTypes.INTERVAL, asWritten],
])

/** Opens a real PostgreSQL 15 or newer. `connections` is the size of the pool. */
export function openPostgres(databaseUrl: string, connections: number): OpenedDatabase {
  const { types } = pg
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: databaseUrl,
    max: connections,
    options: '-c timezone=UTC -c statement_timeout=30000 -c jit=off',
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        readers.get(oid) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // A pooled connection that breaks while idle is replaced; the query that needs it reports the fault.
  pool.on('error', () => {})
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    engine: 'postgres',
    jobs: { backend: 'postgres', connectionString: databaseUrl },
    close: () => db.destroy(),
  }
}

/**
 * Opens the embedded database in `directory`, for this process alone, every commit on disk before it is answered.
 * `image` starts it from a dumped data directory; without `directory` it lives in memory (tests).
 */
export async function openEmbedded(directory: string | null, image?: Blob): Promise<OpenedDatabase> {
  const lock = directory === null ? null : lockDirectory(directory)
  const pglite = await PGlite.create({
    ...(directory === null ? {} : { fs: new DurableFS(join(directory, 'pg')), startParams: durableStartParams }),
    ...(image ? { loadDataDir: image } : {}),
    parsers: Object.fromEntries(readers),
  })
  await pglite.exec(`set timezone = 'UTC'`)
  const db: Db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  return {
    db,
    engine: 'pglite',
    jobs: { backend: 'pglite', db: fromPglite(pglite) },
    close: async () => {
      await db.destroy()
      if (!pglite.closed) await pglite.close()
      lock?.release()
    },
  }
}

/** The text of schema.sql, read from beside the program. */
export function schemaText(): string {
  return readFileSync(join(projectRoot, 'schema.sql'), 'utf8')
}
