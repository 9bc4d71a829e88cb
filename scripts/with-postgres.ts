import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { postgresBinaries, startPostgres } from './throwaway-postgres.ts'

/**
 * Runs a command with DATABASE_URL pointing at a new PostgreSQL, and throws that away afterwards, also when told to stop.
 * Exits with the command's code; 3 when PostgreSQL is not installed.
 */
const [command, ...given] = process.argv.slice(2)
if (!command) throw new Error('usage: node scripts/with-postgres.ts COMMAND [ARGUMENT …]')

const binaries = postgresBinaries()
if (binaries === null) {
  console.error('没有找到 PostgreSQL 服务端（例如 apt-get install postgresql）。')
  console.error('No PostgreSQL server was found; install one, for example: apt-get install postgresql')
  process.exit(3)
}

let child: ChildProcess | null = null
let told: NodeJS.Signals | null = null
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    told = signal
    child?.kill(signal)
  })
}

const postgres = await startPostgres(binaries)
const code = told === null ? await run(command, given) : 1
await postgres.stop()
process.exit(code)

async function run(command: string, given: string[]): Promise<number> {
  const env = { ...process.env, DATABASE_URL: postgres.url, SECRET_KEY: randomBytes(32).toString('hex') }
  child = spawn(command, given, { stdio: 'inherit', env })
  try {
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  } catch (error) {
    console.error(`${command}: ${error}`)
    return 127
  }
}
