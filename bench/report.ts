import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { applySchema } from '../src/db/apply-schema.ts'
import { type Db, openPostgres } from '../src/db/open.ts'
import { composeReport } from '../src/insights/report/compose-report.ts'
import { countPeriods } from '../src/insights/report/count-periods.ts'
import { reportPdf } from '../src/insights/report/report-pdf.ts'
import { addDays, toShanghaiDate } from '../src/reference/calendar.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { rerunOnPostgres } from './bench-server.ts'
import { storeKinds } from './case-kinds.ts'
import { creditCode } from './register-firms.ts'

const batch = 20_000
const kinds = 600
const firms = 50_000
const days = 365

/**
 * How long the report on a year takes on a throwaway PostgreSQL: `--cases=1000000`, three in five of them in the year and the rest in the
 * year before, with which it compares, each with its clocks, history, incident and judgement, and 50,000 firms with grades and samples. One JSON line: seconds of counting and writing, of
 * laying out the PDF, and the most memory the process ever had.
 */
export async function run(options: string[]): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return rerunOnPostgres('report', options)
  const cases = Number(options.find((option) => option.startsWith('--cases='))?.slice(8) ?? 1_000_000)
  const opened = openPostgres(databaseUrl, 1)
  const counting = openPostgres(databaseUrl, 2)
  try {
    await applySchema(opened.db, new Date())
    const began = performance.now()
    await sql`set statement_timeout = 0`.execute(opened.db)
    const in_year = Math.round(cases * 0.6)
    await fill(opened.db, cases - in_year, in_year)
    const fill_s = Math.round((performance.now() - began) / 1000)
    const { rows } = await sql<{ mb: number }>`select pg_database_size(current_database()) / 1048576 as mb`.execute(
      opened.db,
    )
    const took = await makeOne(counting.db)
    console.log(JSON.stringify({ bench: 'report', cases, in_year, firms, fill_s, database_mb: rows[0]?.mb, ...took }))
  } finally {
    await counting.close()
    await opened.close()
  }
}

