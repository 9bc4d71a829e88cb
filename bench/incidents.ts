import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { postgresBinaries, startPostgres } from '../scripts/throwaway-postgres.ts'
import { placeAmong } from '../src/cases/incidents/place-among.ts'
import { applySchema } from '../src/db/apply-schema.ts'
import { type Db, openPostgres } from '../src/db/open.ts'
import { blockKeysOf } from '../src/triage/incidents/block-keys.ts'
import type { IncidentModel } from '../src/triage/incidents/incident-model.ts'
import { loadIncidentModel } from '../src/triage/incidents/load-incident-model.ts'
import { type ComparedReport, portraitOf } from '../src/triage/incidents/portrait.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

const BATCH = 1000
const SEARCHES = 400
const WARM_UP = 50
/** One report in twenty repeats an event of the last few hundred in the words of a neighbour. */
const NEIGHBOURS = 20

/**
 * `npm run bench -- incidents [--reports=100000]`: how long it takes to find the group of a new report among open ones on PostgreSQL:
 * keys, search, reading and comparing the candidates. One JSON line. Exits with 3 when PostgreSQL is not installed.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { reports: { type: 'string', default: '100000' } } })
  const reports = Number(values.reports)
  const binaries = postgresBinaries()
  if (binaries === null) {
    console.error(
      '没有找到 PostgreSQL 服务端 / No PostgreSQL server was found; install one: apt-get install postgresql',
    )
    process.exit(3)
  }
  const model = loadIncidentModel(process.env.CITY ?? 'city/shenzhen')
  const postgres = await startPostgres(binaries)
  const opened = openPostgres(postgres.url, 4)
  try {
    await applySchema(opened.db, new Date())
    const filled = await fill(opened.db, reports, model)
    const searched = await search(opened.db, reports, model)
    console.log(JSON.stringify({ bench: 'incidents', reports, ...filled, ...searched }))
  } finally {
    await opened.close()
    await postgres.stop()
  }
}

async function fill(db: Db, reports: number, model: IncidentModel) {
  const started = performance.now()
  await sql`set synchronous_commit = off`.execute(db)
  for (let from = 0; from < reports; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, reports - from) }, (_, i) => reportOf(from + i + 1))
    await store(db, batch, model)
  }
  await sql`analyze report, case_file, incident_key, incident_member`.execute(db)
  const { rows } = await sql<{ keys: number; bytes: number }>`
    select count(*)::int8 as keys, pg_total_relation_size('incident_key')::int8 as bytes from incident_key`.execute(db)
  const seconds = (performance.now() - started) / 1000
  const size = rows[0] ?? { keys: 0, bytes: 0 }
  return {
    keys_per_report: round(size.keys / reports),
    key_bytes_per_report: Math.round(size.bytes / reports),
    filled_per_s: Math.round(reports / seconds),
  }
}

/** Reports, cases and keys as the sweep leaves them; every twentieth is in the incident of its neighbour. */
async function store(db: Db, batch: ComparedReport[], model: IncidentModel): Promise<void> {
  const rows = JSON.stringify(batch.map(({ receivedAt, ...one }) => ({ ...one, received_at: receivedAt })))
  const keys = batch.flatMap((one) => blockKeysOf(portraitOf(one, model)).map(({ key }) => ({ key, id: one.id })))
  await sql`insert into report (id, channel, content_hash, kind, title, text, respondent, place, anonymous, received_at)
    select id, 'web', id::text, 'complaint', title, text, respondent, place, true, received_at
      from json_to_recordset(${rows}) as r (id int8, title text, text text, respondent text, place text, received_at timestamptz)`.execute(
    db,
  )
  await sql`insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, danger, risk, title, opened_at)
    select id, id::text, 'handling', 'AMR', '{}', leaf, 'complaint', 0, 'low', title, received_at
      from json_to_recordset(${rows}) as r (id int8, title text, leaf text, received_at timestamptz)`.execute(db)
  await sql`insert into incident_key (key, report_id)
    select distinct key, id from unnest(${keys.map(({ key }) => key)}::int8[], ${keys.map(({ id }) => id)}::int8[]) as k (key, id)`.execute(
    db,
  )
  const pairs = batch.filter(({ id }) => id % NEIGHBOURS === 0 && neighbourOf(id) >= (batch[0]?.id ?? 0))
  if (pairs.length === 0) return
  const now = new Date()
  for (const { id } of pairs) {
    const incident = await db
      .insertInto('incident')
      .values({ title: String(id), opened_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('incident_member')
      .values(
        [id, neighbourOf(id)].map((report_id) => ({
          report_id,
          incident_id: incident.id,
          actor: 'job:bench',
          joined_at: now,
          because: [],
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function search(db: Db, reports: number, model: IncidentModel) {
  const times: number[] = []
  let [found, sought, cpu] = [0, 0, process.cpuUsage()]
  for (let n = 0; n < SEARCHES + WARM_UP; n += 1) {
    if (n === WARM_UP) cpu = process.cpuUsage()
    const id = reports + 1 + n
    // Half are new matters, half are neighbours of an event that is already there.
    const source = n % 2 === 0 ? id : Math.max(1, Math.floor((reports * (n + 1)) / (SEARCHES + WARM_UP + 1)))
    const report = { ...reportOf(source), id, title: `我也反映：${reportOf(source).title}` }
    const started = performance.now()
    const portrait = portraitOf(report, model)
    const placing = await placeAmong(db, portrait, blockKeysOf(portrait), model)
    if (n >= WARM_UP) times.push(performance.now() - started)
    if (n % 2 === 0) continue
    sought += 1
    if (placing.kind === 'join') found += 1
  }
  const used = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.floor(share * (times.length - 1))] ?? 0)
  return {
    searches: times.length,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    // What this process itself worked for one search; the rest of the time is PostgreSQL and other work on the machine.
    node_cpu_ms: round((used.user + used.system) / 1000 / times.length),
    load_average: round(loadavg()[0] ?? 0),
    found_again: round(found / sought),
  }
}

const neighbourOf = (id: number): number => Math.max(1, id - 1 - (id % 17))

const syllables = '育新苑百合谷锦绣龙珠海岸翠湖朗景御河名都金色云庭绿茵福泰和兴嘉宏远星辰桂月华荣盛安康宁悦澜峰'
const kinds = ['小区', '花园', '公寓', '大厦', '广场', '新村', '家园', '市场']

/** Some 100,000 different names of places, so that a place has a handful of reports as in a city of many years. */
function placeNamed(n: number): string {
  const syllable = (k: number) => syllables[k % syllables.length] ?? ''
  const name = [n, Math.floor(n / 7) + 3, Math.floor(n / 311) + 11]
    .map((k) => syllable(Math.imul(k + 1, 0x9e3779b1) >>> 8))
    .join('')
  return `${name}${kinds[(Math.imul(n + 7, 0x85ebca6b) >>> 9) % kinds.length]}`
}

function reportOf(n: number): ComparedReport {
  const event = n % NEIGHBOURS === 0 ? neighbourOf(n) : n
  const { text, respondent } = JSON.parse(syntheticComplaint(event)) as { text: string; respondent: string }
  const place = placeNamed(Math.imul(event, 0xc2b2ae35) >>> 12)
  const matter = text.split('，')[1] ?? text
  return {
    id: n,
    title: `${place}${matter}`.slice(0, 40),
    text: `${place}，${text}`,
    respondent,
    place,
    leaf: 'NONE',
    district: null,
    receivedAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000),
  }
}

const round = (value: number): number => Number(value.toPrecision(3))
