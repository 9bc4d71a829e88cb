import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { fromPglite } from 'pg-boss'
import type { TestProject } from 'vitest/node'
import { applySchema } from '../../src/db/apply-schema.ts'
import { type Db, type OpenedDatabase, openPostgres } from '../../src/db/open.ts'
import type { Tables } from '../../src/db/tables.ts'
import { openQueue } from '../../src/jobs/queue.ts'
import { projectRoot } from '../../src/project-root.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** What every test file's database is copied from: a dumped data directory, or a template on the server. */
    readyDatabase: { engine: 'pglite'; image: string } | { engine: 'postgres'; server: string; template: string }
  }
}

/** Makes one database with our tables and the job queue's before the first test file, for all of them to start from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL
  return server ? setupPostgres(project, server) : setupEmbedded(project)
}

async function setupEmbedded(project: TestProject) {
  const folder = join(projectRoot, 'node_modules', '.cache', 'ready-database')
  const image = join(folder, `${stateOfTheMaking()}.tar`)
  if (!existsSync(image)) {
    mkdirSync(folder, { recursive: true })
    const halfWritten = `${image}.${process.pid}`
    writeFileSync(halfWritten, await makeImage())
    renameSync(halfWritten, image)
  }
  project.provide('readyDatabase', { engine: 'pglite', image })
  return async () => {}
}

/** Changes whenever what the image is made from does. */
function stateOfTheMaking(): string {
  const makers = ['schema.sql', 'src/jobs/queue.ts', 'src/jobs/job-kinds.ts', 'package-lock.json']
  const texts = makers.map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16)
}

async function makeImage(): Promise<Buffer> {
  const pglite = await PGlite.create()
  const db: Db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  const jobs = { backend: 'pglite', db: fromPglite(pglite) } as const
  await makeReady({ db, engine: 'pglite', jobs, close: () => pglite.close() })
  await pglite.exec('checkpoint')
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  return Buffer.from(await dump.arrayBuffer())
}

async function setupPostgres(project: TestProject, server: string) {
  const template = `sentinel_ready_${process.pid}`
  const administration = openPostgres(server, 2)
  await sql`create database ${sql.id(template)}`.execute(administration.db)
  const opened = openPostgres(databaseOn(server, template), 2)
  await makeReady(opened)
  await opened.close()
  project.provide('readyDatabase', { engine: 'postgres', server, template })
  return async () => {
    await sql`drop database ${sql.id(template)} with (force)`.execute(administration.db)
    await administration.close()
  }
}

async function makeReady(opened: OpenedDatabase): Promise<void> {
  await applySchema(opened.db, new Date('2026-01-01T00:00:00Z'))
  const queue = await openQueue(opened, false, (error) => {
    throw error
  })
  await queue.close()
}

/** The address of another database on the same server. */
export function databaseOn(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
