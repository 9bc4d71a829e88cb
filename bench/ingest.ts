import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type BenchServer, rerunOnPostgres, startServer } from './bench-server.ts'
import { postLoad, quantile } from './http-load.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

/**
 * Complaints per second through the whole journey over HTTP — validated, triaged, routed, committed durably — at 1, 32 and 128
 * clients, beside the limit in the same run on the same server: pgbench committing the rows of one such complaint, each by its
 * own prepared INSERT, in one transaction. One web process a core, or `--processes=N`. `--embedded` measures the embedded database instead (there pgbench has no peer).
 */
export async function run(options: string[]): Promise<void> {
  const embedded = options.includes('--embedded')
  const processes = Number(
    options.find((option) => option.startsWith('--processes='))?.slice(12) ?? availableParallelism(),
  )
  const seconds = Number(options.find((option) => /^\d+$/.test(option)) ?? 10)
  const databaseUrl = process.env.DATABASE_URL
  if (!embedded && !databaseUrl) return rerunOnPostgres('ingest', options)
  if (!embedded) await useLogBefore(databaseUrl as string)
  const servers = await startServers(embedded ? 1 : processes, embedded ? null : (databaseUrl as string))
  const ports = servers.map(({ port }) => port)
  const measured = await measure(ports, seconds).finally(() => Promise.all(servers.map(({ stop }) => stop())))
  const limit = embedded ? null : await pgbench(databaseUrl as string, seconds)
  console.log(
    JSON.stringify({
      bench: 'ingest',
      web_processes: ports.length,
      engine: embedded ? 'pglite' : 'postgres',
      seconds,
      ...measured,
      ...limit,
      ...ratio(measured, limit),
    }),
  )
}

type Measured = Awaited<ReturnType<typeof measure>>
type Limit = { pgbench_tps_c32: number; rows_per_complaint: number }

const ratio = (measured: Measured, limit: Limit | null) =>
  limit === null ? {} : { ratio_c32: round(measured.requests_per_s_c32 / limit.pgbench_tps_c32) }

const LOG_SEGMENTS = 60

/**
 * Fills the server's log once, so that it is written over as on a server that has run for a day. A new one makes and zeroes each 16 MB of it
 * while every commit waits, some 100 ms every two seconds. Takes a superuser; without one the figures tell of a new server.
 */
async function useLogBefore(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    for (let nth = 0; nth < LOG_SEGMENTS; nth++)
      await client.query(`select pg_logical_emit_message(false, 'bench', 'x'), pg_switch_wal()`)
    await client.query('checkpoint')
  } catch (error) {
    console.error(`the log is as it is: ${error instanceof Error ? error.message : error}`)
  } finally {
    await client.end()
  }
}

/** One after the other: the first makes the tables. */
async function startServers(count: number, databaseUrl: string | null): Promise<BenchServer[]> {
  const servers: BenchServer[] = []
  for (let nth = 0; nth < count; nth++)
    servers.push(await startServer(20_000 + (process.pid % 20_000) + nth, databaseUrl))
  return servers
}

async function measure(ports: number[], seconds: number) {
  let base = 0
  const at = async (clients: number, duration: number) => {
    const from = base
    const load = await postLoad({
      ports,
      path: '/api/v1/complaints',
      clients,
      seconds: duration,
      body: (n) => syntheticComplaint(from + n),
    })
    base += load.requests + clients
    if (load.failed > 0) throw new Error(`${load.failed} of ${load.requests} requests were not answered with 201`)
    return {
      rate: round(load.requests / load.seconds),
      p50: round(quantile(load.latencies_ms, 0.5)),
      p99: round(quantile(load.latencies_ms, 0.99)),
    }
  }
  // Until the machine code is there, Node measures its own compiler.
  await at(32, 12)
  const [c1, c32, c128] = [await at(1, seconds / 2), await at(32, seconds), await at(128, seconds)]
  return {
    requests_per_s_c1: c1.rate,
    requests_per_s_c32: c32.rate,
    requests_per_s_c128: c128.rate,
    p50_ms_c1: c1.p50,
    p50_ms_c32: c32.p50,
    p99_ms_c32: c32.p99,
    p99_ms_c128: c128.p99,
  }
}

