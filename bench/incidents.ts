import { existsSync, readFileSync } from 'node:fs'
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
import { portraitOf } from '../src/triage/incidents/portrait.ts'
import { type ComparedReport, packGrams, type Sketch, sketchOf } from '../src/triage/incidents/sketch.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

const BATCH = 1000
const FILLING = 3
const ROUNDS = 5
const SEARCHES = 400
const WARM_UP = 50
/** Older reports are settled: what is told again is one of the newest. */
const OPEN_MAX = 100_000
/** One report in twenty repeats an event of the last few hundred in the words of a neighbour. */
const NEIGHBOURS = 20

/**
 * `npm run bench -- incidents [--reports=100000]`: how long it takes to find the group of a new report among open ones on PostgreSQL:
 * keys, search, reading and comparing the candidates, on one connection. Times on the wall, of which the quietest of five rounds is
 * printed too, and processor time of this process and of PostgreSQL, which other work on the machine does not add to. One JSON line.
 * Exits with 3 when PostgreSQL is not installed.
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
  try {
    const filled = await fillAnew(postgres.url, reports, model)
    const opened = openPostgres(postgres.url, 1)
    const searched = await search(opened.db, reports, model).finally(opened.close)
    console.log(JSON.stringify({ bench: 'incidents', reports, ...filled, ...searched }))
  } finally {
    await postgres.stop()
  }
}

/** What loads a database quickly and is undone before anything is measured. */
const FILL_SETTINGS = [
  'synchronous_commit = off',
  'session_replication_role = replica',
  "maintenance_work_mem = '512MB'",
]

async function fillAnew(url: string, reports: number, model: IncidentModel) {
  const first = openPostgres(url, 1)
  await applySchema(first.db, new Date())
  for (const setting of FILL_SETTINGS) await sql.raw(`alter database sentinel set ${setting}`).execute(first.db)
  await first.close()
  const filling = openPostgres(url.concat('?options=-c%20statement_timeout%3D0'), FILLING)
  const filled = await fill(filling.db, reports, model)
  await sql`alter database sentinel reset all`.execute(filling.db)
  await filling.close()
  return filled
}

async function fill(db: Db, reports: number, model: IncidentModel) {
  const started = performance.now()
  await sql`alter table incident_key drop constraint incident_key_pkey`.execute(db)
  const storing = new Set<Promise<void>>()
  for (let from = 0; from < reports; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, reports - from) }, (_, i) => sketchOf(reportOf(from + i + 1)))
    const stored: Promise<void> = store(db, batch, model).finally(() => storing.delete(stored))
    storing.add(stored)
    if (storing.size >= FILLING) await Promise.race(storing)
  }
  await Promise.all(storing)
  const seconds = (performance.now() - started) / 1000
  await sql`set statement_timeout = 0`.execute(db)
  await sql`alter table incident_key add primary key (key, report_id)`.execute(db)
  // What autovacuum does in a service that runs: without it every index entry is looked up in the table too.
  for (const table of ['case_file', 'incident_sweep', 'incident_key', 'incident_member'])
    await sql.raw(`vacuum analyze ${table}`).execute(db)
  const { rows } = await sql<{ keys: number; key_bytes: number; sketch_bytes: number }>`
    select count(*)::int8 as keys, pg_total_relation_size('incident_key')::int8 as key_bytes,
           pg_total_relation_size('incident_sweep')::int8 as sketch_bytes from incident_key`.execute(db)
  const size = rows[0] ?? { keys: 0, key_bytes: 0, sketch_bytes: 0 }
  return {
    keys_per_report: round(size.keys / reports),
    key_bytes_per_report: Math.round(size.key_bytes / reports),
    sketch_bytes_per_report: Math.round(size.sketch_bytes / reports),
    filled_per_s: Math.round(reports / seconds),
    fill_s: Math.round((performance.now() - started) / 1000),
  }
}

