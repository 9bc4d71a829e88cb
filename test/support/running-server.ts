import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../src/project-root.ts'

/** The real program in a process of its own, to be loaded over HTTP and ended from outside. */
export type RunningServer = { url: string; pid: number; end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null> }

/** Starts `scripts/start.ts`, or it through another command, on a free port with these settings; waits until it is ready. */
export async function startServer(
  settings: Record<string, string>,
  [program, ...given]: [string, ...string[]] = [process.execPath, 'scripts/start.ts'],
): Promise<RunningServer> {
  const child = spawn(program, given, {
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
  const { port, pid } = await readyLineOf(child)
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    end: async (signal) => {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}

/** The server logs one line of JSON each; the one called `ready` names the process and its port. A worker alone has none. */
async function readyLineOf(child: ChildProcess): Promise<{ port: number; pid: number }> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  if (!child.stdout) throw new Error('no stdout')
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve({ port: 0, ...(JSON.parse(line) as { port?: number; pid: number }) })
      else if (!line.startsWith('{"level":30')) said += `${line}\n`
    })
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended (${code ?? signal}) before it was ready:\n${said}`)),
    )
  })
}
