import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { useServerDatabase } from '../support/database.ts'
import { startServer } from '../support/running-server.ts'
import { filingFaults } from '../support/whole-filings.ts'

const folder = mkdtempSync(join(tmpdir(), 'sentinel-drain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = await useServerDatabase(folder)

const key = 'told-to-stop-while-a-filing-arrives'
const filing = JSON.stringify({
  text: '上个月装修好的房间味道刺鼻，孩子住了几天就咳嗽，检测说甲醛超标三倍。',
  kind: 'complaint',
  contact: { email: 'parent@example.com' },
  submission_key: key,
})

test('a server told to stop answers the filing that is still arriving, then ends without losing a letter', {
  timeout: 120_000,
}, async () => {
  const server = await startServer({
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('hex'),
    ...database.settings,
  })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(filing) }
  const arriving = request(`${server.url}/api/v1/complaints`, { method: 'POST', headers })
  const answered = once(arriving, 'response')
  arriving.write(filing.slice(0, 20))
  await pause(200)

  const ended = server.end('SIGTERM')
  await expect
    .poll(
      () =>
        fetch(server.url).then(
          () => 'open',
          () => 'closed',
        ),
      { timeout: 5_000 },
    )
    .toBe('closed')
  arriving.end(filing.slice(20))
  const [response] = (await answered) as [IncomingMessage]
  const { receipt } = JSON.parse(await text(response)) as { receipt: string }

  expect(response.statusCode).toBe(201)
  expect(await ended).toBe(0)
  const opened = await database.open()
  expect(await filingFaults(opened.db, [{ key, receipt, email: 'parent@example.com' }])).toEqual([])
  const letters = await opened.db.selectFrom('letter').select(['id', 'sent_at']).execute()
  await opened.close()
  const sent = letters.filter(({ sent_at }) => sent_at !== null).map(({ id }) => `${id}.eml`)
  expect(outbox().toSorted()).toEqual(sent.toSorted())
})

test('a server started by npm ends when npm is told to stop, and leaves nobody behind who holds the port', {
  timeout: 120_000,
}, async () => {
  const settings = { DATA_DIR: folder, SECRET_KEY: randomBytes(32).toString('hex'), ...database.settings }
  const server = await startServer(settings, ['npm', 'start'])
  onTestFinished(() => {
    if (isAlive(server.pid)) process.kill(server.pid, 'SIGKILL')
  })

  await server.end('SIGTERM')
  await expect.poll(() => isAlive(server.pid), { timeout: 30_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function outbox(): string[] {
  try {
    return readdirSync(join(folder, 'outbox'))
  } catch {
    return []
  }
}