/** Cases, sketches and keys as the sweep leaves them; every twentieth is in the incident of its neighbour. Texts are not searched. */
async function store(db: Db, batch: Sketch[], model: IncidentModel): Promise<void> {
  const keys = batch.map((sketch) => blockKeysOf(portraitOf(sketch, model)).map(({ key }) => key))
  const ids = batch.map(({ id }) => id)
  const times = batch.map(({ receivedAt }) => receivedAt.toISOString())
  await sql`insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, danger, risk, title, opened_at)
    select id, id::text, 'handling', 'AMR', '{}', 'NONE', 'complaint', 0, 'low', id::text, at
      from unnest(${ids}::int8[], ${times}::timestamptz[]) as r (id, at)`.execute(db)
  await sql`insert into incident_sweep (report_id, swept_at, received_at, respondent, names, areas, numbers, grams)
    select id, at, at, respondent, names::text[], areas::text[], numbers::text[], decode(grams, 'hex')
      from unnest(${ids}::int8[], ${times}::timestamptz[], ${batch.map(({ respondent }) => respondent)}::text[],
                  ${batch.map(({ names }) => asArray(names))}::text[], ${batch.map(({ areas }) => asArray(areas))}::text[],
                  ${batch.map(({ numbers }) => asArray(numbers))}::text[],
                  ${batch.map((one) => Buffer.from(packGrams(one)).toString('hex'))}::text[])
        as r (id, at, respondent, names, areas, numbers, grams)`.execute(db)
  await sql`insert into incident_key (key, report_id)
    select k, id from unnest(${ids}::int8[], ${keys.map((some) => `{${some}}`)}::text[]) as r (id, keys)
     cross join unnest(keys::int8[]) as k`.execute(db)
  const pairs = ids.filter((id) => id % NEIGHBOURS === 0)
  await sql`insert into incident (id, title, opened_at) overriding system value
    select id, id::text, now() from unnest(${pairs}::int8[]) as id`.execute(db)
  await sql`insert into incident_member (report_id, incident_id, actor, joined_at, because)
    select report_id, incident_id, 'job:bench', now(), '{}'
      from unnest(${[...pairs, ...pairs.map(neighbourOf)]}::int8[], ${[...pairs, ...pairs]}::int8[]) as m (report_id, incident_id)
    on conflict do nothing`.execute(db)
}

const asArray = (words: string[]): string => `{${words.map((word) => JSON.stringify(word))}}`

type Round = { times: number[]; found: number; sought: number; nodeMs: number; postgresMs: number | null }

async function search(db: Db, reports: number, model: IncidentModel) {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  const backend = rows[0]?.pid ?? 0
  await searchRound(db, { from: 0, searches: WARM_UP, reports, model, backend })
  const rounds: Round[] = []
  for (let n = 0; n < ROUNDS; n += 1)
    rounds.push(await searchRound(db, { from: WARM_UP + n * SEARCHES, searches: SEARCHES, reports, model, backend }))
  const sum = (part: (one: Round) => number) => rounds.reduce((all, one) => all + part(one), 0)
  const all = rounds.flatMap(({ times }) => times)
  const quietest = rounds.map(({ times }) => times).sort((a, b) => at(a, 0.95) - at(b, 0.95))[0] ?? []
  return {
    searches: all.length,
    ...{ p50_ms: at(all, 0.5), p95_ms: at(all, 0.95), p99_ms: at(all, 0.99) },
    ...{ quietest_p50_ms: at(quietest, 0.5), quietest_p95_ms: at(quietest, 0.95) },
    node_cpu_ms: round(Math.min(...rounds.map(({ nodeMs }) => nodeMs))),
    postgres_cpu_ms:
      rounds[0]?.postgresMs === null ? null : round(Math.min(...rounds.map((one) => one.postgresMs ?? 0))),
    load_average: round(loadavg()[0] ?? 0),
    found_again: round(sum(({ found }) => found) / sum(({ sought }) => sought)),
  }
}

type Asked = { from: number; searches: number; reports: number; model: IncidentModel; backend: number }

/** Half are new matters, half are neighbours of an event among the open ones. */
async function searchRound(db: Db, { from, searches, reports, model, backend }: Asked): Promise<Round> {
  const times: number[] = []
  let found = 0
  const [node, postgres] = [process.cpuUsage(), processorMs(backend)]
  for (let n = from; n < from + searches; n += 1) {
    const id = reports + 1 + n
    const source = n % 2 === 0 ? id : reports - ((Math.imul(n, 0x9e3779b1) >>> 0) % Math.min(reports, OPEN_MAX))
    const report = { ...reportOf(source), id, title: `我也反映：${reportOf(source).title}` }
    const started = performance.now()
    const portrait = portraitOf(sketchOf(report), model)
    const placing = await placeAmong(db, portrait, blockKeysOf(portrait), model)
    times.push(performance.now() - started)
    if (n % 2 === 1 && placing.kind === 'join') found += 1
  }
  const used = process.cpuUsage(node)
  const after = processorMs(backend)
  return {
    times,
    found,
    sought: Math.floor(searches / 2),
    nodeMs: (used.user + used.system) / 1000 / searches,
    postgresMs: postgres === null || after === null ? null : (after - postgres) / searches,
  }
}

/** Processor time of a process in milliseconds, in steps of ten (proc_pid_stat(5)); null where there is no /proc. */
function processorMs(pid: number): number | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
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
