import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { pino } from 'pino'
import { readVaultKeys } from './accounts/identity-vault.ts'
import { makeFirstAdministrator } from './accounts/make-first-administrator.ts'
import { rewrapSecrets } from './accounts/rewrap-secrets.ts'
import { type SealHorizon, sealAudit } from './accounts/seal-audit.ts'
import { announceWarning } from './alerts/announce-warning.ts'
import { rewrapContacts } from './alerts/hits/rewrap-contacts.ts'
import { deliverLetter } from './alerts/letters/deliver-letter.ts'
import { openMailer } from './alerts/letters/mailer.ts'
import { queueLetters } from './alerts/letters/queue-letters.ts'
import { linkFirms } from './alerts/links/link-firms.ts'
import { linkNewReports } from './alerts/links/link-new-reports.ts'
import { linkNotice } from './alerts/links/link-notice.ts'
import { tellClosing } from './alerts/measures/tell-closing.ts'
import { weighMeasures } from './alerts/measures/weigh-measures.ts'
import { noticeSilences } from './alerts/network/notice-silences.ts'
import { assessNotice } from './alerts/notices/assess-notice.ts'
import { callLateReports } from './alerts/recalls/call-late-reports.ts'
import { callSoldAfter } from './alerts/recalls/call-sold-after.ts'
import { callLateTasks } from './alerts/response/call-late-tasks.ts'
import { chaseReviewers } from './alerts/reviews/chase-reviewers.ts'
import { sendDigests } from './alerts/subscriptions/send-digests.ts'
import { escalateReceipts } from './alerts/warnings/escalate-receipts.ts'
import { expireWarnings } from './alerts/warnings/expire-warnings.ts'
import { watchCity } from './alerts/watch/watch-city.ts'
import { lapseSupplements } from './cases/clocks/lapse-supplements.ts'
import { recountClocks } from './cases/clocks/recount-clocks.ts'
import { eraseOldIdentities } from './cases/identity/erase-old-identities.ts'
import { rewrapIdentities } from './cases/identity/rewrap-identities.ts'
import { addSearchWords } from './cases/inbox/add-search-words.ts'
import { groupNewReports } from './cases/incidents/group-new-reports.ts'
import { escalateReminders } from './cases/reminders/escalate-reminders.ts'
import { forecastLateness } from './cases/reminders/forecast-lateness.ts'
import { remindDeadlines } from './cases/reminders/remind-deadlines.ts'
import type { Config } from './config.ts'
import type { Actor, World } from './context.ts'
import { applySchema } from './db/apply-schema.ts'
import { type OpenedDatabase, openEmbedded, openPostgres } from './db/open.ts'
import { matchCases } from './enterprises/cases/match-cases.ts'
import { registerCreditRules } from './enterprises/grade/register-credit-rules.ts'
import { regradeFirms } from './enterprises/grade/regrade-firms.ts'
import { tryCreditRules } from './enterprises/grade/try-credit-rules.ts'
import { escalateRequestReminders } from './enterprises/requests/escalate-request-reminders.ts'
import { remindRequests } from './enterprises/requests/remind-requests.ts'
import { countCommonKeys } from './enterprises/search/count-common-keys.ts'
import { purgeQueries } from './enterprises/search/purge-queries.ts'
import { openFilingLine } from './intake/filing-line.ts'
import { fetchSources } from './intake/sources/fetch-sources.ts'
import { raiseSilence } from './intake/sources/raise-silence.ts'
import { watchFolder } from './intake/sources/watch-folder.ts'
import { type OpenedQueue, openQueue } from './jobs/queue.ts'
import { openRounds, type Round } from './jobs/rounds.ts'
import { buildChallenger } from './learning/build-challenger.ts'
import { measureWeeks } from './learning/measure-weeks.ts'
import { type ModelInForce, openModelInForce } from './learning/model-in-force.ts'
import { asSeed } from './learning/model-versions.ts'
import { registerSeed } from './learning/register-seed.ts'
import { replayChallenger } from './learning/replay-challenger.ts'
import { loadDemo } from './load-demo.ts'
import { projectRoot } from './project-root.ts'
import { loadCity } from './reference/load-city.ts'
import { loadNoticeRules, type NoticeRules } from './reference/notice-rules.ts'
import { loadTradeCodes } from './reference/trade-codes.ts'
import { serveApp } from './serve-app.ts'
import type { IncidentModel } from './triage/incidents/incident-model.ts'
import { loadIncidentModel } from './triage/incidents/load-incident-model.ts'
import { loadModel } from './triage/load-model.ts'
import { triage } from './triage/triage.ts'
import { createApp } from './web/app.tsx'
import { deliverWebhook } from './webhooks/deliver-webhook.ts'
import { purgeDeliveries } from './webhooks/purge-deliveries.ts'
import { queueWebhooks } from './webhooks/queue-webhooks.ts'

export type Program = {
  world: World
  port: number | null
  /** Waits until what was taken in is grouped, linked and told of; false when that takes longer than `seconds`. */
  settled: (seconds: number) => Promise<boolean>
  close: () => Promise<void>
}

