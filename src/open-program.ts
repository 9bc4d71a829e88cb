import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { serve } from '@hono/node-server'
import { type Logger, pino } from 'pino'
import { makeDemoAccounts } from './accounts/make-demo-accounts.ts'
import { deliverLetter } from './alerts/deliver-letter.ts'
import { openMailer } from './alerts/mailer.ts'
import type { Config } from './config.ts'
import type { Actor, World } from './context.ts'
import { applySchema } from './db/apply-schema.ts'
import { openEmbedded, openPostgres } from './db/open.ts'
import { openFilingLine } from './intake/filing-line.ts'
import { openQueue } from './jobs/queue.ts'
import { projectRoot } from './project-root.ts'
import { loadCity } from './reference/load-city.ts'
import { loadModel } from './triage/load-model.ts'
import { createApp } from './web/app.tsx'

export type Program = { world: World; port: number | null; close: () => Promise<void> }

const now = () => new Date()

/** Opens everything this process was told to be — web, worker or both — and closes it in reverse, draining what is under way. */
export async function openProgram(config: Config): Promise<Program> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] })
  const cityFolder = isAbsolute(config.city) ? config.city : join(projectRoot, config.city)
  const city = loadCity(cityFolder)
  const model = loadModel(cityFolder)
  const opened = config.databaseUrl
    ? openPostgres(config.databaseUrl, config.databasePool)
    : await openEmbedded(config.dataDir)
  await applySchema(opened.db, now())
  const queue = await openQueue(opened, config.worker, (error) => log.error({ err: error }, 'job queue'))
  const ground = { db: opened.db, queue, city, model, secret: secretOf(config), publicUrl: config.publicUrl }
  const world: World = { ...ground, filings: openFilingLine(ground) }
  await welcome(world, config)
  const mailer = openMailer(config)
  if (config.worker) await work(world, queue, mailer)
  const server = config.web ? await listen(world, config, log) : null
  log.info({ port: server?.port, engine: opened.engine, web: config.web, worker: config.worker }, 'ready')
  return {
    world,
    port: server?.port ?? null,
    close: async () => {
      await server?.close()
      await world.filings.drained()
      await queue.close()
      mailer.close()
      await opened.close()
      log.info('closed')
    },
  }
}

/** Without a configured key the embedded database gets one of its own, kept beside it. */
function secretOf(config: Config): string {
  if (config.secretKey !== null) return config.secretKey
  const file = join(config.dataDir, 'secret.key')
  mkdirSync(config.dataDir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** The first start of a demo prints its accounts, once. */
async function welcome(world: World, config: Config): Promise<void> {
  if (config.production) return
  const made = await makeDemoAccounts({ ...world, actor: { kind: 'operator' }, now: now() })
  if (made.length === 0) return
  console.log('演示账号，只显示这一次 Demo accounts, shown this once:')
  console.table(made)
}

function work(
  world: World,
  queue: Awaited<ReturnType<typeof openQueue>>,
  mailer: ReturnType<typeof openMailer>,
): Promise<void> {
  const as = (name: string) => ({ ...world, mailer, actor: { kind: 'job', name } satisfies Actor, now: now() })
  return queue.work({
    'deliver-letter': (payload) => deliverLetter(as('deliver-letter'), payload),
    'announce-warning': async () => {},
  })
}

async function listen(
  world: World,
  config: Config,
  log: Logger,
): Promise<{ port: number; close: () => Promise<void> }> {
  const app = createApp({ world, config, now, log })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
      resolve({ port, close: () => new Promise((done) => server.close(() => done())) })
    })
    server.on('error', reject)
  })
}
