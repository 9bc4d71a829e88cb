import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeEach, inject } from 'vitest'
import { type Db, type OpenedDatabase, openEmbedded, openPostgres } from '../../src/db/open.ts'
import { databaseOn } from './ready-database.ts'

/**
 * A database of this test file's own, on the engine under test: PGlite, or PostgreSQL where DATABASE_URL is set.
 * Emptied before every test and dropped after the last. Call it at the top of the file: `const { db } = await useDatabase()`.
 */
export async function useDatabase(): Promise<OpenedDatabase> {
  const opened = await openCopy()
  beforeEach(() => empty(opened.db))
  afterAll(opened.close)
  return opened
}

/** A fresh copy of the ready database, for tests that open and close one themselves. */
export async function openCopy(): Promise<OpenedDatabase> {
  const ready = inject('readyDatabase')
  if (ready.engine === 'pglite') return openEmbedded(null, imageOf(ready))
  return openPostgresCopy(ready.server, ready.template)
}

const imageOf = ({ image }: { image: string }): Blob => new Blob([readFileSync(image)])

async function openPostgresCopy(server: string, template: string): Promise<OpenedDatabase> {
  const { url, drop } = await createPostgresCopy(server, template)
  const opened = openPostgres(url, 10)
  return { ...opened, close: () => opened.close().then(drop) }
}

async function createPostgresCopy(
  server: string,
  template: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `sentinel_test_${randomUUID().replaceAll('-', '')}`
  const onServer = async (statement: ReturnType<typeof sql>) => {
    const administration = openPostgres(server, 2)
    await statement.execute(administration.db)
    await administration.close()
  }
  await onServer(sql`create database ${sql.id(name)} template ${sql.id(template)}`)
  return { url: databaseOn(server, name), drop: () => onServer(sql`drop database ${sql.id(name)} with (force)`) }
}

/** A database for server processes: what they are told of it, how the test looks into it once they are gone, and its end. */
export type ServerDatabase = {
  settings: Record<string, string>
  open: () => Promise<OpenedDatabase>
  drop: () => Promise<void>
}

/** As below, dropped after the file's last test. */
export async function useServerDatabase(directory: string): Promise<ServerDatabase> {
  const database = await makeServerDatabase(directory)
  afterAll(database.drop)
  return database
}

/** For a test that makes and drops its own. */
export async function makeServerDatabase(directory: string): Promise<ServerDatabase> {
  const ready = inject('readyDatabase')
  if (ready.engine === 'pglite') {
    await openEmbedded(directory, imageOf(ready)).then(({ close }) => close())
    return { settings: {}, open: () => openEmbedded(directory), drop: async () => {} }
  }
  const { url, drop } = await createPostgresCopy(ready.server, ready.template)
  return { settings: { DATABASE_URL: url }, open: async () => openPostgres(url, 4), drop }
}

/** Deletes every row, newest table first; quicker than `truncate` where a test leaves a handful. */
export async function empty(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_origin'
     order by c.oid desc`.execute(db)
  await db.transaction().execute(async (tx) => {
    // Between two tests even history goes.
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const { name } of rows) await sql`delete from ${sql.id(name)}`.execute(tx)
    await sql`delete from pgboss.job`.execute(tx)
  })
}