const now = () => new Date()

/** Opens everything this process was told to be — web, worker or both — and closes it in reverse, draining what is under way. */
export async function openProgram(config: Config): Promise<Program> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] })
  const cityFolder = isAbsolute(config.city) ? config.city : join(projectRoot, config.city)
  const city = loadCity(cityFolder)
  const opened = await openDatabase(config)
  const inForce = await openModel(opened.db, cityFolder)
  const queue = await openQueue(opened, config.worker, (error) => log.error({ err: error }, 'job queue'))
  const world = openWorld(config, { db: opened.db, queue, city, codes: loadTradeCodes(cityFolder) }, inForce)
  await greet(world, config, cityFolder)
  const mailer = openMailer(config)
  const following: Round = { everyMs: 2000, run: inForce.follow }
  const own = config.worker ? await startWork(world, config, { queue, mailer, cityFolder }) : []
  if (config.web) readOnce(world)
  const rounds = openRounds([following, ...own], (error) => log.error({ err: error }, 'round'))
  const server = config.web ? await serveApp(createApp({ world, config, now, log }).fetch, config) : null
  log.info({ port: server?.port, engine: opened.engine, web: config.web, worker: config.worker }, 'ready')
  return {
    world,
    port: server?.port ?? null,
    settled: async (seconds) => (await rounds.finished(seconds)) && queue.settled(seconds),
    close: async () => {
      await server?.close()
      await world.filings.drained()
      await rounds.close()
      await queue.close()
      mailer.close()
      await opened.close()
      log.info('closed')
    },
  }
}

async function openDatabase(config: Config): Promise<OpenedDatabase> {
  const opened = config.databaseUrl
    ? openPostgres(config.databaseUrl, config.databasePool)
    : await openEmbedded(config.dataDir)
  await applySchema(opened.db, now())
  return opened
}

type Found = Pick<World, 'db' | 'queue' | 'city' | 'codes'>

function openWorld(config: Config, found: Found, inForce: ModelInForce): World {
  const secret = secretOf(config)
  const ground = { ...found, secret, vault: readVaultKeys(config.vaultKeys, secret), publicUrl: config.publicUrl }
  return worldOn({ ...ground, filings: openFilingLine(ground) }, inForce)
}

type Hands = { queue: OpenedQueue; mailer: ReturnType<typeof openMailer>; cityFolder: string }

/** A worker moves what a new holiday notice makes earlier and begins to take jobs; answers the rounds that it goes. */
async function startWork(world: World, config: Config, { queue, mailer, cityFolder }: Hands): Promise<Round[]> {
  const rules = loadNoticeRules(cityFolder)
  await recount(world)
  await work(world, queue, mailer, rules, !config.production)
  return [...roundsOf(world, loadIncidentModel(cityFolder), rules), ...sourceRounds(world, config)]
}

/** The model that this city ships is entered as the seed of those that learn here; the champion among them is in force. */
async function openModel(db: World['db'], cityFolder: string): Promise<ModelInForce> {
  const seed = asSeed(loadModel(cityFolder))
  await registerSeed({ db, model: seed, now: now() })
  return openModelInForce(db, seed)
}

/** Dictionary and tables are built at the first text: a third of a second that nobody who files or searches is to wait for. */
const readOnce = (world: World) => triage({ title: '', text: '电梯' }, world)

