import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { queueLetters } from '../../../src/alerts/letters/queue-letters.ts'
import { openRounds } from '../../../src/jobs/rounds.ts'
import { monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world

const write = (what: string, queued: boolean) =>
  db
    .insertInto('letter')
    .values({
      what,
      recipient: 'a@example.com',
      reason: 'acknowledged',
      subject: '已收到',
      body: '…',
      created_at: monday,
      queued,
    })
    .execute()

const owed = async (): Promise<string[]> => {
  const { rows } = await sql<{ what: string }>`
    select l.what from pgboss.job j join letter l on l.id = (j.data ->> 'letterId')::int8 order by l.what`.execute(db)
  return rows.map(({ what }) => what)
}

test('a letter written without a job is owed once, one that was queued is not owed again', async () => {
  await write('case:1', false)
  await write('case:2', false)
  await write('case:3', true)
  expect(await queueLetters(world)).toBe(2)
  expect(await queueLetters(world)).toBe(0)
  expect(await owed()).toEqual(['case:1', 'case:2'])
})

test('two workers at once share the letters between them', async () => {
  for (let n = 10; n < 20; n++) await write(`case:${n}`, false)
  const done = await Promise.all([queueLetters(world), queueLetters(world)])
  expect(done.reduce((sum, count) => sum + count, 0)).toBe(10)
  expect(await owed()).toHaveLength(10)
})

test('a round goes on at once while it finds work, survives a fault and ends when closed', async () => {
  const faults: unknown[] = []
  let left = 3
  let runs = 0
  const rounds = openRounds(
    [
      {
        everyMs: 5,
        run: async () => {
          runs += 1
          if (runs === 2) throw new Error('the database was away')
          return left > 0 ? left-- : 0
        },
      },
    ],
    (fault) => faults.push(fault),
  )
  await expect.poll(() => left).toBe(0)
  await rounds.close()
  const ended = runs
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(runs).toBe(ended)
  expect(faults).toHaveLength(1)
})

test('whoever waits for rounds is told when they find more than can be done in the time', async () => {
  const open = (left: number) => openRounds([{ everyMs: 60_000, run: async () => (left > 0 ? left-- : 0) }], () => {})
  const [few, endless] = [open(3), open(Number.POSITIVE_INFINITY)]
  expect(await few.finished(10)).toBe(true)
  expect(await endless.finished(0.01)).toBe(false)
  await Promise.all([few.close(), endless.close()])
})
