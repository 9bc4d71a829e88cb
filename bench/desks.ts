import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { newSessionToken, sessionTokenHash } from '../src/accounts/session-token.ts'
import { receiptHash } from '../src/cases/tracking/receipt.ts'
import type { Role } from '../src/context.ts'
import { applySchema } from '../src/db/apply-schema.ts'
import { type Db, openPostgres } from '../src/db/open.ts'
import { rerunOnPostgres, startServer } from './bench-server.ts'
import { storeKinds } from './case-kinds.ts'
import { quantile } from './http-load.ts'

const looks = 20
const batch = 5000
const kinds = 600
const receipt = 'ABCD-EFGH-JKMN-PQRS-TVWX'
const jointReceipt = 'ABCD-EFGH-JKMN-PQRS-TVWY'
const together = 40
const proofs = 60

/**
 * How long every page of the desks takes with `--cases=200000` cases on PostgreSQL: made with a city's mix of leaves, bureaus, ages and
 * states, then each page asked for over HTTP twenty times in turn by the role that works on it. One JSON line: each page's p95 in
 * milliseconds and the worst. With `--search` (for `--cases=1000000`) only what a search reads is filled, and words of every frequency are
 * searched for, in the whole city and in one bureau.
 */
export async function run(options: string[]): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return rerunOnPostgres('desks', options)
  const cases = Number(options.find((option) => option.startsWith('--cases='))?.slice(8) ?? 200_000)
  const opened = openPostgres(databaseUrl, 4)
  const server = await startServer(20_000 + (process.pid % 20_000), databaseUrl)
  try {
    await applySchema(opened.db, new Date())
    const filled = performance.now()
    const searching = options.includes('--search')
    const told = await fill(opened.db, cases, searching ? fillFindable : fillBatch)
    const fill_s = Math.round((performance.now() - filled) / 1000)
    const staff = await staffOf(opened.db)
    const asked = searching ? searchesOf(told) : pagesOf(await oneCase(opened.db), await severalTogether(opened.db))
    const p95 = await measure(`http://127.0.0.1:${server.port}`, staff, asked)
    const worst = Math.max(...Object.values(p95))
    const bench = searching ? 'desks --search' : 'desks'
    console.log(JSON.stringify({ bench, cases, fill_s, p95_ms: p95, p95_ms_worst: worst }))
  } finally {
    await server.stop()
    await opened.close()
  }
}

type Staff = Record<string, string>

/** A page, the role that opens it, and what it posts, if it posts. */
type Asked = { name: string; as: string; path: string; post?: Record<string, string> }

function pagesOf(caseId: number, { joined, incident, dispatched, filter }: Together): Asked[] {
  return [
    { name: 'inbox_bureau', as: 'officer', path: '/bureau' },
    { name: 'inbox_page_3', as: 'officer', path: '/bureau?page=3' },
    { name: 'inbox_dangerous', as: 'officer', path: '/bureau?danger=2' },
    { name: 'inbox_overdue', as: 'officer', path: '/bureau?overdue=yes' },
    { name: 'inbox_sector_district', as: 'officer', path: '/bureau?sector=FOOD&district=NANSHAN' },
    { name: 'inbox_support', as: 'officer', path: '/bureau?part=support' },
    { name: 'inbox_added', as: 'officer', path: '/bureau?added=yes' },
    { name: 'inbox_filter', as: 'officer', path: `/bureau?danger=2&view=${filter}` },
    { name: 'filters', as: 'officer', path: '/bureau/filters' },
    { name: 'templates', as: 'officer', path: '/bureau/templates' },
    { name: 'inbox_closed', as: 'officer', path: '/bureau?state=closed' },
    { name: 'inbox_city', as: 'office', path: '/bureau' },
    { name: 'search', as: 'officer', path: `/bureau?words=${encodeURIComponent('电梯 抖动')}` },
    { name: 'search_city', as: 'office', path: `/bureau?words=${encodeURIComponent('小区电梯')}` },
    { name: 'case', as: 'officer', path: `/bureau/cases/${caseId}` },
    { name: 'case_in_return_window', as: 'officer', path: `/bureau/cases/${dispatched}` },
    { name: 'case_joint', as: 'officer', path: `/bureau/cases/${joined}` },
    { name: 'incident', as: 'officer', path: `/bureau/incidents/${incident}` },
    { name: 'documents', as: 'officer', path: `/bureau/cases/${caseId}/documents` },
    { name: 'tasks_bureau', as: 'officer', path: '/bureau/tasks' },
    { name: 'tasks_city', as: 'office', path: '/bureau/tasks' },
    { name: 'dispatch', as: 'dispatcher', path: '/bureau/dispatch' },
    { name: 'deadlines_bureau', as: 'officer', path: '/bureau/deadlines' },
    { name: 'deadlines_city', as: 'office', path: '/bureau/deadlines' },
    { name: 'triage_quality', as: 'office', path: '/bureau/quality' },
    { name: 'reviews', as: 'dispatcher', path: '/bureau/reviews' },
    { name: 'warnings', as: 'office', path: '/bureau/warnings' },
    { name: 'identities', as: 'custodian', path: '/bureau/identities' },
    { name: 'audit', as: 'auditor', path: '/bureau/audit' },
    { name: 'accounts', as: 'administrator', path: '/bureau/accounts' },
    { name: 'track', as: 'nobody', path: '/track', post: { receipt } },
    { name: 'track_joint', as: 'nobody', path: '/track', post: { receipt: jointReceipt } },
  ]
}