/** The report of the last 365 days, as `makeReport` makes it. */
async function makeOne(db: Db) {
  const city = loadCity(process.env.CITY ?? 'city/shenzhen')
  const now = new Date()
  const until = toShanghaiDate(now)
  const scope = { from: addDays(until, -days), until, district: null, domain: null }
  const began = performance.now()
  const periods = await countPeriods(db, city, scope, now)
  const content = composeReport(city, scope, periods, now)
  const counted = performance.now()
  const pdf = await reportPdf(content)
  return {
    reports: periods.now.reports,
    seconds_content: seconds(counted - began),
    seconds_pdf: seconds(performance.now() - counted),
    seconds: seconds(performance.now() - began),
    pdf_kb: Math.round(pdf.length / 1024),
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10

/** Rows are written inside the database without the checks of foreign keys; the indexes stand meanwhile. */
async function fill(db: Db, before: number, cases: number): Promise<void> {
  await storeKinds(db, kinds)
  await sql`set session_replication_role = replica`.execute(db)
  await sql`set synchronous_commit = off`.execute(db)
  const all = before + cases
  await sql`
    insert into incident (id, title, opened_at) overriding system value
    select i, '事件', now() from generate_series(1, ${sql.lit(Math.ceil(all / 12) + 1)}) as i`.execute(db)
  for (let from = 1; from <= all; from += batch)
    await fillBatch(db, from, Math.min(all, from + batch - 1), { before, cases })
  await fillRegister(db)
  await sql`set session_replication_role = origin`.execute(db)
  await sql`drop table bench_kind`.execute(db)
  await sql`vacuum analyze`.execute(db)
}

/**
 * One case in eight tells of an event with two others. Four in five are answered after three to eighteen days, two in five of those are
 * judged; one in thirty is returned once. Every third case has a local clock that nobody meets in time.
 */
async function fillBatch(
  db: Db,
  from: number,
  to: number,
  { before, cases }: { before: number; cases: number },
): Promise<void> {
  await sql`
    with one as (
      select i as id, k.*, date_trunc('day', now()) - interval '8 hours' + (case when i <= ${sql.lit(before)}
               then interval '-730 days' + i * (interval '365 days' / ${sql.lit(before)}::float8)
               else interval '-365 days' + (i - ${sql.lit(before)}) * (interval '365 days' / ${sql.lit(cases)}::float8) end) as at,
             case when i % 4 = 0 then 'report' else 'complaint' end as filing, 3 + i % 16 as takes, i % 5 > 0 as answered
        from generate_series(${sql.lit(from)}::int, ${sql.lit(to)}::int) as i join bench_kind k on k.n = (i * 7919::bigint) % ${sql.lit(kinds)}),
    told as (
      insert into report (id, channel, content_hash, kind, title, text, respondent, amount, anonymous, received_at)
      select id, 'web', md5(id::text), filing, title, text || ' 编号' || id, respondent, id % 20000, id % 3 = 0, at from one),
    assessed as (
      insert into assessment (report_id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail)
      select id, at, 'bench', leaf, confidence, lead, danger, risk, hazards, detail from one),
    opened as (
      insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
      select id, md5('r' || id), case when answered then 'closed' else 'handling' end, lead, support, leaf, filing, district, street, danger, risk,
             title, at, case when answered then null else at + interval '10 days' end from one),
    clocked as (
      insert into case_clock (case_id, rule, rule_from, force, starts_at, due_at, provisional, met_at)
      select id, 'AMR_COMPLAINT.accept_decision', date '2020-01-01', 'statutory', at + interval '1 hour', at + interval '9 days', false, at + interval '1 day' from one
      union all select id, 'H12345.reply', date '2020-01-01', 'local', at + interval '1 hour', at + interval '14 days', false,
                       case when answered then at + takes * interval '1 day' end from one where id % 3 < 2
      union all select id, 'H12345.sign', date '2020-01-01', 'target', at, at + interval '1 day', false, at + interval '2 hours' from one),
    happened as (
      insert into case_event (case_id, at, actor, act, from_state, to_state, bureau, to_bureau, milestone, public_text)
      select id, at, 'triage', 'receive', null, 'to_dispatch', 'DATA', null, null, '已收到 Received' from one
      union all select id, at + interval '10 minutes', 'triage', 'dispatch', 'to_dispatch', 'dispatched', lead, lead, null, '已分派 Dispatched' from one
      union all select id, at + interval '20 minutes', 'staff:1', 'return', 'dispatched', 'to_dispatch', lead, 'HCB', null, null from one where id % 30 = 0
      union all select id, at + interval '30 minutes', 'staff:1', 'dispatch', 'to_dispatch', 'dispatched', lead, lead, null, '已分派' from one where id % 30 = 0
      union all select id, at + interval '1 day', 'staff:1', 'accept', 'dispatched', 'handling', lead, null, 'contacted', '已受理' from one
      union all select id, at + takes * interval '1 day', 'staff:1', 'answer', 'handling', 'answered', lead, null, null, '经查，已处理。' from one where answered
      union all select id, at + (takes + 15) * interval '1 day', 'staff:1', 'close', 'answered', 'closed', lead, null, null, null from one where answered),
    judged as (
      insert into case_judgement (case_id, answered_at, at, solved, satisfied, reopened)
      select id, at + takes * interval '1 day', at + (takes + 1) * interval '1 day', case when id % 7 = 0 then 'unsolved' else 'solved' end,
             id % 6 > 0, false from one where answered and id % 5 < 3)
    insert into incident_member (report_id, incident_id, actor, joined_at, because)
    select id, id / 12, 'job:incidents', at, '{}' from one where id % 12 < 3 and id >= 12`.execute(db)
}

/** Firms with the grade they have kept or got, and three samples each in two years. */
async function fillRegister(db: Db): Promise<void> {
  const codes = JSON.stringify(Array.from({ length: firms }, (_, nth) => ({ id: nth + 1, code: creditCode(nth + 1) })))
  await sql`
    insert into enterprise (id, code, name, kind, size, status, district, content_hash, recorded_at) overriding system value
    select id, code, '样例企业' || id, 'company', 'small', 'active', (array['FUTIAN', 'NANSHAN', 'BAOAN', 'LONGGANG'])[1 + id % 4], '-', now()
      from json_to_recordset(${codes}) as f (id int8, code text)`.execute(db)
  await sql`
    insert into enterprise_grade (enterprise_id, grade, detail, rule, computed_at, state, shown_at, shown_by)
    select i, substr('ABCDN', 1 + (i + n) % 5, 1), '{}', 'bench', at, 'shown', at, 'rule:bench'
      from generate_series(1, ${sql.lit(firms)}) as i, generate_series(0, 2) as n, lateral (select now() - (700 - 250 * n) * interval '1 day' as at) t
     where n < 2 or i % 3 = 0`.execute(db)
  await sql`
    insert into enterprise_fact (enterprise_id, kind, result, harm, safety, subject, document_no, authority, bureau, happened_on, state, source, source_ref, content_hash, recorded_at)
    select i, 'sample', case when (i + n) % 11 = 0 then 'fail' else 'pass' end, 'none', false,
           (array['电饭煲', '充电宝', '儿童玩具', '食用油', '婴儿服装', '移动电源', '蔬菜', '燃气灶'])[1 + (i * 7 + n) % 8] || (i % 40), '样' || i || '-' || n,
           '局', 'AMR', current_date - (i % 240 + 240 * n)::int, 'standing', 'import', 'sample:局:' || i || '-' || n, '-', now()
      from generate_series(1, ${sql.lit(firms)}) as i, generate_series(0, 2) as n`.execute(db)
}
