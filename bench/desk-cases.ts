import { sql } from 'kysely'
import type { Db } from '../src/db/open.ts'
import { storeKinds } from './case-kinds.ts'

const batch = 5000
const kinds = 600

/** Half a year of cases: one in twenty open, the newest mostly so; texts of some hundred kinds with what triage says of them. */
export async function fill(db: Db, cases: number, fillOne: typeof fillBatch): Promise<string[][]> {
  const words = await storeKinds(db, kinds)
  await sql`select extend_case_search(${cases})`.execute(db)
  for (let from = 1; from <= cases; from += batch) await fillOne(db, from, Math.min(cases, from + batch - 1), cases)
  await sql`drop table bench_kind`.execute(db)
  await sql`vacuum analyze`.execute(db)
  return words
}

/** What a search reads and no more: the filing, its case and its words, as `fillBatch` makes them. */
export async function fillFindable(db: Db, from: number, to: number, cases: number): Promise<void> {
  await sql`
    with one as (${toldOf(from, to, cases)}),
    told as (
      insert into report (id, channel, content_hash, kind, title, text, respondent, anonymous, received_at)
      select id, 'web', md5(id::text), 'complaint', title, '', respondent, true, at from one),
    opened as (
      insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
      select id, md5('r' || id), state, lead, support, leaf, 'complaint', district, street, danger, risk, title, at,
             case when state in ('closed', 'refused') then null else at + interval '10 days' end from one)
    insert into case_search (case_id, words) select id, array_to_tsvector(words || ('n' || id)) from one`.execute(db)
}

/** Everything that the desks show of a case. */
export async function fillBatch(db: Db, from: number, to: number, cases: number): Promise<void> {
  await sql`
    with one as (${toldOf(from, to, cases)}),
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

/** The cases with these numbers: age runs from half a year down to minutes, old ones are closed but for a few. */
const toldOf = (from: number, to: number, cases: number) => sql`
  select i as id, k.*, now() - (${cases} - i) * (interval '183 days' / ${cases}) as at,
         case when i > ${cases} * 0.97 then (array['dispatched','handling','handling','answered','to_dispatch','handling'])[1 + i % 6]
              when i % 40 = 0 then 'handling' when i % 25 = 0 then 'refused' else 'closed' end as state
    from generate_series(${sql.lit(from)}::int, ${sql.lit(to)}::int) as i join bench_kind k on k.n = (i * 7919::bigint) % ${sql.lit(kinds)}`
