import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { jobTerms } from '../../src/jobs/job-kinds.ts'
import { makeServerDatabase } from '../support/database.ts'
import { startLoad } from '../support/filing-load.ts'
import { openMailbox } from '../support/mailbox.ts'
import { type RunningServer, startServer } from '../support/running-server.ts'
import { filingFaults } from '../support/whole-filings.ts'

const severalProcesses = inject('readyDatabase').engine === 'postgres'

describe('two web and two worker processes on one PostgreSQL', () => {
  // The embedded database belongs to one process.
  test.runIf(severalProcesses)(
    'one of each killed, one of each told to stop: nothing is lost and nothing done twice',
    { timeout: 300_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sentinel-cluster-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const database = await makeServerDatabase(folder)
      onTestFinished(database.drop)
      const secret = randomBytes(32).toString('hex')
      const mailbox = await openMailbox()
      const start = (role: 'web' | 'worker', nth: number) =>
        startServer({
          ROLE: role,
          DATA_DIR: join(folder, `${role}-${nth}`),
          SECRET_KEY: secret,
          SMTP_URL: mailbox.url,
          ...database.settings,
        })
      const web = await Promise.all([start('web', 1), start('web', 2)])
      const workers = await Promise.all([start('worker', 1), start('worker', 2)])
      const reachable: RunningServer[] = [...web]
      const load = startLoad(16, (client) => reachable[client % reachable.length]?.url ?? null)
      const withdraw = (server: RunningServer) => reachable.splice(reachable.indexOf(server), 1)

      await load.acknowledgedMore(100)
      await pause(randomInt(500))
      await Promise.all([web[0].end('SIGKILL'), workers[0].end('SIGKILL')])
      withdraw(web[0])
      const newcomers = await Promise.all([start('web', 3), start('worker', 3)])
      reachable.push(newcomers[0])

      await load.acknowledgedMore(100)
      withdraw(web[1])
      const codes = await Promise.all([web[1].end('SIGTERM'), workers[1].end('SIGTERM')])
      await load.acknowledgedMore(50)
      await load.stop()

      expect(codes).toEqual([0, 0])
      expect(load.refused).toEqual([])
      const opened = await database.open()
      await expect.poll(() => unsent(opened.db), { timeout: 150_000, interval: 500 }).toBe(0)
      const faults = await filingFaults(opened.db, load.acknowledged)
      const letters = await lettersOf(opened.db)
      await opened.close()

      const twice = letters.filter(({ id }) => deliveries(mailbox.received, id) > 1)
      console.log(
        JSON.stringify({
          story: 'cluster',
          acknowledged: load.acknowledged.length,
          letters: letters.length,
          twice: twice.length,
        }),
      )
      expect(faults).toEqual([])
      expect(letters.filter(({ id }) => deliveries(mailbox.received, id) === 0)).toEqual([])
      expect(mailbox.received.size).toBe(letters.length)
      // A worker killed between the mail system's "accepted" and our own note of it is the one case that no sender can tell from
      // a loss. Such a letter goes again under the same Message-ID; no other does.
      expect(twice.filter(({ retries }) => retries === 0)).toEqual([])
      expect(twice.length).toBeLessThanOrEqual(jobTerms['deliver-letter'].batchSize)
    },
  )
})

const unsent = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('letter')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

const lettersOf = async (db: Db): Promise<{ id: number; retries: number }[]> => {
  const { rows } = await sql<{ id: number; retries: number }>`
    select l.id, coalesce(max(j.retry_count), 0)::int as retries from letter l
      left join pgboss.job j on j.name = 'deliver-letter' and (j.data ->> 'letterId')::int8 = l.id group by l.id`.execute(
    db,
  )
  return rows
}

const deliveries = (received: Map<string, string[]>, letter: number): number =>
  received.get(`<letter-${letter}@localhost>`)?.length ?? 0