/** The champion may change while the program runs, so each context asks for the model anew. */
function worldOn(ground: Omit<World, 'model'>, inForce: ModelInForce): World {
  return {
    ...ground,
    get model() {
      return inForce.current()
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

/** The rules of the grade are entered by whoever starts. An import or a worker greets nobody: only who serves pages makes accounts. */
async function greet(world: World, config: Config, cityFolder: string): Promise<void> {
  await registerCreditRules({ ...world, actor: { kind: 'operator' }, now: now() })
  if (config.web) await (config.production ? appoint(world, config) : welcome(world, cityFolder))
}

/** The first start of a demo prints its accounts, once. */
async function welcome(world: World, cityFolder: string): Promise<void> {
  const made = await loadDemo({ ...world, actor: { kind: 'operator' }, now: now() }, cityFolder)
  if (made.length === 0) return
  console.log('演示账号，只显示这一次 Demo accounts, shown this once:')
  console.table(made)
}

/** In production nobody has a known password: the operator sets the first administrator's, who opens the other accounts. */
async function appoint(world: World, { adminPassword: password }: Config): Promise<void> {
  if (password === null) return
  await makeFirstAdministrator({ ...world, actor: { kind: 'operator' }, now: now() }, { password })
}

/** What a worker finds by looking. Identities under an older vault key come under the current one; old ones are erased. */
function roundsOf(world: World, incidents: IncidentModel, rules: NoticeRules): Round[] {
  const as = (name: string) => ({ ...world, actor: { kind: 'job', name } satisfies Actor, now: now() })
  const minute = 60_000
  const hour = 60 * minute
  return [
    { everyMs: 1000, run: () => queueLetters(world) },
    { everyMs: 2000, run: () => addSearchWords(as('add-search-words')) },
    { everyMs: 1000, run: () => queueWebhooks({ ...world, now: now() }) },
    { everyMs: 30_000, run: () => measureWeeks(as('measure-weeks')) },
    { everyMs: 5000, run: () => groupNewReports({ ...as('group-new-reports'), incidents }) },
    { everyMs: 5000, run: () => linkNewReports(as('link-reports')) },
    { everyMs: 5000, run: () => watchCity(as('watch-city')) },
    { everyMs: 5000, run: sealing(world) },
    { everyMs: minute, run: () => remindDeadlines(as('remind-deadlines')) },
    { everyMs: minute, run: () => escalateReminders(as('escalate-reminders')) },
    { everyMs: minute, run: () => callLateTasks(as('call-late-tasks')) },
    { everyMs: minute, run: () => callLateReports(as('call-late-reports')) },
    { everyMs: 5000, run: () => callSoldAfter(as('call-sold-after')) },
    { everyMs: minute, run: () => noticeSilences(as('notice-silences')) },
    { everyMs: minute, run: () => lapseSupplements(as('lapse-supplements')) },
    { everyMs: minute, run: () => forecastLateness(as('forecast-lateness')) },
    { everyMs: 5000, run: () => matchCases(as('match-cases')) },
    { everyMs: 2000, run: () => regradeFirms(as('regrade-firms')) },
    { everyMs: minute, run: () => remindRequests(as('remind-requests')) },
    { everyMs: minute, run: () => escalateRequestReminders(as('escalate-request-reminders')) },
    { everyMs: 5000, run: () => tryCreditRules(as('try-credit-rules')) },
    { everyMs: hour, run: () => countCommonKeys(as('count-common-keys')) },
    { everyMs: minute, run: () => weighMeasures({ ...as('weigh-measures'), rules }) },
    { everyMs: minute, run: () => tellClosing(as('tell-closing')) },
    { everyMs: minute, run: () => sendDigests(as('send-digests')) },
    { everyMs: minute, run: () => chaseReviewers(as('chase-reviewers')) },
    { everyMs: hour, run: () => purgeQueries(as('purge-queries')) },
    { everyMs: minute, run: () => expireWarnings(as('expire-warnings')) },
    { everyMs: minute, run: () => escalateReceipts(as('escalate-receipts')) },
    { everyMs: hour, run: () => eraseOldIdentities(as('erase-old-identities')) },
    { everyMs: hour, run: () => rewrapIdentities(world) },
    { everyMs: hour, run: () => rewrapContacts(world) },
    { everyMs: hour, run: () => rewrapSecrets(world) },
    { everyMs: hour, run: () => purgeDeliveries({ ...world, now: now() }) },
  ]
}

/** What comes by itself: files dropped into the folder, addresses that the city lets be fetched; and who has gone silent. */
function sourceRounds(world: World, { inboxDir }: Config): Round[] {
  const as = (name: string) => ({ ...world, actor: { kind: 'job', name } satisfies Actor, now: now() })
  return [
    { everyMs: 5000, run: () => watchFolder(as('watch-folder'), inboxDir) },
    { everyMs: 60_000, run: () => fetchSources({ ...as('fetch-sources'), anyAddress: false }) },
    { everyMs: 3_600_000, run: () => raiseSilence(as('raise-silence')) },
  ]
}

/** A holiday notice that was put into the city's calendar since the last start moves what it makes earlier. */
async function recount(world: World): Promise<void> {
  await recountClocks({ ...world, actor: { kind: 'job', name: 'recount-clocks' }, now: now() })
}

/** Seals what the look before this one saw, so that nothing still being written is passed over. */
function sealing({ db }: World): () => Promise<number> {
  let horizon: SealHorizon | null = null
  return async () => {
    const sealed = await sealAudit({ db, now: now() }, horizon)
    horizon = sealed.horizon
    return sealed.rows
  }
}

function work(
  world: World,
  queue: OpenedQueue,
  mailer: ReturnType<typeof openMailer>,
  rules: NoticeRules,
  anyAddress: boolean,
): Promise<void> {
  const as = (name: string) => ({ ...world, mailer, actor: { kind: 'job', name } satisfies Actor, now: now() })
  return queue.work({
    'deliver-letter': (payload) => deliverLetter(as('deliver-letter'), payload),
    'assess-notice': (payload) => assessNotice({ ...as('assess-notice'), rules }, payload),
    'link-notice': async (payload) => {
      await linkNotice(as('link-notice'), payload)
      await linkFirms(as('link-notice'), payload)
    },
    'announce-warning': (payload) => announceWarning(as('announce-warning'), payload),
    'deliver-webhook': (payload) => deliverWebhook({ ...as('deliver-webhook'), anyAddress }, payload),
    'build-challenger': (payload) => buildChallenger(as('build-challenger'), payload),
    'replay-challenger': (payload) => replayChallenger(as('replay-challenger'), payload),
  })
}
