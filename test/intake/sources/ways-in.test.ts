import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { fetchSources } from '../../../src/intake/sources/fetch-sources.ts'
import { politeGet } from '../../../src/intake/sources/polite-get.ts'
import { raiseSilence } from '../../../src/intake/sources/raise-silence.ts'
import { watchFolder } from '../../../src/intake/sources/watch-folder.ts'
import { contextOf, monday, useWorld } from '../../support/world.ts'

const world = await useWorld()
const { db } = world
const recall = (number: string) =>
  JSON.stringify([
    {
      RecallID: 1,
      RecallNumber: number,
      RecallDate: '2026-11-10',
      Title: 'Lamps Recalled',
      Hazards: [{ Name: 'Fire' }],
    },
  ])
const runs = () => db.selectFrom('source_run').selectAll().orderBy('id').execute()
const job = { actor: { kind: 'job', name: 'test' } } as const

describe('the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const drop = (source: string, name: string, text: string, age_s = 60) => {
    mkdirSync(join(folder, source), { recursive: true })
    writeFileSync(join(folder, source, name), text)
    const at = new Date(monday.getTime() - age_s * 1000)
    utimesSync(join(folder, source, name), at, at)
  }
  const watch = () => watchFolder(contextOf(world, job), folder)

  test('reads what was dropped and moves it to done; what cannot be read to failed, with a run that says why', async () => {
    drop('cpsc', 'new.json', recall('27-901'))
    drop('cpsc', 'broken.json', '<html>Access denied</html>')
    expect(await watch()).toBe(2)
    expect(readdirSync(join(folder, 'cpsc/done'))).toEqual([expect.stringContaining('new.json')])
    expect(readdirSync(join(folder, 'cpsc/failed'))).toEqual([expect.stringContaining('broken.json')])
    expect((await runs()).map(({ way, status }) => [way, status])).toEqual([
      ['folder', 'failed'],
      ['folder', 'ok'],
    ])
    expect(await watch()).toBe(0)
  })

  test('leaves alone what is still being written, hidden files, links and folders', async () => {
    drop('cpsc', 'late.json', recall('27-902'), 0)
    drop('cpsc', '.hidden', 'x')
    drop('cpsc', 'half.json.part', 'x')
    symlinkSync('/etc/hostname', join(folder, 'cpsc', 'link.json'))
    expect(await watch()).toBe(0)
  })
})

