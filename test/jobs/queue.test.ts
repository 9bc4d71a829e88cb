import { sql } from 'kysely'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type JobHandlers, jobTerms } from '../../src/jobs/job-kinds.ts'
import { type OpenedQueue, openQueue } from '../../src/jobs/queue.ts'
import { useDatabase } from '../support/database.ts'

const opened = await useDatabase()
const { db, engine } = opened
const running: OpenedQueue[] = []

afterEach(async () => {
  for (const queue of running.splice(0)) await queue.close()
})

const idle = Object.fromEntries(Object.keys(jobTerms).map((kind) => [kind, async () => {}])) as unknown as JobHandlers
const openWorker = async (deliver: JobHandlers['deliver-letter'] = async () => {}): Promise<OpenedQueue> => {
  const queue = await openQueue(opened, true, (error) => {
    throw error
  })
  running.push(queue)
  await queue.work({ ...idle, 'deliver-letter': deliver })
  return queue
}
const openOwer = async (): Promise<OpenedQueue> => {
  const queue = await openQueue(opened, false, (error) => {
    throw error
  })
  running.push(queue)
  return queue
}
const states = async (): Promise<Record<string, string>> => {
  const { rows } = await sql<{ letter: string; state: string }>`
    select data ->> 'letterId' as letter, state::text as state from pgboss.job where name = 'deliver-letter'`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ letter, state }) => [letter, state]))
}
const letters = (count: number) => Array.from({ length: count }, (_, index) => ({ letterId: index + 1 }))
const soon = { timeout: 15_000, interval: 50 }

describe('a job is owed exactly when the fact that owes it is written', () => {
  test('committed: one job, with what it was told', async () => {
    const queue = await openOwer()
    await db.transaction().execute((tx) => queue.owe(tx, 'deliver-letter', [{ letterId: 7 }]))
    expect(await states()).toEqual({ 7: 'created' })
  })

  test('rolled back: no job', async () => {
    const queue = await openOwer()
    const given = db.transaction().execute(async (tx) => {
      await queue.owe(tx, 'deliver-letter', [{ letterId: 7 }])
      throw new Error('the fact could not be written')
    })
    await expect(given).rejects.toThrow('the fact could not be written')
    expect(await states()).toEqual({})
  })

  test('nothing to owe: nothing is written', async () => {
    const queue = await openOwer()
    await db.transaction().execute((tx) => queue.owe(tx, 'deliver-letter', []))
    expect(await states()).toEqual({})
  })
})

test('a failing job is tried again and leaves its neighbours in the batch done', async () => {
  const tried: number[] = []
  const queue = await openOwer()
  await db.transaction().execute((tx) => queue.owe(tx, 'deliver-letter', letters(3)))
  await openWorker(async ({ letterId }) => {
    tried.push(letterId)
    if (letterId === 2 && tried.filter((id) => id === 2).length === 1) throw new Error('the mail system is busy')
  })
  await vi.waitFor(async () => expect(await states()).toEqual({ 1: 'completed', 2: 'retry', 3: 'completed' }), soon)

  // The back-off is ten seconds and more; a test need not sit through it.
  await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(db)
  await vi.waitFor(async () => expect(await states()).toMatchObject({ 2: 'completed' }), soon)
  expect(tried.toSorted()).toEqual([1, 2, 2, 3])
})

test('a waiting worker picks a job up at once, not at its next poll', { retry: 2 }, async () => {
  let pickedUpAt = 0
  const worker = await openWorker(async () => {
    pickedUpAt = performance.now()
  })
  // Past the first poll, so that the next one is two seconds away.
  await new Promise((resolve) => setTimeout(resolve, 300))
  const owedAt = performance.now()
  await db.transaction().execute((tx) => worker.owe(tx, 'deliver-letter', [{ letterId: 1 }]))
  await vi.waitFor(() => expect(pickedUpAt).toBeGreaterThan(0), { timeout: 10_000, interval: 10 })
  expect(pickedUpAt - owedAt).toBeLessThan(1000)
})

// PGlite is one connection of one process; only a real server can show two workers at the same row.
test.runIf(engine === 'postgres')('two workers never do one job twice', async () => {
  const done: number[] = []
  const deliver = async ({ letterId }: { letterId: number }) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
    done.push(letterId)
  }
  const first = await openWorker(deliver)
  await openWorker(deliver)
  for (let batch = 0; batch < 10; batch++) {
    const owed = letters(30).map(({ letterId }) => ({ letterId: batch * 30 + letterId }))
    await db.transaction().execute((tx) => first.owe(tx, 'deliver-letter', owed))
  }
  await vi.waitFor(() => expect(done.length).toBeGreaterThanOrEqual(300), soon)
  await vi.waitFor(async () => expect(new Set(Object.values(await states()))).toEqual(new Set(['completed'])), soon)
  expect(done.toSorted((a, b) => a - b)).toEqual(letters(300).map(({ letterId }) => letterId))
})
