import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { applySchema } from '../../src/db/apply-schema.ts'
import { openCopy } from '../support/database.ts'

const opened = await openCopy()
const { db } = opened
afterAll(opened.close)

const now = new Date('2026-11-16T02:00:00Z')

const tableCount = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_tables where schemaname = 'public'`.execute(db)
  return rows[0]?.count ?? 0
}

beforeEach(async () => {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
})

test('an empty database gets every table, once', async () => {
  expect(await applySchema(db, now)).toBe('made')
  const made = await tableCount()
  expect(made).toBeGreaterThan(15)
  expect(await applySchema(db, now)).toBe('present')
  expect(await tableCount()).toBe(made)
})

test('two processes that start together on one empty database make it once', async () => {
  const answers = await Promise.all([applySchema(db, now), applySchema(db, now)])
  expect(answers.toSorted()).toEqual(['made', 'present'])
})

test('a database made from another schema.sql is refused, and left as it is', async () => {
  await applySchema(db, now)
  await db.updateTable('schema_origin').set({ sha256: 'of another schema.sql' }).execute()
  await expect(applySchema(db, now)).rejects.toThrow(/DATA_DIR \/ DATABASE_URL/)
  expect(await db.selectFrom('schema_origin').select('sha256').execute()).toEqual([{ sha256: 'of another schema.sql' }])
})