describe('fetching', () => {
  let answer: (asked: IncomingMessage, reply: ServerResponse) => void = () => {}
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, reply) => {
    if (request.url === '/robots.txt') {
      reply.end('User-agent: *\nDisallow: /forbidden')
      return
    }
    asked.push({ path: request.url ?? '', headers: request.headers })
    answer(request, reply)
  })
  const listening = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => server.close())

  async function fetching(path: string, now = monday, hosts = ['127.0.0.1']) {
    await listening
    const { port } = server.address() as AddressInfo
    const plan = {
      id: 'cpsc',
      silent_after_days: 20,
      fetch: {
        enabled: true,
        every_hours: 24,
        increment: true,
        since_days: 14,
        addresses: [`http://127.0.0.1:${port}${path}`],
      },
    }
    const city = {
      ...world.city,
      sourcePlans: { agent: 'QualitySentinel/1 (test; duty@example.org)', hosts, sources: [plan] },
    }
    return fetchSources({ ...contextOf(world, { ...job, now }), city, anyAddress: true })
  }
  const later = (hours: number) => new Date(monday.getTime() + hours * 3_600_000)
  beforeEach(() => {
    asked.length = 0
  })

  test('asks under its own name for what is new, then only whether it changed', async () => {
    answer = (request, reply) => {
      if (request.headers['if-none-match'] === '"v1"') reply.writeHead(304).end()
      else reply.writeHead(200, { ETag: '"v1"', 'Content-Type': 'application/json' }).end(recall('27-911'))
    }
    expect(await fetching('/recalls?since={since}')).toBe(1)
    expect(asked[0]?.path).toBe('/recalls?since=2026-11-02')
    expect(asked[0]?.headers['user-agent']).toContain('duty@example.org')
    expect((await runs()).at(-1)).toMatchObject({ way: 'fetch', status: 'ok', new: 1 })
    // Not due again before its time.
    expect(await fetching('/recalls?since={since}', later(23))).toBe(0)
    expect(await fetching('/recalls?since={since}', later(25))).toBe(1)
    expect((await runs()).at(-1)).toMatchObject({ status: 'not_modified', seen: 0, error: null })
  })

  test('a failure is not "nothing new": it says why and waits longer each time, or as long as it is told', async () => {
    answer = (_, reply) => reply.writeHead(503, { 'Retry-After': '7200' }).end()
    await fetching('/down')
    expect((await runs()).at(-1)).toMatchObject({ status: 'failed', error: expect.stringContaining('503') })
    expect(await fetching('/down', later(1))).toBe(0)
    expect(await fetching('/down', later(2.1))).toBe(1)
    const row = await db
      .selectFrom('source_address')
      .selectAll()
      .where('url', 'like', '%/down')
      .executeTakeFirstOrThrow()
    expect(row.failures).toBe(2)
  })

  test('what robots.txt forbids is not asked for', async () => {
    await fetching('/forbidden/list')
    expect(asked).toEqual([])
    expect((await runs()).at(-1)?.error).toContain('robots.txt')
  })

  test('a redirect to a host that is not on the list is not followed', async () => {
    answer = (_, reply) => reply.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data' }).end()
    await fetching('/away')
    expect((await runs()).at(-1)?.error).toContain('not among the hosts')
  })

  test('private addresses and plain http are refused outside development; too much is cut off', async () => {
    const { port } = server.address() as AddressInfo
    const one = { agent: 'x', etag: null, lastModified: null, hosts: ['127.0.0.1', 'localhost', '169.254.169.254'] }
    await expect(politeGet({ ...one, url: `http://127.0.0.1:${port}/`, anyAddress: false })).rejects.toThrow(
      'only https',
    )
    await expect(politeGet({ ...one, url: 'https://169.254.169.254/', anyAddress: false })).rejects.toThrow(
      'not a public address',
    )
    await expect(politeGet({ ...one, url: `https://localhost:${port}/`, anyAddress: false })).rejects.toThrow(
      'not a public address',
    )
    answer = (_, reply) => reply.end('x'.repeat(2_000))
    await expect(
      politeGet({ ...one, url: `http://127.0.0.1:${port}/big`, anyAddress: true, bytesMax: 1_000 }),
    ).rejects.toThrow('over')
  })

  test('shipped, the city fetches nothing', async () => {
    expect(world.city.sourcePlans.sources.filter(({ fetch }) => fetch?.enabled)).toEqual([])
    expect(await fetchSources({ ...contextOf(world, job), anyAddress: false })).toBe(0)
  })
})

describe('the alarm on silence', () => {
  test('is raised once, told to the office by letter, and ends when the source tells something again', async () => {
    await db.deleteFrom('source_run').where('source', '=', 'samr').execute()
    const at = (days: number) => new Date(monday.getTime() - days * 86_400_000)
    const run = {
      source: 'samr',
      way: 'command' as const,
      actor: 'operator',
      raw_sha256: null,
      status: 'ok' as const,
      seen: 1,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      drift: [],
      error: null,
    }
    await db
      .insertInto('source_run')
      .values([
        { ...run, new: 1, started_at: at(20), ended_at: at(20) },
        { ...run, new: 0, unchanged: 1, started_at: at(1), ended_at: at(1) },
      ])
      .execute()
    const silences = () => db.selectFrom('source_silence').selectAll().where('source', '=', 'samr').execute()
    await raiseSilence(contextOf(world, job))
    await raiseSilence(contextOf(world, job))
    expect(await silences()).toMatchObject([{ source: 'samr', last_at: at(20), ended_at: null }])
    const letters = await db.selectFrom('letter').selectAll().where('what', '=', 'source:samr').execute()
    expect(letters).toHaveLength(1)
    expect(letters[0]?.body).toContain('14 天')
    await db
      .insertInto('source_run')
      .values({ ...run, new: 2, started_at: monday, ended_at: monday })
      .execute()
    await raiseSilence(contextOf(world, job))
    expect(await silences()).toMatchObject([{ ended_at: monday }])
    // A source that was never used is not expected to speak.
    expect(await db.selectFrom('source_silence').selectAll().where('source', '=', 'accc').execute()).toEqual([])
  })
})
