import { describe, expect, it } from 'vitest'
import { shareCounts } from '../../src/accounts/share-counts.ts'
import { monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()

const complaint = (key: number) => ({
  kind: 'report',
  text: '小区门口的消防通道一直被货车堵住。',
  submission_key: `the-caller-s-key-${key}`,
})

describe('one address', () => {
  it('files as often as allowed in an hour, then is told when to come back, while others go on', async () => {
    let clock = new Date(monday.getTime() + 40 * 60_000)
    const site = siteOn(world, { env: { FILINGS_PER_HOUR: '3' }, now: () => clock })
    const statuses: number[] = []
    for (const key of [1, 2, 3, 4]) statuses.push((await site.json('/api/v1/complaints', complaint(key))).status)
    expect(statuses).toEqual([201, 201, 201, 429])

    const refused = await site.json('/api/v1/complaints', complaint(5))
    expect(refused.headers.get('Retry-After')).toBe('1200')
    expect(await refused.json()).toMatchObject({ status: 429, said: { zh: expect.stringContaining('20 分钟后') } })
    expect((await site.json('/api/v1/complaints', complaint(6), { address: '203.0.113.2' })).status).toBe(201)

    clock = new Date(monday.getTime() + 60 * 60_000)
    expect((await site.json('/api/v1/complaints', complaint(7))).status).toBe(201)
  })

  it('cannot pass for another by what it puts in X-Forwarded-For', async () => {
    const site = siteOn(world, { env: { FILINGS_PER_HOUR: '1' } })
    const claiming = (address: string) => ({ headers: { 'X-Forwarded-For': address } })
    expect((await site.json('/api/v1/complaints', complaint(1), claiming('10.0.0.1'))).status).toBe(201)
    expect((await site.json('/api/v1/complaints', complaint(2), claiming('10.0.0.2'))).status).toBe(429)
  })

  it('guesses receipts at most 60 times an hour', async () => {
    const site = siteOn(world)
    const guess = () => site.json('/api/v1/complaints/status', { receipt: 'AAAA-AAAA-AAAA-AAAA-AAAA' })
    for (let times = 0; times < 60; times += 1) expect((await guess()).status).toBe(404)
    expect((await guess()).status).toBe(429)
  })
})

describe('several processes on one database', () => {
  it('add up what each has counted, and forget what has expired', async () => {
    const later = monday.getTime() + 3_600_000
    await shareCounts(world, [{ key: 'old', points: 9, expire: monday.getTime() - 1 }], monday)
    await shareCounts(world, [{ key: 'a', points: 2, expire: later }], monday)
    const totals = await shareCounts(
      world,
      [
        { key: 'b', points: 1, expire: later },
        { key: 'a', points: 3, expire: later },
      ],
      monday,
    )
    expect(totals).toEqual(
      new Map([
        ['a', 5],
        ['b', 1],
      ]),
    )
    const kept = await world.db.selectFrom('rate_limit').select('key').orderBy('key').execute()
    expect(kept.map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('refuse together what each alone would allow', async () => {
    const shared = { env: { FILINGS_PER_HOUR: '3' }, config: { databaseUrl: 'postgres://shared' } }
    const [one, other] = [siteOn(world, shared), siteOn(world, shared)]
    const status = async (site: typeof one, key: number) =>
      (await site.json('/api/v1/complaints', complaint(key))).status
    expect([await status(one, 1), await status(one, 2)]).toEqual([201, 201])
    await rest(1100)
    expect(await status(one, 3)).toBe(201)
    await rest(100)
    expect(await status(other, 4)).toBe(201)
    await rest(100)
    expect(await status(other, 5)).toBe(429)
  })
})

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
