import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { applySchema } from '../src/db/apply-schema.ts'
import { type Db, openPostgres } from '../src/db/open.ts'
import { rerunOnPostgres, startServer } from './bench-server.ts'
import { postLoad, quantile } from './http-load.ts'
import { signedIn } from './signed-in.ts'
import { syntheticComplaint } from './synthetic-complaints.ts'

const decisions = 300
const filed = 400
const firstCopy = 10_000_000

/**
 * How long a decision on the dispatcher's desk takes with `--waiting=10000` texts waiting, on PostgreSQL over HTTP: one POST that
 * dispatches a text and is answered with the next, as the script of the page sends it, 300 of them one after the other. One JSON
 * line: p50, p95 and worst in milliseconds, bytes of an answer, and how many distinct texts came.
 */
export async function run(options: string[]): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return rerunOnPostgres('dispatch', options)
  const waiting = Number(options.find((option) => option.startsWith('--waiting='))?.slice(10) ?? 10_000)
  const opened = openPostgres(databaseUrl, 4)
  await applySchema(opened.db, new Date())
  const server = await startServer(20_000 + (process.pid % 20_000), databaseUrl)
  try {
    await fill(opened.db, server.port, waiting)
    const token = await signedIn(opened.db, { name: 'dispatcher', role: 'dispatcher', bureau: 'DATA' })
    const figures = await decide(`http://127.0.0.1:${server.port}`, token)
    console.log(JSON.stringify({ bench: 'dispatch', waiting, decisions, ...figures }))
  } finally {
    await server.stop()
    await opened.close()
  }
}

/** Real filings with all their rows, copied until enough wait. */
async function fill(db: Db, port: number, waiting: number): Promise<void> {
  await postLoad({ ports: [port], path: '/api/v1/complaints', clients: 8, seconds: 2, body: syntheticComplaint })
  const { rows } = await sql<{ ids: number[] }>`
    select array(select id from case_file order by id limit ${filed})::int[] as ids`.execute(db)
  const originals = sql`${rows[0]?.ids ?? []}::int[]`
  await sql`create unlogged table copy as select ${firstCopy} + i as id, (${originals})[1 + i % cardinality(${originals})] as of
    from generate_series(1, ${waiting}) as i`.execute(db)
  await sql`insert into report (id, channel, content_hash, kind, title, text, anonymous, received_at)
    select copy.id, channel, content_hash, kind, title, text, anonymous, received_at - copy.id % 1000 * interval '1 second'
      from copy join report r on r.id = copy.of`.execute(db)
  await sql`insert into assessment (report_id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail)
    select copy.id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail
      from copy join assessment a on a.report_id = copy.of`.execute(db)
  await sql`insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
    select copy.id, 'copy' || copy.id, 'to_dispatch', lead, support, leaf, kind, district, street, danger, risk, title, opened_at,
           next_due_at - copy.id % 1000 * interval '1 second' from copy join case_file c on c.id = copy.of`.execute(db)
  await sql`insert into case_clock (case_id, rule, rule_from, force, starts_at, due_at, provisional)
    select copy.id, rule, rule_from, force, starts_at, due_at, provisional from copy join case_clock k on k.case_id = copy.of`.execute(
    db,
  )
  await sql`update case_file set state = 'closed' where id < ${firstCopy}`.execute(db)
  await sql`drop table copy`.execute(db)
  await sql`analyze`.execute(db)
}

async function decide(url: string, token: string) {
  const headers = { cookie: `__Host-session=${token}`, origin: url, Desk: 'next' }
  let page = await (await fetch(`${url}/bureau/dispatch`, { headers })).text()
  const took: number[] = []
  const seen = new Set<string>()
  for (let nth = 0; nth < decisions; nth += 1) {
    const body = firstChoiceIn(page)
    seen.add(body.case)
    const began = performance.now()
    const answer = await fetch(`${url}/bureau/dispatch/decisions`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(body),
    })
    page = await answer.text()
    took.push(performance.now() - began)
    if (answer.status !== 200) throw new Error(`decision ${nth} was answered ${answer.status}`)
  }
  const sorted = took.toSorted((a, b) => a - b)
  const ms = (share: number) => Math.round(quantile(sorted, share) * 10) / 10
  return { p50_ms: ms(0.5), p95_ms: ms(0.95), worst_ms: ms(1), answer_bytes: page.length, distinct_texts: seen.size }
}

/** What the key 1 sends. */
function firstChoiceIn(page: string): { case: string; bureau: string; leaf: string } {
  const form = /<form[^>]*data-key="1".*?<\/form>/s.exec(page)?.[0] ?? ''
  const given = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1]
  const [id, bureau, leaf] = [given('case'), given('bureau'), given('leaf')]
  if (id === undefined || bureau === undefined || leaf === undefined) throw new Error('no text stands on the desk')
  return { case: id, bureau, leaf }
}
