import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { useServerDatabase } from '../support/database.ts'
import { startLoad } from '../support/filing-load.ts'
import { type RunningServer, startServer } from '../support/running-server.ts'
import { filingFaults } from '../support/whole-filings.ts'

const kills = Number(process.env.KILLS ?? 20)
const clients = 8

const engine = inject('readyDatabase').engine
const folder = mkdtempSync(join(tmpdir(), 'sentinel-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = await useServerDatabase(folder)

test(`a server killed ${kills} times under load keeps every filing it acknowledged, once and whole`, {
  timeout: 600_000,
}, async () => {
  const settings = {
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'info',
    ...database.settings,
  }
  let server: RunningServer | null = null
  const load = startLoad(clients, () => server?.url ?? null)

  for (let kill = 1; kill <= kills; kill++) {
    server = await startServer(settings)
    // At least one answer of this life, then a moment that nobody chose.
    await load.acknowledgedMore(1)
    await pause(randomInt(500))
    await server.end('SIGKILL')
    server = null
  }
  await load.stop()

  expect(load.refused).toEqual([])
  expect(load.acknowledged.length).toBeGreaterThanOrEqual(kills)
  const opened = await database.open()
  const faults = await filingFaults(opened.db, load.acknowledged)
  const { stored } = await opened.db
    .selectFrom('report')
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .executeTakeFirstOrThrow()
  await opened.close()
  console.log(
    JSON.stringify({
      story: 'kill',
      engine,
      kills,
      acknowledged: load.acknowledged.length,
      stored,
      faults: faults.length,
    }),
  )
  expect(faults).toEqual([])
  // What was never acknowledged may be there or not, but never more than the filings that were under way.
  expect(stored - load.acknowledged.length).toBeLessThanOrEqual(load.unknown.length)
})

test('the check of that story finds what is lost, halved or owed twice', async () => {
  const opened = await database.open()
  const { db } = opened
  const one = await db.selectFrom('report').select(['id', 'submission_key as key']).limit(1).executeTakeFirstOrThrow()
  await db.deleteFrom('case_clock').where('case_id', '=', one.id).execute()
  await sql`insert into pgboss.job select * from (
      select (jsonb_populate_record(null::pgboss.job, to_jsonb(j) || jsonb_build_object('id', gen_random_uuid()))).*
        from pgboss.job j where j.name = 'deliver-letter' and j.data ->> 'letterId' =
             (select id::text from letter where what <> ${`case:${one.id}`} order by id limit 1) limit 1) again`.execute(
    db,
  )
  const faults = await filingFaults(db, [{ key: 'never stored', receipt: '', email: '' }])
  await opened.close()
  expect(faults).toContain('acknowledged and lost: never stored')
  expect(faults).toContain(`half there: ${one.key}`)
  expect(faults.some((fault) => fault.startsWith('letter with 2 jobs'))).toBe(true)
})
