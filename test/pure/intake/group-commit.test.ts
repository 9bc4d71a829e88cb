import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupCommit } from '../../../src/intake/group-commit.ts'

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('filings that arrive while the disk is busy share the next commit', async () => {
  const batches: number[][] = []
  const line = groupCommit<number, number>({
    flush: async (items) => {
      batches.push(items)
      await later(5)
      return items.map((item) => item * 2)
    },
    maxInFlight: 1,
    companions: 1,
    maxBatch: 100,
  })
  const first = line.commit(1)
  await later(1)
  const rest = Promise.all([2, 3, 4].map(line.commit))
  expect([await first, ...(await rest)]).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('beside a batch under way only enough companions set out', async () => {
  const batches: number[][] = []
  const line = groupCommit<number, number>({
    flush: async (items) => {
      batches.push(items)
      await later(20)
      return items
    },
    maxInFlight: 2,
    companions: 3,
    maxBatch: 100,
  })
  const first = line.commit(1)
  await later(2)
  const two = [2, 3].map(line.commit)
  await later(2)
  expect(batches).toEqual([[1]])
  await Promise.all([first, ...two, line.commit(4)])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('a bad filing fails alone; its neighbours are committed once each', async () => {
  const stored: number[] = []
  const line = groupCommit<number, string>({
    flush: async (items) => {
      if (items.includes(13)) throw new Error('bad row')
      stored.push(...items)
      return items.map(String)
    },
    maxInFlight: 2,
    companions: 1,
    maxBatch: 50,
  })
  const answers = await Promise.allSettled([11, 12, 13, 14].map(line.commit))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(stored.sort()).toEqual([11, 12, 14])
})

test('whatever the arrival, every filing gets its own answer and no batch is larger than agreed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 5 }),
      async (waits, maxBatch, maxInFlight, companions) => {
        let underWay = 0
        const line = groupCommit<number, number>({
          flush: async (items) => {
            underWay += 1
            expect(items.length).toBeLessThanOrEqual(maxBatch)
            expect(underWay).toBeLessThanOrEqual(maxInFlight)
            await later(0)
            underWay -= 1
            return items
          },
          maxInFlight,
          companions,
          maxBatch,
        })
        const answers = await Promise.all(waits.map((wait, item) => later(wait).then(() => line.commit(item))))
        expect(answers).toEqual(waits.map((_, item) => item))
        await line.drained()
      },
    ),
    { numRuns: 20 },
  )
})

test('draining waits for everything that was handed in', async () => {
  let stored = 0
  const line = groupCommit<number, number>({
    flush: async (items) => {
      await later(3)
      stored += items.length
      return items
    },
    maxInFlight: 1,
    companions: 1,
    maxBatch: 2,
  })
  for (let item = 0; item < 9; item++) void line.commit(item)
  await line.drained()
  expect(stored).toBe(9)
})
