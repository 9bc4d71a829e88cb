import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../src/project-root.ts'

/** A throwaway cluster runs this same program again with DATABASE_URL set. */
export function rerunOnPostgres(bench: string, options: string[]): Promise<void> {
  const again = ['scripts/with-postgres.ts', process.execPath, 'scripts/run.ts', 'bench/bench.ts', bench, ...options]
  const child = spawn(process.execPath, again, { cwd: projectRoot, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      process.exitCode = code ?? 1
      resolve()
    })
  })
}

export type BenchServer = { port: number; stop: () => Promise<void> }

/** One web process of ours on a database, answering when it is ready; null for a database of its own, embedded. */
export async function startServer(port: number, databaseUrl: string | null): Promise<BenchServer> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...(databaseUrl === null ? { DATA_DIR: await mkdtemp(join(tmpdir(), 'bench-')), DATABASE_URL: '' } : {}),
      NODE_ENV: 'production',
      ROLE: 'web',
      PORT: String(port),
      HOST: '127.0.0.1',
      SECRET_KEY: 'bench'.repeat(8),
      FILINGS_PER_HOUR: '100000000',
      LOG_LEVEL: 'error',
    },
  })
  for (let tries = 0; tries < 300; tries++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready)
      return { port, stop: () => new Promise((resolve) => child.once('exit', () => resolve()).kill('SIGTERM')) }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error('the server did not become ready')
}