async function pgbench(databaseUrl: string, seconds: number): Promise<Limit> {
  const { script, rows } = await scriptOfOneComplaint(databaseUrl)
  const file = join(await mkdtemp(join(tmpdir(), 'bench-')), 'complaint.sql')
  await writeFile(file, script)
  const { stdout } = await promisify(execFile)(process.env.PGBENCH ?? 'pgbench', [
    '--no-vacuum',
    '--protocol=prepared',
    '--client=32',
    '--jobs=2',
    `--time=${seconds}`,
    `--file=${file}`,
    databaseUrl,
  ])
  const tps = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  if (!Number.isFinite(tps)) throw new Error(`pgbench said: ${stdout}`)
  return { pgbench_tps_c32: round(tps), rows_per_complaint: rows }
}

/** What must differ from row to row, as SQL; `@id` becomes the pgbench variable. */
const own: Record<string, string> = {
  'report.id': '@id',
  'case_file.id': '@id',
  report_id: '@id',
  case_id: '@id',
  'report_key.key': '(cast(@id as int8) + @position)',
  'report.submission_key': 'md5(cast(cast(@id as int8) as text))',
  'case_file.receipt_hash': 'md5(cast(cast(@id as int8) as text))',
}

/** The rows of the stored complaint with the median number of rows, as INSERTs in one transaction. */
async function scriptOfOneComplaint(databaseUrl: string): Promise<{ script: string; rows: number }> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const tables = [
    'report',
    'assessment',
    'case_file',
    'reporter_identity',
    'report_key',
    'case_clock',
    'case_event',
    'task',
    'letter',
    'likely_duplicate',
  ]
  const keyOf = (table: string) =>
    table === 'report' || table === 'case_file' ? 'id' : /^case_|^task/.test(table) ? 'case_id' : 'report_id'
  const counted = tables
    .filter((table) => table !== 'letter')
    .map((table) => `select ${keyOf(table)} as id from ${table}`)
  const median = await client.query<{ id: string; rows: number }>(
    `with n as (select id, count(*)::int as rows from (${counted.join(' union all ')}) t where id > 3000 group by id),
          m as (select percentile_disc(0.5) within group (order by rows) as rows from n)
     select n.id, n.rows from n join m using (rows) order by id limit 1`,
  )
  const chosen = median.rows[0]
  if (!chosen) throw new Error('no complaint was stored to take rows from')
  const statements: string[] = []
  for (const table of tables.filter((name) => name !== 'letter' && name !== 'likely_duplicate')) {
    statements.push(...(await insertsOf(client, table, `${keyOf(table)} = ${chosen.id}`)))
  }
  await client.end()
  return {
    script: ['\\set id random(1000000, 9000000000000)', 'begin;', ...statements, 'commit;'].join('\n'),
    rows: statements.length,
  }
}

async function insertsOf(client: pg.Client, table: string, where: string): Promise<string[]> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum`,
    [table],
  )
  const values = columns.map(({ name }) => {
    const expression = own[`${table}.${name}`] ?? own[name]
    return expression ? `'${expression.replaceAll("'", "''")}'` : `quote_nullable(${name}::text)`
  })
  const { rows } = await client.query<{ line: string }>(
    `select 'insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (' || concat_ws(', ', ${values.join(', ')}) || ');' as line from ${table} where ${where}`,
  )
  // A colon before a letter would be a variable to pgbench, also inside a quoted text.
  const harmless = (line: string) => line.replaceAll('\n', ' ').replace(/:(?=[A-Za-z_\u0080-\uffff])/g, ': ')
  return rows.map(({ line }, position) =>
    harmless(line).replaceAll('@position', String(position)).replaceAll('@id', ':id'),
  )
}

const round = (value: number): number => Number(value.toPrecision(4))