/** Every page is asked for twice before any is measured: a server that has just started compiles what it runs first. */
async function measure(url: string, staff: Staff, pages: Asked[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const there: Asked[] = []
  for (const page of pages) if ((await look(url, staff, page)) !== null) there.push(page)
  for (const page of there) await look(url, staff, page)
  for (const page of there) {
    const took: number[] = []
    for (let count = 0; count < looks; count++) took.push((await look(url, staff, page)) ?? 0)
    took.sort((a, b) => a - b)
    found[page.name] = Math.round(quantile(took, 0.95) * 10) / 10
  }
  return found
}

/** Milliseconds until the whole page is there; null for a page that this city does not have. */
async function look(url: string, staff: Staff, page: Asked): Promise<number | null> {
  const began = performance.now()
  const answer = await fetch(url + page.path, {
    redirect: 'manual',
    headers: { cookie: `__Host-session=${staff[page.as] ?? ''}`, ...(page.post ? { origin: url } : {}) },
    ...(page.post ? { method: 'POST', body: new URLSearchParams(page.post) } : {}),
  })
  await answer.arrayBuffer()
  if (answer.status === 404) return null
  if (answer.status !== 200) throw new Error(`${page.name}: ${page.path} answered ${answer.status}`)
  return performance.now() - began
}

/** One signed-in person of each role. */
async function staffOf(db: Db): Promise<Staff> {
  const roles: [string, Role, string][] = [
    ['officer', 'officer', 'AMR'],
    ['office', 'joint_office', 'DATA'],
    ['dispatcher', 'dispatcher', 'DATA'],
    ['custodian', 'custodian', 'DATA'],
    ['auditor', 'auditor', 'DATA'],
    ['administrator', 'administrator', 'DATA'],
  ]
  const staff: Staff = {}
  const now = new Date()
  for (const [name, role, bureau] of roles) {
    const token = newSessionToken()
    const { id } = await db
      .insertInto('account')
      .values({ username: `bench-${name}`, name, role, bureau, password_hash: 'none', created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('session')
      .values({
        token_hash: sessionTokenHash(token),
        account_id: id,
        created_at: now,
        seen_at: now,
        expires_at: new Date(now.getTime() + 3_600_000),
      })
      .execute()
    staff[name] = token
  }
  return staff
}

async function oneCase(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('case_file')
    .select('id')
    .where('lead', '=', 'AMR')
    .where('state', '=', 'handling')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('case_file')
    .set({ receipt_hash: receiptHash(receipt) })
    .where('id', '=', id)
    .execute()
  return id
}

type Together = { joined: number; incident: number; dispatched: number; filter: number }

/**
 * What lies across cases: an incident of forty that are mediated together, what reporters added, proofs of identity that wait, saved
 * filters, and a case that its bureau may still return.
 */
async function severalTogether(db: Db): Promise<Together> {
  const { rows } = await sql<{ joined: number; incident: number; filter: number }>`
    with alike as (select id from case_file where lead = 'AMR' and state = 'handling' order by id desc limit ${together}),
    happened as (insert into incident (title, opened_at) values ('同一家健身房关门', now()) returning id),
    grouped as (
      insert into incident_member (report_id, incident_id, actor, joined_at, because)
      select a.id, h.id, 'job:group-new-reports', now(), '{同一商家}' from alike a cross join happened h),
    joint as (insert into joint_complaint (id, joined_at, joined_by) select min(id), now(), 'staff:1' from alike returning id),
    members as (
      insert into joint_member (case_id, joint_id, represents)
      select a.id, j.id, a.id < j.id + 2 from alike a cross join joint j),
    added as (
      update case_file set added_at = now() where lead = 'AMR' and state in ('dispatched', 'handling', 'answered') and id % 20 = 0),
    asked as (
      insert into identity_check (case_id, wanted, asked_at, asked_by, until_at, given_at)
      select id, '请证明身份', now(), 'staff:1', now() + interval '5 days', now() from case_file
       where lead = 'AMR' and state = 'handling' order by id limit ${proofs}),
    saved as (
      insert into saved_filter (account_id, bureau, desk, shared, name, query, made_at)
      select a.id, 'AMR', 'inbox', n % 2 = 0, '常用 ' || n, 'danger=2', now() from account a cross join generate_series(1, 30) n
       where a.username = 'bench-officer' returning id)
    select j.id as joined, h.id as incident, (select min(id) from saved) as filter from joint j cross join happened h`.execute(
    db,
  )
  const [made] = rows
  const { id: dispatched } = await db
    .selectFrom('case_file')
    .select('id')
    .where('lead', '=', 'AMR')
    .where('state', '=', 'dispatched')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  if (!made) throw new Error('no cases to join: ask for more of them')
  const hash = { receipt_hash: receiptHash(jointReceipt) }
  await db.updateTable('case_file').set(hash).where('id', '=', made.joined).execute()
  return { ...made, dispatched }
}

/** Half a year of cases: one in twenty open, the newest mostly so; texts of some hundred kinds with what triage says of them. */
async function fill(db: Db, cases: number, fillOne: typeof fillBatch): Promise<string[][]> {
  const words = await storeKinds(db, kinds)
  await sql`select extend_case_search(${cases})`.execute(db)
  for (let from = 1; from <= cases; from += batch) await fillOne(db, from, Math.min(cases, from + batch - 1), cases)
  await sql`drop table bench_kind`.execute(db)
  await sql`vacuum analyze`.execute(db)
  return words
}

/** Words by how many of the texts hold them: the most frequent, and those nearest to a tenth, a hundredth and one of them; and what is found once. */
function searchesOf(texts: string[][]): Asked[] {
  const held = new Map<string, number>()
  for (const word of texts.flat()) held.set(word, (held.get(word) ?? 0) + 1)
  const words = [...held].filter(([word]) => /^\p{Script=Han}{2}$/u.test(word)).sort((a, b) => b[1] - a[1])
  const nearest = (share: number): string =>
    words.reduce((best, one) => (gap(one, share) < gap(best, share) ? one : best))[0]
  const gap = ([, count]: [string, number], share: number) => Math.abs(count / texts.length - share)
  const [often, tenth, hundredth, seldom] = [nearest(1), nearest(0.1), nearest(0.01), nearest(1 / texts.length)]
  const sought = {
    often,
    tenth,
    hundredth,
    seldom,
    both: `${often} ${tenth}`,
    mixed: `${often} ${seldom}`,
    letter: often.slice(0, 1),
    number: 'n77',
  }
  return Object.entries(sought).flatMap(([name, word]) =>
    ['officer', 'office'].flatMap((as) => {
      const path = `/bureau?words=${encodeURIComponent(word)}`
      return [
        { name: `${name}_${as}`, as, path },
        { name: `${name}_${as}_closed`, as, path: `${path}&state=closed` },
      ]
    }),
  )
}

/** What a search reads and no more: the filing, its case and its words, as `fillBatch` makes them. */
async function fillFindable(db: Db, from: number, to: number, cases: number): Promise<void> {
  await sql`
    with one as (
      select i as id, k.*, now() - (${cases} - i) * (interval '183 days' / ${cases}) as at,
             case when i > ${cases} * 0.97 then (array['dispatched','handling','handling','answered','to_dispatch','handling'])[1 + i % 6]
                  when i % 40 = 0 then 'handling' when i % 25 = 0 then 'refused' else 'closed' end as state
        from generate_series(${sql.lit(from)}::int, ${sql.lit(to)}::int) as i join bench_kind k on k.n = (i * 7919::bigint) % ${sql.lit(kinds)}),
    told as (
      insert into report (id, channel, content_hash, kind, title, text, respondent, anonymous, received_at)
      select id, 'web', md5(id::text), 'complaint', title, '', respondent, true, at from one),
    opened as (
      insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
      select id, md5('r' || id), state, lead, support, leaf, 'complaint', district, street, danger, risk, title, at,
             case when state in ('closed', 'refused') then null else at + interval '10 days' end from one)
    insert into case_search (case_id, words) select id, array_to_tsvector(words || ('n' || id)) from one`.execute(db)
}

/** `age` runs from half a year down to minutes; old cases are closed but for a few. */
async function fillBatch(db: Db, from: number, to: number, cases: number): Promise<void> {
  await sql`
    with one as (
      select i as id, k.*, now() - (${cases} - i) * (interval '183 days' / ${cases}) as at,
             case when i > ${cases} * 0.97 then (array['dispatched','handling','handling','answered','to_dispatch','handling'])[1 + i % 6]
                  when i % 40 = 0 then 'handling' when i % 25 = 0 then 'refused' else 'closed' end as state
        from generate_series(${sql.lit(from)}::int, ${sql.lit(to)}::int) as i join bench_kind k on k.n = (i * 7919::bigint) % ${sql.lit(kinds)}),
    told as (
      insert into report (id, channel, content_hash, kind, title, text, respondent, anonymous, received_at)
      select id, 'web', md5(id::text), 'complaint', title, text || ' 编号' || id, respondent, true, at from one),
    assessed as (
      insert into assessment (report_id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail)
      select id, at, 'bench', leaf, confidence, lead, danger, risk, '{}', detail from one),
    opened as (
      insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
      select id, md5('r' || id), state, lead, support, leaf, 'complaint', district, street, danger, risk, title, at,
             case when state in ('closed', 'refused') then null else at + interval '10 days' end from one),
    findable as (
      insert into case_search (case_id, words) select id, array_to_tsvector(words || ('n' || id)) from one),
    clocked as (
      insert into case_clock (case_id, rule, rule_from, force, starts_at, due_at, provisional, met_at)
      select id, 'H12345.reply', '2020-01-01', 'local', at, at + interval '10 days', false,
             case when state in ('closed', 'refused') then at + interval '4 days' end from one),
    happened as (
      insert into case_event (case_id, at, actor, act, from_state, to_state, bureau, public_text)
      select id, at, 'triage', 'receive', null, 'to_dispatch', 'DATA', '已收到 Received' from one
      union all select id, at, 'triage', 'dispatch', 'to_dispatch', 'dispatched', lead, '已分派 Dispatched' from one where state <> 'to_dispatch'
      union all select id, at + interval '4 days', 'staff:1', 'answer', 'handling', 'answered', lead, '经查，已处理。' from one where state = 'closed'
      union all select id, at + interval '5 days', 'staff:1', 'close', 'answered', 'closed', lead, null from one where state = 'closed')
    insert into task (kind, bureau, case_id, title_zh, title_en, because, created_at, due_at, done_at)
    select 'handling', lead, id, '办理：' || title, 'Handle: ' || title, '{}', at, at + interval '10 days',
           case when state in ('closed', 'refused') then at + interval '4 days' end from one where state <> 'to_dispatch'`.execute(
    db,
  )
}
