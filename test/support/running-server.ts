import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../src/project-root.ts'

/** The real program in a process of its own, to be loaded over HTTP and ended from outside. */
export type RunningServer = { url: string; pid: number; end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null> }

/** Starts `scripts/start.ts` on a free port with these settings, and waits until it says that it is ready. */
export async function startServer(settings: Record<string, string>): Promise<RunningServer> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      FILINGS_PER_HOUR: '1000000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  onTestFinished(() => void child.kill('SIGKILL'))
  const port = await portOf(child)
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    end: async (signal) => {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}

/** The server logs one line of JSON each; the one called `ready` names the port. A worker alone has none. */
async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  if (!child.stdout) throw new Error('no stdout')
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve((JSON.parse(line) as { port?: number }).port ?? 0)
      else if (!line.startsWith('{"level":30')) said += `${line}\n`
    })
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended (${code ?? signal}) before it was ready:\n${said}`)),
    )
  })
}
