import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'

/** A PostgreSQL of our own: where to reach it, where its programs are, and how to end it. */
export type ThrowawayPostgres = { url: string; binaries: string; stop: () => Promise<void> }

/** The locales whose character classes know Chinese; under plain C, trigram search finds nothing in it. */
const locales = ['C.UTF-8', 'en_US.UTF-8']

/** The folder with initdb and postgres, the newest version first; null when PostgreSQL's server is not installed. */
export function postgresBinaries(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/**
 * Starts a new, empty cluster that waits for the disk like a real one, reachable on loopback and a socket of its own.
 * PostgreSQL refuses to run as root, so root hands it to the user `postgres` or `nobody`.
 */
export async function startPostgres(binaries: string): Promise<ThrowawayPostgres> {
  const owner = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-pg-'))
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(join(folder, 'cluster'), { mode: 0o700 })
  for (const path of [folder, passwordFile, join(folder, 'cluster')]) if (owner) chownSync(path, owner.uid, owner.gid)
  initialise(join(binaries, 'initdb'), join(folder, 'cluster'), passwordFile, owner)

  const port = await freePort()
  const settings = [
    `listen_addresses=127.0.0.1`,
    `unix_socket_directories=${folder}`,
    'fsync=on',
    'max_connections=200',
    // What a server of four gigabytes is advised to have; the 128 MB of a new cluster hold less than what one desk reads,
    // and its log of 80 MB is soon made anew, which stops every commit for 100 ms.
    'shared_buffers=1GB',
    'min_wal_size=1GB',
    'max_wal_size=4GB',
  ]
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', join(folder, 'cluster'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...owner },
  )
  let log = ''
  server.stderr.on('data', (chunk) => {
    log = (log + chunk).slice(-4000)
  })
  const ended = once(server, 'exit')
  const stop = async () => {
    // Fast shutdown: sessions are cut, files are left whole.
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const address = `postgres://sentinel:${password}@127.0.0.1:${port}`
  await createDatabase(address, () => server.exitCode === null).catch(async (error: unknown) => {
    await stop()
    throw new Error(`PostgreSQL did not start: ${error}\n${log}`)
  })
  return { url: `${address}/sentinel`, binaries, stop }
}

type User = { uid: number; gid: number }

function unprivilegedUser(): User | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody"')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function initialise(initdb: string, cluster: string, passwordFile: string, owner: User | null): void {
  const faults: string[] = []
  for (const locale of locales) {
    const access = ['-U', 'sentinel', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const options = ['-D', cluster, '--no-sync', '-E', 'UTF8', `--locale=${locale}`, ...access]
    const run = spawnSync(initdb, options, { cwd: cluster, encoding: 'utf8', ...owner })
    if (run.status === 0) return
    faults.push(run.stderr)
  }
  throw new Error(`initdb failed:\n${faults.join('\n')}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function createDatabase(address: string, running: () => boolean): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client(`${address}/postgres`)
    try {
      await client.connect()
      await client.query('create database sentinel')
      return
    } catch (error) {
      if (attempt === 100 || !running()) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await client.end()
    }
  }
}
