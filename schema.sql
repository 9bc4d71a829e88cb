-- What Quality Sentinel remembers, in the order of the mission. Written by hand; src/db/tables.ts is written from it.
-- Times are UTC instants (timestamptz); civil dates are Asia/Shanghai dates. Bureaus, leaves, districts and clock rules are
-- named by their codes in city/<name>/ and are checked there, so no foreign key stands behind them.


-- History is only ever added to: see the triggers. Whoever takes these triggers away to change it is still found out by the chain.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name; end
$$;


-- ── What people tell us ─────────────────────────────────────────────────────────────────────────────────────────────

-- Report ids are handed out in blocks so that a process knows the id before it writes (src/db/report-ids.ts).
create sequence report_id_block;

-- One filing by one person: 投诉 (a dispute to settle) or 举报 (a clue to check), as it was written. Never changed afterwards.
create table report (
  id             bigint primary key,
  channel        text not null check (channel in ('web', 'api', 'hotline', 'open311')),
  channel_ref    text,
  submission_key text,
  content_hash   text not null,
  kind           text not null check (kind in ('complaint', 'report')),
  title          text not null,
  text           text not null,
  respondent     text,
  product        text,
  place          text,
  occurred_on    date,
  amount         numeric(14, 2) check (amount >= 0),
  claims         text[] not null default '{}',
  anonymous      boolean not null,
  -- The public incident that the reporter says this is about as well (`public_incident.code`).
  incident       text,
  received_at    timestamptz not null,
  unique (channel, channel_ref),
  unique (submission_key)
);
-- With the id, so that counting a period needs no look at the filings themselves.
create index report_received on report (received_at, id);
create index report_respondent on report (lower(respondent)) where respondent is not null;

-- What an Open311 program says that no other channel does: the service its user chose, and the point on the map as coarsely as
-- everybody may see it (the place in words is in the report). Its id is the report's `channel_ref` and the only number the public sees. Written before the report, so that a filing never lacks it.
create table open311_request (
  id           text primary key,
  service_code text not null,
  lat          double precision check (lat between -90 and 90),
  long         double precision check (long between -180 and 180),
  made_at      timestamptz not null,
  check (num_nonnulls(lat, long) <> 1)
);
create index open311_request_made on open311_request (made_at);

-- Keys that alike reports share (src/triage/similarity.ts). A table, not an array: the newest few holders of a key are found
-- in one short index scan even when ten thousand people report the same blackout.
create table report_key (
  key       bigint not null,
  -- No foreign key: written in the same statement as its report, and checked for every key it would cost more than the rest.
  report_id bigint not null,
  primary key (key, report_id)
);

-- Who filed it, sealed (src/accounts/identity-vault.ts): name, phone and e-mail under a key of this record's own, which is wrapped by
-- a key kept outside the database. What was left is known without opening. Erased, a tombstone stays: when and why.
create table reporter_identity (
  report_id      bigint primary key references report,
  holds          text[] not null check (holds <@ array['name', 'phone', 'email']),
  key_id         text,
  wrapped_key    bytea,
  sealed         bytea,
  erased_at      timestamptz,
  erased_because text,
  check (num_nonnulls(key_id, wrapped_key, sealed) in (0, 3)),
  check ((sealed is null) = (erased_at is not null) and (erased_at is null) = (erased_because is null))
);

-- A photo or document handed in, with the filing or later, after checks: the type its bytes prove, image metadata stripped.
create table attachment (
  id         bigint generated always as identity primary key,
  report_id  bigint not null references report,
  name       text not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  size_bytes integer not null check (size_bytes > 0),
  sha256     text not null,
  scan       text not null check (scan in ('clean', 'unscanned')),
  bytes      bytea not null,
  added_at   timestamptz not null
);
create index attachment_report on attachment (report_id);

-- What the report means, as computed when it came in. `detail` is the whole Assessment with its reasons.
create table assessment (
  report_id  bigint primary key references report,
  made_at    timestamptz not null,
  model      text not null,
  leaf       text not null,
  confidence real not null check (confidence between 0 and 1),
  lead       text not null,
  danger     smallint not null check (danger between 0 and 3),
  risk       text not null check (risk in ('low', 'medium', 'high', 'serious')),
  hazards    text[] not null,
  detail     jsonb not null
);

-- The hazards of a year are counted without reading the reasons.
create index assessment_hazards on assessment (report_id) include (hazards) where hazards <> '{}';

-- Reports that may tell of the same event, found when the later one came in, with what they share.
create table likely_duplicate (
  report_id  bigint not null references report,
  earlier_id bigint not null references report,
  score      real not null check (score between 0 and 1),
  because    text[] not null,
  primary key (report_id, earlier_id)
);
create index likely_duplicate_earlier on likely_duplicate (earlier_id);

-- For each filing asked about ({filing, key}), the earlier reports that hold the most of its likeness keys. A function for the sake of
-- its plan: made once per connection and always of look-ups by key, also on a connection that met these tables while they were empty.
create function earlier_reports(asked json, holders_per_key integer, compared_per_filing integer, since timestamptz)
returns table ("filingId" bigint, id bigint, title text, text text, respondent text, place text, leaf text, "receivedAt" timestamptz)
language plpgsql stable
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with hits as (
    select a.filing, holder.report_id, count(*) as shared
      from json_to_recordset(asked) as a (filing bigint, key bigint) cross join lateral (
        select k.report_id from report_key k where k.key = a.key order by k.report_id desc limit holders_per_key) as holder
     group by a.filing, holder.report_id),
  best as (
    select h.*, row_number() over (partition by h.filing order by h.shared desc, h.report_id desc) as place from hits h)
  select best.filing, told.*
    from best cross join lateral (
      select r.id, r.title, r.text, r.respondent, r.place, m.leaf, r.received_at
        from report r join assessment m on m.report_id = r.id
       where r.id = best.report_id and r.received_at > since limit 1) as told
   where best.place <= compared_per_filing; end
$$;


-- ── How a bureau settles it ─────────────────────────────────────────────────────────────────────────────────────────

-- One case per report, with the same id. The receipt is the reporter's only key: only its SHA-256 is kept.
create table case_file (
  id           bigint primary key references report,
  receipt_hash text not null unique,
  state        text not null check (state in ('to_dispatch', 'to_rule', 'dispatched', 'referred', 'handling', 'answered', 'closed', 'refused')),
  lead         text not null,
  support      text[] not null,
  leaf         text not null,
  kind         text not null check (kind in ('complaint', 'report')),
  district     text,
  street       text,
  danger       smallint not null check (danger between 0 and 3),
  risk         text not null check (risk in ('low', 'medium', 'high', 'serious')),
  title        text not null,
  opened_at    timestamptz not null,
  -- The earliest due date among the clocks still running; null when none runs.
  next_due_at  timestamptz,
  answer       text,
  -- When the reporter last added something, until the bureau in charge has acted on the case since; null when there is nothing new.
  added_at     timestamptz,
  -- How many acts have moved it: of two acts decided on the same sight of the case only one succeeds.
  moves        integer not null default 0
);
-- What a desk counts and sorts of its open cases, without reading them, and those it supports.
create index case_file_inbox on case_file (lead, next_due_at) include (id, danger, state, leaf, district, added_at)
  where state not in ('closed', 'refused');
create index case_file_support on case_file using gin (support) with (fastupdate = off) where state not in ('closed', 'refused');
create index case_file_added on case_file (lead) where added_at is not null;
-- What a desk counts and sorts of its ended cases, which are most of all, without reading them.
create index case_file_ended on case_file (state, lead, id) include (danger, next_due_at, added_at) where state in ('closed', 'refused');
-- The order of the dispatcher's desk.
create index case_file_to_dispatch on case_file ((danger >= 2) desc, next_due_at, id) where state = 'to_dispatch';
-- Dangerous cases that nobody has signed for yet.
create index case_file_unsigned_danger on case_file (id) where (danger >= 2 or risk = 'serious') and state in ('dispatched', 'referred');

-- The demands of a filing that has several, in order: a stretch of the assessment's text in UTF-16 units where the machine set it apart
-- (src/triage/items.ts), or the words of the officer who did; what it is about and who should lead. A filing with one demand has no row here.
create table case_item (
  case_id    bigint not null references case_file,
  number     smallint not null check (number between 1 and 8),
  starts     integer check (starts >= 0),
  ends       integer check (ends > starts),
  words      text,
  leaf       text not null,
  lead       text not null,
  confidence real not null check (confidence between 0 and 1),
  primary key (case_id, number),
  check (num_nonnulls(starts, ends) in (0, 2) and (starts is null) <> (words is null))
);

-- A demand given to a bureau that handles it beside the lead, under a clock of its own, and what that bureau found: fact, result and
-- article, from which the lead writes the one answer. Returned or taken back, it may be given on; one part of an item runs at a time.
create table item_part (
  id          bigint generated always as identity primary key,
  case_id     bigint not null,
  number      smallint not null,
  bureau      text not null,
  given_at    timestamptz not null,
  given_by    text not null,
  rule        text not null,
  rule_from   date not null,
  due_at      timestamptz not null,
  provisional boolean not null,
  signed_at   timestamptz,
  ended_at    timestamptz,
  ended_by    text check (ended_by in ('handed_in', 'returned', 'taken_back', 'case_moved')),
  fact        text,
  result      text,
  article     text,
  foreign key (case_id, number) references case_item,
  check ((ended_at is null) = (ended_by is null)),
  check (coalesce(ended_by = 'handed_in', false) = (fact is not null) and (fact is null) = (result is null))
);
create unique index item_part_running on item_part (case_id, number) where ended_at is null;
create index item_part_item on item_part (case_id, number, id);

-- One legal, local or target limit on one case. Article, unit and arithmetic follow from the rule's version; the due date is derived from the start event.
create table case_clock (
  case_id     bigint not null references case_file,
  rule        text not null,
  rule_from   date not null,
  force       text not null check (force in ('statutory', 'local', 'target')),
  starts_at   timestamptz not null,
  due_at      timestamptz not null,
  provisional boolean not null,
  met_at      timestamptz,
  -- Since when it stands still, for a pause that is not over; while it does, nothing is due.
  paused_at   timestamptz,
  -- When its next reminder is due, as src/cases/reminders/remind-deadlines.ts worked it out; null until then, `infinity` when none is left.
  remind_at   timestamptz,
  primary key (case_id, rule)
);
create index case_clock_running on case_clock (due_at) where met_at is null;
create index case_clock_reminding on case_clock (remind_at) where remind_at is not null and met_at is null;

-- A time in which clocks of a case stand still: something was asked of the reporter, a test or appraisal runs, or it is suspended. Which clocks
-- it stops, the version of their rule says. Days after the day it began, up to and with the day it ended, do not count.
create table case_pause (
  id        bigint generated always as identity primary key,
  case_id   bigint not null references case_file,
  kind      text not null check (kind in ('supplement', 'identity', 'testing', 'suspension')),
  -- The reporter is asked at most once before the matter is accepted and once after.
  stage     text not null check (stage in ('acceptance', 'handling')),
  starts_at timestamptz not null,
  -- Until when the reporter may answer; null for a test.
  until_at  timestamptz,
  ends_at   timestamptz,
  ended_by  text check (ended_by in ('received', 'lapsed', 'tested', 'resumed', 'case_moved')),
  check ((ends_at is null) = (ended_by is null))
);
create unique index case_pause_running on case_pause (case_id, kind) where ends_at is null;
create unique index case_pause_asked on case_pause (case_id, stage) where kind = 'supplement';
create index case_pause_lapsing on case_pause (until_at) where ends_at is null;

-- 身份核验: proof of identity asked of a complainant before acceptance, at most twice. What is given is sealed like an identity and read by
-- custodians alone; it is erased when the identity is confirmed or no longer in question, and kept with the identity when it is not confirmed.
create table identity_check (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references case_file,
  wanted      text not null,
  asked_at    timestamptz not null,
  asked_by    text not null,
  until_at    timestamptz not null,
  given_at    timestamptz,
  key_id      text,
  wrapped_key bytea,
  sealed      bytea,
  outcome     text check (outcome in ('confirmed', 'denied', 'lapsed', 'withdrawn')),
  decided_at  timestamptz,
  decided_by  text,
  reason      text,
  check (num_nonnulls(key_id, wrapped_key, sealed) in (0, 3)),
  check (sealed is null or given_at is not null),
  check (num_nonnulls(outcome, decided_at, decided_by) in (0, 3))
);
create index identity_check_case on identity_check (case_id);
create unique index identity_check_running on identity_check (case_id) where outcome is null;

-- 共同投诉: complaints of one incident that are mediated once, with one or two of their reporters as representatives; named by the first of
-- its cases. What the representatives settle is put to each complainant.
create table joint_complaint (
  id           bigint primary key references case_file,
  joined_at    timestamptz not null,
  joined_by    text not null,
  settlement   text,
  proposed_at  timestamptz,
  answer_until timestamptz,
  check (num_nonnulls(settlement, proposed_at, answer_until) in (0, 3))
);

-- One complaint in it. Without consent to a settlement it leaves and goes on alone; it joins once in its life.
create table joint_member (
  case_id     bigint primary key references case_file,
  joint_id    bigint not null references joint_complaint,
  represents  boolean not null,
  consents    boolean,
  answered_at timestamptz,
  left_at     timestamptz
);
create index joint_member_joint on joint_member (joint_id);

-- The one extension of a clock, approved by the head of the bureau with a reason that the reporter was told.
create table case_extension (
  case_id     bigint not null,
  rule        text not null,
  -- The start of the run of the clock that was extended.
  starts_at   timestamptz not null,
  amount      integer not null check (amount > 0),
  reason      text not null,
  approved_by text not null,
  approved_at timestamptz not null,
  primary key (case_id, rule, starts_at),
  foreign key (case_id, rule) references case_clock
);

-- Somebody was told that 50, 80 or 100 % of a clock is used up: one row per clock, step and role for ever. Whoever was told
-- acknowledges it; unacknowledged until `answer_by`, the next role is told.
create table clock_reminder (
  id              bigint generated always as identity primary key,
  case_id         bigint not null references case_file,
  rule            text not null,
  -- The start of the run of the clock.
  starts_at       timestamptz not null,
  step            smallint not null check (step in (50, 80, 100)),
  role            text not null check (role in ('officer', 'head', 'joint_office')),
  -- The bureau whose people were told.
  bureau          text not null,
  because         text not null check (because in ('step', 'unacknowledged')),
  told_at         timestamptz not null,
  answer_by       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  escalated_at    timestamptz,
  unique (case_id, rule, starts_at, step, role),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index clock_reminder_open on clock_reminder (bureau, role, told_at) where acknowledged_at is null;
create index clock_reminder_unanswered on clock_reminder (answer_by) where acknowledged_at is null and escalated_at is null;

-- How likely each clock due within a week will be met late, from clocks of the same kind that are over (src/cases/reminders/lateness.ts).
-- Made anew every hour.
create table clock_forecast (
  case_id bigint not null references case_file,
  rule    text not null,
  bureau  text not null,
  late    real not null check (late between 0 and 1),
  -- Working days it has run, and the clocks it was compared with that were still open after as many, and how many of those were late.
  age     integer not null,
  pool    text not null check (pool in ('leaf', 'bureau', 'city', 'none')),
  alike   integer not null,
  alike_late integer not null,
  made_at timestamptz not null,
  primary key (case_id, rule)
);
create index clock_forecast_worst on clock_forecast (bureau, late desc);

-- The calendar this database last counted with, so that a newly loaded holiday notice is noticed and what it touches is counted again.
create table calendar_year (
  year     integer primary key,
  status   text not null check (status in ('official', 'provisional')),
  notice   text,
  days_off text[] not null,
  makeup   text[] not null,
  loaded_at timestamptz not null
);

-- What happened to a case, in order: who did which act, from which state to which, with the words for the reporter and the words for inside.
create table case_event (
  id            bigint generated always as identity primary key,
  case_id       bigint not null references case_file,
  at            timestamptz not null,
  actor         text not null,
  act           text not null,
  from_state    text,
  to_state      text not null,
  bureau        text not null,
  -- The bureau it was given to, or proposed by the one that returned it.
  to_bureau     text,
  -- The step that was recorded as done (src/cases/clocks/milestones.ts).
  milestone     text,
  reason        text,
  article       text,
  public_text   text,
  internal_text text
);
create index case_event_case on case_event (case_id, id);
create index case_event_extension_asked on case_event (id) where act = 'ask_extension';


-- The words under which the desks find a case (src/triage/search-words.ts), written by a worker within seconds of the filing. Ids rise with
-- time, so each part holds a stretch of it: a search reads from the newest part back and ends where it has found enough.
create table case_search (
  case_id bigint primary key references case_file,
  words   tsvector not null
) partition by range (case_id);
-- What is not sorted in yet is read by every search, so it is kept short.
create index case_search_words on case_search using gin (words) with (gin_pending_list_limit = 256);

-- How many ids one part of case_search spans.
create function case_search_span() returns bigint language sql immutable as 'select 65536::bigint';

-- Makes the parts of case_search for ids up to `upto`, where they are missing. The worker asks long before they are needed, so a moment at
-- which the tables are busy is left to its next round: filings are not kept waiting.
create function extend_case_search(upto bigint) returns void language plpgsql set lock_timeout = '100ms'
as $$
declare
  part bigint := upto / case_search_span();
begin
  if to_regclass('case_search_' || part) is not null then return; end if;
  lock table case_search in share update exclusive mode;
  while part >= 0 and to_regclass('case_search_' || part) is null loop
    execute format('create table %I partition of case_search for values from (%s) to (%s)',
      'case_search_' || part, part * case_search_span(), (part + 1) * case_search_span());
    part := part - 1;
  end loop;
exception when lock_not_available then return;
end $$;

select extend_case_search(0);

-- The newest `most` cases that hold the words asked for. What that costs is bounded without knowing how many hold them: the newest cases are
-- read one by one, and further back as long as one in eight holds them; of rarer words the index of one part after the other is asked.
create function cases_holding(wanted tsquery, most integer) returns table (case_id bigint) language plpgsql stable rows 3000
set random_page_cost = 1.1 set max_parallel_workers_per_gather = 0 set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  stretch constant bigint := 2048;
  upto bigint := coalesce((select max(id) from case_file), 0) + 1;
  since bigint := upto - stretch;
  often boolean := true;
  missing integer := most;
  found integer;
begin
  while missing > 0 and upto > 0 loop
    -- `offset 0` keeps the planner from taking the other way.
    if often then
      return query
      select s.case_id
        from (select case_id, words from case_search where case_id >= since and case_id < upto order by case_id desc offset 0) s
       where s.words @@ wanted limit missing;
    else
      return query
      select s.case_id
        from (select case_id from case_search where words @@ wanted and case_id >= since and case_id < upto offset 0) s
       order by s.case_id desc limit missing;
    end if;
    get diagnostics found = row_count;
    missing := missing - found;
    often := often and found * 8 > upto - since;
    upto := since;
    since := case when often then upto - 2 * stretch else (upto - 1) / case_search_span() * case_search_span() end;
  end loop;
end $$;

-- Up to which row of case_event every filing has its words. One row.
create table search_turn (
  id       smallint primary key check (id = 1),
  swept_to bigint not null
);


-- ── One incident: reports that tell of the same event ───────────────────────────────────────────────────────────────

-- Reports of one event. Each keeps its own case, clock, answer and privacy; officers work once. One that a larger incident has
-- taken up stays as a row, so that links to it still lead somewhere.
create table incident (
  id          bigint generated always as identity primary key,
  title       text not null,
  opened_at   timestamptz not null,
  merged_into bigint references incident
);

-- Which report belongs to which incident, by whom (`job:…` or `staff:…`), and what ties it to the others.
create table incident_member (
  report_id   bigint primary key references report,
  incident_id bigint not null references incident,
  actor       text not null,
  joined_at   timestamptz not null,
  -- Mean likeness to the members when the machine joined it; null when a person did.
  likeness    real check (likeness between 0 and 1),
  because     text[] not null
);
create index incident_member_incident on incident_member (incident_id, report_id);

-- Alike, but not enough for the machine: two reports that a person is asked about, until somebody answers.
create table incident_question (
  report_id   bigint not null references report,
  earlier_id  bigint not null references report,
  likeness    real not null check (likeness between 0 and 1),
  because     text[] not null,
  asked_at    timestamptz not null,
  answered_at timestamptz,
  primary key (report_id, earlier_id)
);
create index incident_question_earlier on incident_question (earlier_id);

-- Pairs of reports that a person keeps apart: the machine never puts them into one incident again.
create table incident_apart (
  one_id     bigint not null references report,
  other_id   bigint not null references report,
  decided_at timestamptz not null,
  actor      text not null,
  reason     text not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index incident_apart_other on incident_apart (other_id);

-- What happened to an incident, in order. Append-only.
create table incident_event (
  id          bigint generated always as identity primary key,
  incident_id bigint not null references incident,
  at          timestamptz not null,
  actor       text not null,
  act         text not null check (act in ('open', 'join', 'merge', 'split', 'act')),
  report_id   bigint references report,
  -- The incident that a merge took up.
  other_id    bigint references incident,
  reason      text not null
);
create index incident_event_incident on incident_event (incident_id, id);

-- What a person publishes of an incident in words of their own, so that others to whom it happened can join it: nothing of a report, nobody
-- who filed one. Each publication and withdrawal is a row; the last of a code counts. Append-only.
create table public_incident (
  id          bigint generated always as identity primary key,
  incident_id bigint not null references incident,
  -- The address of the page, made at random once.
  code        text not null,
  number      integer not null check (number >= 1),
  act         text not null check (act in ('publish', 'withdraw')),
  title       text not null,
  words       text not null,
  respondent  text,
  product     text,
  place       text,
  bureau      text not null,
  actor       text not null,
  at          timestamptz not null,
  reason      text not null,
  unique (code, number)
);
create index public_incident_incident on public_incident (incident_id);

-- Keys under which a new report finds alike ones (src/triage/incidents/block-keys.ts). Written by the sweep, not by intake.
create table incident_key (
  key       bigint not null,
  -- No foreign key: some twenty rows a report.
  report_id bigint not null,
  primary key (key, report_id)
);

-- Reports that the sweep has placed, each with all that a later one is compared by (src/triage/incidents/sketch.ts): no text is read again.
create table incident_sweep (
  report_id   bigint primary key,
  swept_at    timestamptz not null,
  received_at timestamptz not null,
  respondent  text,
  names       text[] not null,
  areas       text[] not null,
  numbers     text[] not null,
  -- Hashes of two and three characters, u32 little-endian, then how often each stands there, u8: some 2 kB, kept in the row.
  grams       bytea not null
) with (toast_tuple_target = 8160);
alter table incident_sweep alter column grams set storage external;

-- The earlier reports that share most with a report asked about, and the members of their incidents. A key that many hold is worth
-- little. A function for the sake of its plan, like earlier_reports.
create function incident_neighbours(asked bigint, keys bigint[], weights real[], holders_per_key integer, compared integer, members_at_each_end integer)
returns table (id bigint, incident_id bigint, leaf text, received_at timestamptz, respondent text, names text[], areas text[], numbers text[], grams bytea)
language plpgsql stable
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with near as (
    select holder, sum(wanted.weight / cardinality(held.holders)) as worth
      from unnest(keys, weights) as wanted (key, weight)
     cross join lateral (select array(
       select k.report_id from incident_key k where k.key = wanted.key and k.report_id <> asked
        order by k.report_id desc limit holders_per_key) as holders
       -- Looked up once for each key and not again for each holder.
       offset 0) as held
     cross join lateral unnest(held.holders) as holder
     group by holder order by worth desc, holder desc limit compared),
  placed as (
    select near.holder as report_id, m.incident_id from near left join incident_member m on m.report_id = near.holder),
  told as (
    select report_id, incident_id from placed where incident_id is null
    union all
    select m.report_id, i.incident_id
      from (select distinct incident_id from placed where incident_id is not null) as i
     cross join lateral (
       (select report_id from incident_member where incident_id = i.incident_id order by report_id limit members_at_each_end)
       union
       (select report_id from incident_member where incident_id = i.incident_id order by report_id desc limit members_at_each_end)) as m)
  select s.report_id, told.incident_id, c.leaf, s.received_at, s.respondent, s.names, s.areas, s.numbers, s.grams
    from told join incident_sweep s on s.report_id = told.report_id join case_file c on c.id = told.report_id; end
$$;

-- Whose turn it is to sweep, and up to which row of case_event nothing is left to place. One row; a worker that dies loses its turn.
create table incident_turn (
  id          smallint primary key check (id = 1),
  taken_until timestamptz not null,
  swept_to    bigint not null
);

-- One correction of what triage said of a report, never changed: what was predicted, what is right, who says so and why. Of
-- several on the same part of a report the last one holds; a report that was handled as predicted has none.
create table correction (
  id        bigint generated always as identity primary key,
  report_id bigint not null references report,
  at        timestamptz not null,
  actor     text not null,
  -- The bureau for which a person acted; null for the reporter.
  bureau    text,
  source    text not null check (source in ('dispatcher', 'officer', 'return', 'reporter')),
  what      text not null check (what in ('leaf', 'lead', 'danger', 'kind', 'entity', 'merge', 'risk')),
  predicted jsonb not null,
  corrected jsonb not null,
  reason    text,
  -- The version of the model that predicted.
  model     text not null
);
create index correction_report on correction (report_id, id);
create index correction_recent on correction (at);

-- Who has which waiting case before them on the dispatcher's desk. It ends by itself, so that a text left undecided comes back
-- to everybody; accounts are made further down, so no foreign key stands behind the number.
create table dispatch_claim (
  case_id    bigint primary key references case_file,
  account_id bigint not null,
  until_at   timestamptz not null
);
create index dispatch_claim_account on dispatch_claim (account_id);

-- Which waiting case a dispatcher put aside, and until when; the others see it meanwhile.
create table dispatch_skip (
  case_id    bigint not null references case_file,
  account_id bigint not null,
  until_at   timestamptz not null,
  primary key (account_id, case_id)
);

-- The risk of a case as a person left it, with every factor and why, never changed: the last one holds, before any the assessment's.
create table risk_revision (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references case_file,
  at          timestamptz not null,
  actor       text not null,
  bureau      text not null,
  reason      text not null,
  scenarios   jsonb not null,
  severity    smallint not null check (severity between 1 and 4),
  probability real not null check (probability between 0 and 1),
  level       text not null check (level in ('low', 'medium', 'high', 'serious')),
  was         text not null check (was in ('low', 'medium', 'high', 'serious'))
);
create index risk_revision_case on risk_revision (case_id, id);


-- A bureau's own text to begin a reply from, every version kept: the newest of a number holds, unless it says that the template is ended.
create table reply_template (
  id         bigint generated always as identity primary key,
  bureau     text not null,
  number     integer not null check (number >= 1),
  version    integer not null check (version >= 1),
  at         timestamptz not null,
  account_id bigint not null,
  act        text not null,
  -- Sectors or leaves it is for; empty for every matter.
  matters    text[] not null,
  name       text not null,
  article    text,
  text       text not null,
  ended      boolean not null,
  unique (bureau, number, version)
);
create trigger reply_template_append_only before update or delete on reply_template for each statement execute function refuse_rewriting();

-- What the reporter says of an answer, once for each answer: whether the matter is solved, whether they are satisfied, and why.
create table case_judgement (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references case_file,
  answered_at timestamptz not null,
  at          timestamptz not null,
  solved      text not null check (solved in ('solved', 'partly', 'unsolved')),
  satisfied   boolean not null,
  why         text,
  reopened    boolean not null,
  unique (case_id, answered_at)
);

-- A judgement, or a demand, that the joint-meeting office judges apart: the law bars it or it is unreasonable, so that no bureau is
-- measured by it. The reporter may object once; another person of the office rules on it.
create table set_apart (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references case_file,
  -- The answer whose judgement is meant; else the demand.
  answered_at timestamptz,
  item        smallint,
  ground      text not null check (ground in ('barred', 'unreasonable')),
  reason      text not null,
  article     text not null,
  set_at      timestamptz not null,
  set_by      text not null,
  bureau      text not null,
  objected_at timestamptz,
  objection   text,
  ruled_at    timestamptz,
  ruled_by    text check (ruled_by <> set_by),
  upheld      boolean,
  ruling      text,
  foreign key (case_id, item) references case_item,
  check (num_nonnulls(answered_at, item) = 1),
  check ((objected_at is null) = (objection is null)),
  check (num_nonnulls(ruled_at, ruled_by, upheld, ruling) in (0, 4) and (ruled_at is null or objected_at is not null))
);
create unique index set_apart_judgement on set_apart (case_id, answered_at) where upheld is distinct from false;
create unique index set_apart_item on set_apart (case_id, item) where upheld is distinct from false;
create index set_apart_objected on set_apart (objected_at) where objected_at is not null and ruled_at is null;
create trigger case_judgement_append_only before update or delete on case_judgement for each statement execute function refuse_rewriting();

-- The last number given in each form and year.
create table document_serial (
  form text not null,
  year smallint not null,
  last integer not null,
  primary key (form, year)
);

-- An official document on a case, numbered within its form and year, with its words and its PDF frozen as they were sent.
create table case_document (
  id        bigint generated always as identity primary key,
  case_id   bigint not null references case_file,
  form      text not null,
  year      smallint not null,
  serial    integer not null,
  number    text not null,
  addressee text not null check (addressee in ('reporter', 'both_sides', 'bureau', 'file')),
  content   jsonb not null,
  pdf       bytea not null,
  sha256    text not null,
  made_at   timestamptz not null,
  made_by   bigint not null,
  unique (form, year, serial)
);
create index case_document_case on case_document (case_id, id);
create trigger case_document_frozen before update or delete on case_document for each statement execute function refuse_rewriting();


-- ── What authorities tell us ────────────────────────────────────────────────────────────────────────────────────────

-- A document as it arrived, before anybody read it. The same bytes are kept once.
create table raw_document (
  sha256      text primary key,
  name        text not null,
  media_type  text not null,
  bytes       bytea not null,
  received_at timestamptz not null
);

-- One reading of one document, or one attempt to fetch it: what was in it, so that "nothing new", "not changed since" and
-- "could not read" never look alike. A fetch that brought no document has none.
create table source_run (
  id         bigint generated always as identity primary key,
  source     text not null,
  -- How it came: by command, uploaded by a person, dropped into the watched folder, fetched.
  way        text not null check (way in ('command', 'upload', 'folder', 'fetch')),
  actor      text not null,
  raw_sha256 text references raw_document,
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  status     text not null check (status in ('ok', 'empty', 'not_modified', 'failed')),
  seen       integer not null,
  new        integer not null,
  changed    integer not null,
  unchanged  integer not null,
  rejected   integer not null,
  drift      text[] not null,
  error      text
);
create index source_run_source on source_run (source, started_at);

-- A recall notice, a trade bulletin, a tested sample or a complaint abroad as its source last told it. `content` is the parsed SourceNotice
-- as all its routes together tell it; earlier states are in notice_version.
create table notice (
  id           bigint generated always as identity primary key,
  source       text not null,
  source_id    text not null,
  kind         text not null check (kind in ('recall', 'bulletin', 'sample', 'complaint_abroad')),
  title        text not null,
  title_zh     text,
  jurisdiction text,
  published_on date,
  version      integer not null,
  content_hash text not null,
  content      jsonb not null,
  first_seen_at timestamptz not null,
  changed_at   timestamptz not null,
  unique (source, source_id)
);
create index notice_recent on notice (kind, published_on desc);

-- Every telling of a notice, never overwritten.
create table notice_version (
  notice_id    bigint not null references notice,
  version      integer not null,
  content_hash text not null,
  content      jsonb not null,
  run_id       bigint not null references source_run,
  received_at  timestamptz not null,
  primary key (notice_id, version)
);

-- What each route last told of a notice that came by more than one, so that a route changes only what it tells differently than before.
create table notice_telling (
  notice_id    bigint not null references notice,
  -- Source and format, e.g. `eping:workbook`.
  route        text not null,
  content_hash text not null,
  content      jsonb not null,
  told_at      timestamptz not null,
  primary key (notice_id, route)
);

-- The WTO symbols a bulletin carries: one document may carry several, an addendum shares its parent's root.
create table notice_symbol (
  symbol    text not null,
  notice_id bigint not null references notice,
  root      text not null,
  ordered   text not null,
  primary key (symbol, notice_id)
);
create index notice_symbol_root on notice_symbol (root);

-- What a notice means here, as assess-notice last read it together with its family: the local leaves it touches and how both
-- clocks stand after every follow-up. `newest` is true for the last notice of its family: lists show one line a family.
create table notice_reading (
  notice_id     bigint primary key references notice,
  version       integer not null,
  -- The root symbol, or source and number of a notice without one.
  family        text not null,
  newest        boolean not null,
  leaves        text[] not null,
  relief        boolean not null,
  withdrawn     boolean not null,
  -- Last day for comments and first day of force; null while not known to the day, month or quarter.
  comment_until date,
  in_force_from date,
  -- Both clocks as TradeDates, with what the text says and how sure it is.
  clocks        jsonb not null,
  read_at       timestamptz not null
);
create index notice_reading_family on notice_reading (family);
create index notice_reading_open on notice_reading (comment_until) where newest;

-- A measure abroad with all its notices: one row a family, written by assess-notice and weighed anew every day, because its clocks move. What
-- stands here is the machine's reckoning; the public level is that of the released warning.
create table measure (
  -- The root symbol, or source and number of a notice without one, as in notice_reading.
  family         text primary key,
  newest_id      bigint not null references notice,
  area           text not null check (area in ('TBT', 'SPS')),
  market         text,
  title          text not null,
  title_zh       text,
  symbols        text[] not null,
  notices        integer not null,
  leaves         text[] not null,
  -- Codes that the lists know, digits alone; the objectives as written.
  hs             text[] not null,
  ics            text[] not null,
  objectives     text[] not null,
  measure_types  text[] not null,
  -- Null where no local sector is concerned.
  level          text check (level in ('red', 'orange', 'yellow', 'blue')),
  points         real not null,
  relief         boolean not null,
  withdrawn      boolean not null,
  rule_version   text not null,
  -- Evidence by leaf with the words around each find, and the parts of the level (src/alerts/measures/measure-weighing.ts).
  weighing       jsonb not null,
  comment_until  date,
  in_force_from  date,
  clocks         jsonb not null,
  -- How often each clock has moved: the SEQUENCE of its entry in a calendar (RFC 5545 §3.8.7.4).
  comment_moves  integer not null,
  in_force_moves integer not null,
  first_on       date,
  newest_on      date,
  -- The words under which the trade desk finds it (src/triage/search-words.ts).
  words          tsvector not null,
  first_seen_at  timestamptz not null,
  changed_at     timestamptz not null,
  -- The day in Shanghai for which it was weighed.
  weighed_on     date not null
);
create index measure_words on measure using gin (words);
create index measure_newest on measure (newest_on desc nulls last, family);
create index measure_comment on measure (comment_until) where not withdrawn;
create index measure_weighed on measure (weighed_on);
create index measure_leaves on measure using gin (leaves);
create index measure_market on measure (market, newest_on desc);

-- What happened to a measure as it is reckoned here: its level or a clock changed, with the cause; subscribers were told that comments close.
-- Append-only.
create table measure_event (
  id        bigint generated always as identity primary key,
  family    text not null references measure,
  at        timestamptz not null,
  -- The notice it followed from; null when a day went by.
  notice_id bigint references notice,
  what      text not null check (what in ('level', 'comment', 'in_force', 'withdrawn', 'closing')),
  was       text not null,
  became    text not null,
  cause_zh  text not null,
  cause_en  text not null
);
create index measure_event_family on measure_event (family, id);
-- Told once for each date and each number of days left.
create unique index measure_event_closing on measure_event (family, was, became) where what = 'closing';
create trigger measure_event_append_only before update or delete on measure_event for each statement execute function refuse_rewriting();

-- What the city exported, by HS code and market, in US dollars: a month (`2026-08`) or a whole year (`2025`), as last imported.
create table export_figure (
  period      text not null check (period ~ '^\d{4}(-\d{2})?$'),
  hs          text not null check (hs ~ '^\d{2,10}$'),
  -- ISO 3166-1 alpha-3, or EU.
  market      text not null,
  usd         double precision not null check (usd >= 0),
  imported_at timestamptz not null,
  primary key (period, market, hs)
);

-- The review of a measure (通报评议): experts and firms are asked for comments, people merge them into the city's answer and hand it on. One at
-- a time for each measure; what may be done in which state is the table of src/alerts/reviews/review-moves.ts.
create table measure_review (
  id          bigint generated always as identity primary key,
  family      text not null references measure,
  state       text not null check (state in ('unassigned', 'assigned', 'commented', 'merged', 'fed_back', 'ended')),
  -- The way by which the answer goes (city/…/comment-routes.yaml): its last day is the one to work towards.
  route       text not null,
  -- The last day for those invited, 24:00 in Shanghai; null until somebody is.
  comments_by date,
  moves       integer not null,
  opened_at   timestamptz not null,
  opened_by   text not null,
  -- When the answer was handed on, by which way and under which reference.
  fed_back_on date,
  channel     text,
  reference   text,
  check ((state = 'fed_back') = (fed_back_on is not null and channel is not null))
);
create unique index measure_review_open on measure_review (family) where state not in ('fed_back', 'ended');
create index measure_review_state on measure_review (state, id);

-- Who is asked for comments in a review. They need no account: a link of their own is mailed to them, of which only the SHA-256 is kept.
create table review_invitation (
  id              bigint generated always as identity primary key,
  review_id       bigint not null references measure_review,
  kind            text not null check (kind in ('expert', 'firm')),
  name            text not null,
  email           text not null,
  token_hash      text not null unique,
  invited_at      timestamptz not null,
  acknowledged_at timestamptz,
  answered_at     timestamptz,
  reminded_at     timestamptz,
  -- The trade bureau was told that nobody acknowledged.
  escalated_at    timestamptz,
  -- Taken back: the link opens nothing any more.
  ended_at        timestamptz,
  unique (review_id, email)
);

-- What somebody invited handed in, each time whole; the last one counts. Append-only.
create table review_opinion (
  id            bigint generated always as identity primary key,
  invitation_id bigint not null references review_invitation,
  number        integer not null,
  at            timestamptz not null,
  stance        text not null check (stance in ('comments', 'no_objection', 'declined')),
  -- Article, problem, ground and proposal, each in Chinese, English or both (src/alerts/reviews/opinion-point.ts).
  points        jsonb not null,
  remark        text not null,
  unique (invitation_id, number)
);
create trigger review_opinion_append_only before update or delete on review_opinion for each statement execute function refuse_rewriting();

-- The city's answer as somebody merged it (评议意见表), with its PDF; a later version takes its place. Append-only.
create table review_answer (
  id        bigint generated always as identity primary key,
  review_id bigint not null references measure_review,
  number    integer not null,
  at        timestamptz not null,
  actor     text not null,
  content   jsonb not null,
  pdf       bytea not null,
  sha256    text not null,
  unique (review_id, number)
);
create trigger review_answer_append_only before update or delete on review_answer for each statement execute function refuse_rewriting();

-- The file that shows what was handed on, after the same checks as a reporter's.
create table review_file (
  id         bigint generated always as identity primary key,
  review_id  bigint not null references measure_review,
  name       text not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  sha256     text not null,
  scan       text not null check (scan in ('clean', 'unscanned')),
  bytes      bytea not null,
  added_at   timestamptz not null,
  added_by   text not null
);
create index review_file_review on review_file (review_id);
create trigger review_file_frozen before update or delete on review_file for each statement execute function refuse_rewriting();

-- What happened to a review, in order, by whom. Append-only.
create table measure_review_event (
  id         bigint generated always as identity primary key,
  review_id  bigint not null references measure_review,
  at         timestamptz not null,
  -- Staff, the machine, or `invited:` with the number of an invitation.
  actor      text not null,
  act        text not null check (act in ('open', 'invite', 'take_back', 'set_term', 'acknowledge', 'hand_in', 'remind', 'escalate', 'all_in', 'lapse',
    'finish', 'merge', 'feed_back', 'end')),
  from_state text,
  to_state   text not null,
  text       text not null
);
create index measure_review_event_review on measure_review_event (review_id, id);
create trigger measure_review_event_append_only before update or delete on measure_review_event for each statement execute function refuse_rewriting();

-- A firm says that a measure hits it (这对我们有影响). It stands once its mail, its session or its invitation vouches for it; of one firm one
-- stands. Whom to ask is sealed like a reporter (src/accounts/identity-vault.ts). Names are for the trade desk alone.
create table measure_hit (
  id          bigint generated always as identity primary key,
  family      text not null references measure,
  -- 统一社会信用代码, its check character right; the name as written or as the register has it.
  code        text not null check (length(code) = 18),
  name        text not null,
  product     text not null,
  -- What the firm exports of it to that market in a year, roughly, in US dollars.
  band        text not null check (band in ('unknown', 'under_1m', 'under_10m', 'under_100m', 'over_100m')),
  how         text not null check (how in ('mail', 'session', 'invitation')),
  state       text not null check (state in ('said', 'stands', 'replaced', 'withdrawn', 'struck')),
  said_at     timestamptz not null,
  stands_at   timestamptz,
  -- HMAC of the address, so that asking again sends no second letter.
  mail_hash   text,
  key_id      text,
  wrapped_key bytea,
  sealed      bytea,
  check (num_nonnulls(key_id, wrapped_key, sealed) in (0, 3))
);
create unique index measure_hit_stands on measure_hit (family, code) where state = 'stands';
create index measure_hit_mail on measure_hit (mail_hash, family) where state = 'said';

-- What happened to what a firm said: it stands, was taken back by the firm or struck out by the desk; every look at whom to ask. Append-only.
create table measure_hit_event (
  id     bigint generated always as identity primary key,
  hit_id bigint not null references measure_hit,
  at     timestamptz not null,
  actor  text not null,
  act    text not null check (act in ('stand', 'replace', 'withdraw', 'strike', 'look')),
  reason text not null
);
create index measure_hit_event_hit on measure_hit_event (hit_id, id);
create trigger measure_hit_event_append_only before update or delete on measure_hit_event for each statement execute function refuse_rewriting();

-- A special trade concern (特别贸易关注) that the city proposes on a measure: handed on, put on the agenda of a committee meeting, discussed, its
-- result. What may be done in which state is the table of src/alerts/concerns/concern-moves.ts.
create table trade_concern (
  id         bigint generated always as identity primary key,
  family     text not null references measure,
  state      text not null check (state in ('raised', 'submitted', 'tabled', 'discussed', 'resolved', 'dropped')),
  reason     text not null,
  -- The meeting on whose agenda it stands, or stood last.
  meeting    text,
  meeting_on date,
  result     text,
  moves      integer not null,
  opened_at  timestamptz not null,
  opened_by  text not null,
  check (num_nonnulls(meeting, meeting_on) in (0, 2)),
  check ((state = 'resolved') = (result is not null))
);
create unique index trade_concern_open on trade_concern (family) where state not in ('resolved', 'dropped');

-- What happened to a trade concern, in order. Append-only.
create table trade_concern_event (
  id         bigint generated always as identity primary key,
  concern_id bigint not null references trade_concern,
  at         timestamptz not null,
  actor      text not null,
  act        text not null check (act in ('raise', 'submit', 'table', 'discuss', 'resolve', 'drop')),
  from_state text,
  to_state   text not null,
  text       text not null
);
create index trade_concern_event_concern on trade_concern_event (concern_id, id);
create trigger trade_concern_event_append_only before update or delete on trade_concern_event for each statement execute function refuse_rewriting();

-- By which words, numbers and names reports, recalls and failed samples find each other (src/alerts/links/link-keys.ts); no text is kept twice.
create table link_block (
  kind text not null check (kind in ('report', 'recall', 'sample')),
  id   bigint not null,
  -- Day of publication or receipt; null where the source does not say.
  day  date,
  keys text[] not null,
  primary key (kind, id)
);
create index link_block_keys on link_block using gin (keys);
-- A new report looks among notices alone; words of goods are held by a great many reports. Without a list of what is not yet sorted in: after
-- an import each of the hundreds of look-ups of a report would read that list whole.
create index link_block_notice_keys on link_block using gin (keys) with (fastupdate = off) where kind <> 'report';

-- A report that is, or may be, about a recalled product or one that failed a test. What a person decided stands, whatever is found later.
create table recall_link (
  report_id  bigint not null references report,
  notice_id  bigint not null references notice,
  tier       text not null check (tier in ('identifier', 'name', 'scored', 'text')),
  score      real not null check (score between 0 and 1),
  because    text[] not null,
  state      text not null check (state in ('shown', 'proposed', 'confirmed', 'rejected')),
  found_at   timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason     text,
  -- When a bureau was asked to look, because it happened after the recall.
  called_at  timestamptz,
  primary key (report_id, notice_id)
);
create index recall_link_notice on recall_link (notice_id, state);
create index recall_link_uncalled on recall_link (report_id) where state = 'confirmed' and called_at is null;
create index recall_link_open on recall_link (report_id) where state = 'proposed';

-- How each link came to its state, in order. Append-only.
create table recall_link_event (
  id        bigint generated always as identity primary key,
  report_id bigint not null references report,
  notice_id bigint not null references notice,
  at        timestamptz not null,
  actor     text not null,
  act       text not null check (act in ('propose', 'confirm', 'reject', 'reopen')),
  tier      text not null,
  score     real not null,
  reason    text not null
);
create index recall_link_event_link on recall_link_event (report_id, notice_id, id);

-- Up to which row of case_event every report has met the recalls, and whose turn it is. One row.
create table link_turn (
  id          smallint primary key check (id = 1),
  taken_until timestamptz not null,
  swept_to    bigint not null
);

-- A row of a document that could not become a notice, or a header that is new, with the reason, kept until a person has looked.
create table notice_reject (
  id         bigint generated always as identity primary key,
  run_id     bigint not null references source_run,
  place      text not null,
  reason_zh  text not null,
  reason_en  text not null,
  raw        text not null,
  settled_at timestamptz,
  settled_by text,
  settlement text
);
create index notice_reject_run on notice_reject (run_id);
create index notice_reject_open on notice_reject (id) where settled_at is null;

-- A source that kept silent for longer than its rhythm allows (city data): raised once, over when it tells something again.
create table source_silence (
  id        bigint generated always as identity primary key,
  source    text not null,
  -- The last time a document of it was read; null when none ever was.
  last_at   timestamptz,
  raised_at timestamptz not null,
  ended_at  timestamptz
);
create unique index source_silence_open on source_silence (source) where ended_at is null;

-- What a fetch learned of an address, so that the next one asks politely and only for news.
create table source_address (
  url           text primary key,
  source        text not null,
  etag          text,
  last_modified text,
  failures      integer not null,
  next_at       timestamptz not null,
  fetched_at    timestamptz
);


-- ── Where danger grows, and who must know ───────────────────────────────────────────────────────────────────────────

-- What other sources saw, as many of a kind as one entry tells of: complaints handled elsewhere, recalls, samples that failed, injuries
-- treated. `day` is when it happened, `recorded_at` when it was told here; one entry per source and its own reference for ever.
create table observation (
  id          bigint generated always as identity primary key,
  source      text not null,
  ref         text not null,
  kind        text not null check (kind in ('complaint', 'recall', 'failed_sample', 'injury')),
  day         date not null,
  leaf        text,
  hazards     text[] not null default '{}',
  district    text,
  street      text,
  product     text,
  brand       text,
  enterprise  text,
  count       integer not null check (count > 0),
  -- Of those injured; never an age.
  age_band    text check (age_band in ('0-2', '3-7', '8-13', '14-64', '65+')),
  recorded_at timestamptz not null,
  unique (source, ref)
);

-- A member of the monitoring network (监测网络): a hospital, a laboratory, a market hall, a platform, a firm of the alliance. What it reports
-- are observations of the source `member:<id>`. Of its key only the SHA-256 is kept.
create table network_member (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('hospital', 'lab', 'market', 'platform', 'alliance')),
  name        text not null unique,
  district    text,
  -- A duty address of the institution.
  email       text,
  -- Days between two reports, as agreed.
  rhythm_days integer not null check (rhythm_days between 1 and 366),
  key_hash    text not null unique,
  key_hint    text not null,
  key_made_at timestamptz not null,
  joined_at   timestamptz not null,
  joined_by   text not null,
  -- Its last report, one that there is nothing included.
  heard_at    timestamptz,
  -- From when its rhythm is counted: the last report, joining, or being enabled again.
  owes_from   timestamptz not null,
  disabled_at timestamptz
);

-- One report of a member and what came of it: rows taken, rows that had come before, cells refused (then none is taken).
create table network_report (
  id        bigint generated always as identity primary key,
  member_id bigint not null references network_member,
  at        timestamptz not null,
  via       text not null check (via in ('form', 'csv', 'api')),
  taken     integer not null,
  repeated  integer not null,
  faults    integer not null
);
create index network_report_member on network_report (member_id, id desc);

-- A member that owes a report since then: noticed once, told once, until it reports.
create table network_silence (
  member_id  bigint not null references network_member,
  since      timestamptz not null,
  noticed_at timestamptz not null,
  ended_at   timestamptz,
  primary key (member_id, since)
);
create unique index network_silence_open on network_silence (member_id) where ended_at is null;

-- A series that is watched: one kind of thing at one place of the hierarchy (src/alerts/watch/series-keys.ts), e.g. complaints of a
-- street about a leaf. It is made when it first has something; kinds never mix in one.
create table series (
  id    integer generated always as identity primary key,
  kind  text not null check (kind in ('complaint', 'recall', 'failed_sample', 'injury')),
  level text not null,
  key   text not null,
  unique (kind, level, key)
);

-- How many series there are on each level: among many, some are high by chance. Kept by the statement that makes a series, because counting
-- a hundred thousand for each report that arrives would take longer than its test.
create table series_level (
  kind  text not null,
  level text not null,
  nodes integer not null,
  primary key (kind, level)
);

-- What the watch counts: a report, an observation, a recall or a failed sample, as it was last read. Written again when an incident is joined or left,
-- or a leaf corrected; never the source of anything else.
create table sighting (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('complaint', 'recall', 'failed_sample', 'injury')),
  report_id      bigint unique references report,
  observation_id bigint unique references observation,
  notice_id      bigint unique references notice,
  day            date not null,
  arrived_at     timestamptz not null,
  -- How many people it counts for: 0 for one who had told of the same before.
  people         integer not null check (people >= 0),
  incident_id    bigint,
  leaf           text,
  district       text,
  street         text,
  danger         smallint not null check (danger between 0 and 3),
  check (num_nonnulls(report_id, observation_id, notice_id) = 1)
);
create index sighting_day on sighting (kind, day);
create index sighting_incident on sighting (incident_id) where incident_id is not null;

-- Which sightings a series consists of.
create table series_sighting (
  series_id   integer not null references series,
  day         date not null,
  -- No foreign key: some fifteen rows a report, written and taken out together with the sighting.
  sighting_id bigint not null,
  primary key (series_id, day, sighting_id)
);
create index series_sighting_of on series_sighting (sighting_id);

-- The counts of a series on a day that has any: incidents on the day of their first sighting, people, and people by danger. Counted from the
-- two tables above whenever these change (src/alerts/watch/count-sightings.ts).
create table series_day (
  series_id integer not null references series,
  day       date not null,
  incidents integer not null check (incidents >= 0),
  people    integer not null check (people >= 0),
  danger1   integer not null,
  danger2   integer not null,
  danger3   integer not null,
  primary key (series_id, day)
);
create index series_day_recent on series_day (day, series_id);

-- Whose turn it is to watch, what has been counted and tested, and what the stream of tests may still spend. One row.
create table watch_turn (
  id          smallint primary key check (id = 1),
  taken_until timestamptz not null,
  -- Up to which row of each history nothing is left to count.
  read_to     jsonb not null,
  -- The last day whose tests are done, by kind, and of first looks while a late source is still waited for (`injury:first`).
  tested_to   jsonb not null,
  -- Wealth of the control of false discoveries among tests at arrival (src/alerts/signals/online-discovery.ts).
  stream      jsonb
);

-- A count that passed its bound: a question to a person, with all that raised it, frozen. State and outcome are people's.
create table signal (
  id             bigint generated always as identity primary key,
  series_id      integer not null references series,
  measure        text not null check (measure in ('incidents', 'people')),
  method         text not null,
  method_version text not null,
  -- The settings in force, and whether the method is a labelled fallback.
  settings       jsonb not null,
  fallback       boolean not null,
  -- The period under test, both days included; one that was not closed is counted up to the moment of the test.
  period_from    date not null,
  period_to      date not null,
  closed         boolean not null,
  count          integer not null,
  expected       real not null,
  bound          real,
  p              double precision,
  -- Surprise: -ln p, or the sum of evidence less that for the choice among nodes. Harm: points by danger and people. The desk ranks
  -- by their product.
  surprise       real not null,
  harm           real not null,
  title_zh       text not null,
  title_en       text not null,
  -- Where it is, as far as its series says or its reports agree; the bureau of the leaf.
  leaf           text,
  hazards        text[] not null,
  district       text,
  street         text,
  lead           text not null,
  -- Baseline and bound by period, words, places, levels, recalls abroad and earlier signals (src/alerts/watch/evidence.ts).
  evidence       jsonb not null,
  state          text not null check (state in ('new', 'verifying', 'event', 'dropped', 'linked')),
  found_at       timestamptz not null,
  -- How many acts have moved it: of two decided on the same sight only one succeeds.
  moves          integer not null default 0
);
create index signal_open on signal (state, found_at desc);
create index signal_series on signal (series_id, period_to desc);

-- The reports behind a signal, in the order of their coming.
create table signal_report (
  signal_id bigint not null references signal,
  report_id bigint not null references report,
  primary key (signal_id, report_id)
);
create index signal_report_of on signal_report (report_id);

-- What happened to a signal, in order: found by the watch; taken up, judged an event, dropped, linked to a warning by a person.
create table signal_event (
  id         bigint generated always as identity primary key,
  signal_id  bigint not null references signal,
  at         timestamptz not null,
  actor      text not null,
  -- The bureau for which a person acted; null for the machine.
  bureau     text,
  act        text not null check (act in ('find', 'verify', 'confirm', 'drop', 'link', 'reopen')),
  from_state text,
  to_state   text not null,
  reason     text not null
);
create index signal_event_signal on signal_event (signal_id, id);

-- A warning. On a recall or a bulletin the machine drafts it with its reasons and a person releases it; the city's own warning
-- (`quality`) is written, reviewed and signed by people (warning_draft) and published as versions (warning_version). The row holds what
-- its newest version says, as lists and letters need it; before the first, what the draft says.
create table warning (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('recall', 'bulletin', 'quality')),
  notice_id      bigint references notice,
  notice_version integer,
  -- The signal that it was drafted from, if one was.
  signal_id      bigint references signal,
  level          text not null check (level in ('red', 'orange', 'yellow', 'blue')),
  leaves         text[] not null,
  market         text,
  title_zh       text not null,
  title_en       text not null,
  advice_zh      text not null,
  advice_en      text not null,
  -- One line a reason, in both languages, with its points; a line without points is evidence.
  reasons        jsonb not null,
  points         real not null,
  -- It makes things easier: an exemption, a withdrawal.
  relief         boolean not null,
  rule_version   text not null,
  state          text not null check (state in ('draft', 'released', 'dropped', 'lifted', 'expired')),
  drafted_at     timestamptz not null,
  decided_by     text,
  decided_at     timestamptz,
  decision_reason text,
  -- The widest circle that may read it.
  audience       text not null default 'public' check (audience in ('authorities', 'trade', 'public')),
  -- An exercise (演练): never public, never told to anybody outside the bureaus.
  drill          boolean not null default false,
  -- Where it holds; none means the whole city.
  districts      text[] not null default '{}',
  -- The number of its newest version; 0 before the first.
  version        integer not null default 0,
  expires_at     timestamptz,
  -- Whose draft a quality warning is, and what it grew from.
  bureau         text,
  case_id        bigint references case_file,
  incident_id    bigint references incident,
  -- No foreign key: assessments are made further down.
  assessment_id  bigint,
  -- What it was drafted on: the notice itself, or a level that a measure rose to while no notice came, e.g. `level:orange`.
  occasion       text not null default 'notice',
  unique (notice_id, notice_version, occasion),
  check ((kind = 'quality') = (notice_id is null) and (kind = 'quality') = (bureau is not null)),
  check ((notice_id is null) = (notice_version is null))
);
create index warning_state on warning (state, drafted_at desc);
create index warning_expiring on warning (expires_at) where state = 'released' and expires_at is not null;

-- The text of a quality warning that people work on: the first, or the next version of one in force. Writing it anew takes review and
-- signature away. It is gone once published or thrown away.
create table warning_draft (
  warning_id    bigint primary key references warning,
  -- What the next version will say: WarningContent (src/alerts/warnings/warning-content.ts).
  content       jsonb not null,
  -- It is to end the warning.
  lifting       boolean not null,
  stage         text not null check (stage in ('writing', 'review', 'to_sign', 'signed')),
  -- How often it was written or moved: of two acts on the same sight only one succeeds.
  moves         integer not null,
  -- The accounts that wrote it: none of them reviews or signs it.
  written_by    bigint[] not null,
  written_at    timestamptz not null,
  reviewed_by   bigint,
  reviewed_at   timestamptz,
  signed_by     bigint,
  signed_at     timestamptz,
  -- Where a higher level must be told first: to whom, when and under which number it was reported.
  reported_to   text,
  reported_at   timestamptz,
  reported_ref  text,
  -- Why the firms named are not heard first.
  urgent_reason text,
  check (signed_by is null or reviewed_by is not null),
  check (reviewed_by <> signed_by),
  check (num_nonnulls(reported_to, reported_at) in (0, 2))
);

-- One version of a warning as it was made public or sent, never changed: the first, then each update, upgrade, downgrade, lift or expiry.
create table warning_version (
  id           bigint generated always as identity primary key,
  warning_id   bigint not null references warning,
  number       integer not null check (number > 0),
  change       text not null check (change in ('issue', 'update', 'upgrade', 'downgrade', 'lift', 'expire')),
  level        text not null check (level in ('red', 'orange', 'yellow', 'blue')),
  content      jsonb not null,
  rule_version text not null,
  at           timestamptz not null,
  -- Who published it; a worker when it expired.
  actor        text not null,
  -- The two people whose signatures it rests on; null on recalls and bulletins, which one person releases, and when it expired.
  reviewed_by  bigint,
  signed_by    bigint,
  reported_to  text,
  reported_at  timestamptz,
  reported_ref text,
  reason       text not null,
  unique (warning_id, number),
  check (reviewed_by <> signed_by)
);
create index warning_version_recent on warning_version (at desc);
create trigger warning_version_frozen before update or delete on warning_version for each statement execute function refuse_rewriting();

-- A firm that a quality warning names, heard before it is published: told when and by whom, until when it may answer, what it said.
create table warning_hearing (
  id         bigint generated always as identity primary key,
  warning_id bigint not null references warning,
  firm       text not null,
  told_at    timestamptz not null,
  told_by    bigint not null,
  told_how   text not null,
  -- Where its letters go; null when it left none.
  address    text,
  answer_by  timestamptz not null,
  statement  text,
  heard_at   timestamptz,
  heard_by   bigint,
  unique (warning_id, firm),
  check (num_nonnulls(statement, heard_at, heard_by) in (0, 3))
);

-- Whom one version was sent to and what became of it. `opened_at` is only what we know: a member of that bureau opened it at the desk.
-- Nobody having acknowledged it by `answer_by`, the office is told. Programs are in webhook_delivery.
create table warning_receipt (
  id              bigint generated always as identity primary key,
  version_id      bigint not null references warning_version,
  recipient       text not null check (recipient in ('bureau', 'firm')),
  -- A bureau's id, or the name of a firm.
  name            text not null,
  -- Where the letter went; null when it has to be told by other means.
  address         text,
  sent_at         timestamptz not null,
  opened_at       timestamptz,
  answer_by       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  escalated_at    timestamptz,
  unique (version_id, recipient, name),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index warning_receipt_open on warning_receipt (answer_by) where acknowledged_at is null and escalated_at is null;

-- What happened to a warning, in order, with the reason: drafted by the machine or a person; written, reviewed, signed, published,
-- changed, lifted by people; expired by itself.
create table warning_event (
  id         bigint generated always as identity primary key,
  warning_id bigint not null references warning,
  at         timestamptz not null,
  actor      text not null,
  -- The bureau for which a person acted; null for the machine.
  bureau     text,
  act        text not null check (act in ('draft', 'release', 'drop', 'lift', 'write', 'submit', 'approve', 'return', 'sign', 'change',
    'discard', 'hear', 'urgent', 'report', 'publish', 'update', 'upgrade', 'downgrade', 'expire', 'acknowledge', 'escalate')),
  reason     text not null
);
create index warning_event_warning on warning_event (warning_id, id);

-- A risk assessment: how dangerous something is, worked out step by step by one person and validated by another. What it says stands in
-- its versions; `version` is the newest, and of two people who write on the same sight of it only one succeeds.
create table risk_assessment (
  id           bigint generated always as identity primary key,
  -- What it is about; a free one has nothing but its own words.
  subject_kind text not null check (subject_kind in ('signal', 'incident', 'case', 'notice', 'free')),
  subject_id   bigint,
  bureau       text not null,
  state        text not null check (state in ('draft', 'submitted', 'validated')),
  version      integer not null,
  opened_at    timestamptz not null,
  check ((subject_kind = 'free') = (subject_id is null))
);
create index risk_assessment_subject on risk_assessment (subject_kind, subject_id);
create index risk_assessment_recent on risk_assessment (state, id desc);

-- A risk assessment as somebody left it: every factor with its source, and the result as it was weighed that day. Append-only.
create table risk_assessment_version (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references risk_assessment,
  number        integer not null,
  at            timestamptz not null,
  actor         text not null,
  bureau        text not null,
  -- The shape is src/alerts/risk-assessment/assessment-content.ts.
  content       jsonb not null,
  -- The scenarios as weighed, the sensitivity check and the statutory grade.
  result        jsonb not null,
  level         text not null check (level in ('low', 'medium', 'high', 'serious')),
  grade         text check (grade in ('extraordinary', 'major', 'large', 'ordinary')),
  unique (assessment_id, number)
);

-- What was decided on a version: handed to the second person, given back or validated by them. Append-only.
create table risk_assessment_event (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references risk_assessment,
  version       integer not null,
  at            timestamptz not null,
  actor         text not null,
  bureau        text not null,
  act           text not null check (act in ('submit', 'return', 'validate')),
  reason        text not null
);
create index risk_assessment_event_of on risk_assessment_event (assessment_id, id);

-- A response (处置行动): what several bureaus do at once about one danger, by a playbook. One that is a drill touches nothing real: it
-- hangs on no matter but a drill warning, sends no letter and counts nowhere.
create table response (
  id            bigint generated always as identity primary key,
  title         text not null,
  leaf          text,
  colour        text not null check (colour in ('red', 'orange', 'yellow', 'blue')),
  playbook      text not null,
  lead          text not null,
  drill         boolean not null,
  -- What it was opened from; none for one of its own.
  warning_id    bigint references warning,
  signal_id     bigint references signal,
  assessment_id bigint references risk_assessment,
  case_id       bigint references case_file,
  state         text not null check (state in ('open', 'closing', 'closed')),
  -- How many acts have moved it: of two decided on the same sight only one succeeds.
  moves         integer not null default 0,
  opened_at     timestamptz not null,
  opened_by     text not null,
  -- Who asked to close it: another person judges that.
  closing_by    text,
  closed_at     timestamptz,
  check (num_nonnulls(warning_id, signal_id, assessment_id, case_id) <= 1),
  check (not drill or num_nonnulls(signal_id, assessment_id, case_id) = 0),
  check ((state = 'open') = (closing_by is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create index response_recent on response (state, id desc);
create index response_warning on response (warning_id) where warning_id is not null;

-- Work a bureau owes: handling a case, its part of one, a step of it, a rapid response, following up a recall, reviewing a trade bulletin,
-- a task of a response.
create table task (
  id         bigint generated always as identity primary key,
  kind       text not null check (kind in ('handling', 'part', 'sub_task', 'rapid_response', 'recall_follow_up', 'recall_report', 'sold_after_recall', 'tbt_review', 'response')),
  bureau     text not null,
  case_id    bigint references case_file,
  -- Which item a part is of, or which sub-task of the case it is; 0 for the kinds of which a case has one.
  number     smallint not null default 0,
  notice_id  bigint references notice,
  response_id bigint references response,
  title_zh   text not null,
  title_en   text not null,
  because    text[] not null,
  created_at timestamptz not null,
  due_at     timestamptz,
  done_at    timestamptz,
  done_by    text,
  result     text,
  check (num_nonnulls(case_id, notice_id, response_id) = 1 and (kind = 'response') = (response_id is not null)),
  unique (case_id, kind, bureau, number),
  unique (notice_id, kind, bureau)
);
create index task_open on task (bureau, due_at) where done_at is null;
create index task_response on task (response_id) where response_id is not null;

-- What a task of a response is, beside what every task is. Its clock runs from when it was first given, whoever has it now.
create table response_task (
  task_id   bigint primary key references task,
  action    text not null,
  -- The warning is not lifted without it, save with a reason.
  critical  boolean not null,
  rule      text not null,
  rule_from date not null,
  starts_at timestamptz not null,
  -- Ended without having worked; null while it is open.
  failed    boolean
);

-- What is to be seen to in doing a task, as the playbook said when it was given.
create table response_check (
  task_id   bigint not null references response_task,
  number    smallint not null,
  zh        text not null,
  en        text not null,
  ticked_at timestamptz,
  ticked_by text,
  primary key (task_id, number),
  check ((ticked_at is null) = (ticked_by is null))
);

-- A photo or document that shows what was done, after the same checks as a reporter's.
create table response_evidence (
  id         bigint generated always as identity primary key,
  task_id    bigint not null references response_task,
  name       text not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  size_bytes integer not null check (size_bytes > 0),
  sha256     text not null,
  scan       text not null check (scan in ('clean', 'unscanned')),
  bytes      bytea not null,
  added_at   timestamptz not null,
  added_by   text not null
);
create index response_evidence_task on response_evidence (task_id);

-- The situation log of a response (情况记录): every act and every word, in order. Append-only.
create table response_event (
  id          bigint generated always as identity primary key,
  response_id bigint not null references response,
  at          timestamptz not null,
  actor       text not null,
  -- The bureau for which a person acted; null for the machine.
  bureau      text,
  act         text not null check (act in ('open', 'give', 'note', 'tick', 'evidence', 'hand_over', 'finish', 'fail', 'late', 'ask_closure', 'refuse_closure', 'close')),
  task_id     bigint references response_task,
  text        text not null
);
create index response_event_response on response_event (response_id, id);

-- Someone who asked to be told: by sector, market, district and level; `trade` when they make or sell and want what is for the trade. Unconfirmed until the link in the first letter is followed.
create table subscription (
  id           bigint generated always as identity primary key,
  email        text not null,
  leaves       text[] not null,
  markets      text[] not null,
  districts    text[] not null default '{}',
  trade        boolean not null default false,
  level_min    text not null check (level_min in ('red', 'orange', 'yellow', 'blue')),
  -- Foreign measures may also be asked for by code, word and objective; none of them asks for nothing in particular.
  hs           text[] not null default '{}',
  ics          text[] not null default '{}',
  words        text[] not null default '{}',
  objectives   text[] not null default '{}',
  rhythm       text not null default 'instant' check (rhythm in ('instant', 'daily', 'weekly')),
  -- Hours of Shanghai in which nothing is sent.
  quiet_from   smallint check (quiet_from between 0 and 23),
  quiet_to     smallint check (quiet_to between 0 and 23),
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  ended_at     timestamptz,
  check (num_nonnulls(quiet_from, quiet_to) in (0, 2))
);
create index subscription_active on subscription (confirmed_at) where ended_at is null;

-- What a subscriber is to be told later: in the next digest, or once their quiet hours are over. Each thing once for ever.
create table subscription_item (
  id              bigint generated always as identity primary key,
  subscription_id bigint not null references subscription on delete cascade,
  what            text not null,
  -- Level, title, advice and address as they were announced (src/alerts/subscriptions/subscription-letters.ts).
  told            jsonb not null,
  because_zh      text not null,
  because_en      text not null,
  due_at          timestamptz not null,
  told_at         timestamptz,
  unique (subscription_id, what)
);
create index subscription_item_due on subscription_item (due_at) where told_at is null;

-- A letter owed or sent: one per (what, to whom, why) for ever. The job `deliver-letter` sends it, with back-off. A filing writes its
-- letters unqueued, because a job each would cost it more than all its other rows; a worker queues them within a second.
create table letter (
  id         bigint generated always as identity primary key,
  what       text not null,
  recipient  text not null,
  reason     text not null,
  subject    text not null,
  body       text not null,
  -- The same for readers that show HTML; null for letters of plain text alone.
  html       text,
  unsubscribe_url text,
  created_at timestamptz not null,
  queued     boolean not null,
  attempts   integer not null default 0,
  sent_at    timestamptz,
  failed_at  timestamptz,
  last_error text,
  unique (what, recipient, reason)
);
create index letter_owed on letter (id) where sent_at is null;
create index letter_unqueued on letter (id) where not queued;


-- ── Which programs must know ────────────────────────────────────────────────────────────────────────────────────────

-- A program of a bureau, or of the city, that is told what happens. Its signing keys are derived from their ids under the
-- service's secret (src/webhooks/webhook-keys.ts): nobody can sign with what stands here.
create table webhook_endpoint (
  id                bigint generated always as identity primary key,
  -- Whose events; null for those of the whole city.
  bureau            text,
  url               text not null,
  events            text[] not null,
  key_id            text not null unique,
  previous_key_id   text,
  -- Until then every delivery is signed with both keys.
  previous_until    timestamptz,
  created_at        timestamptz not null,
  created_by        bigint not null,
  -- When the deliveries that fail now began to; null after a success.
  failing_since     timestamptz,
  disabled_at       timestamptz,
  disabled_because  text
);

-- One message to one endpoint: one per (event, endpoint) for ever, whatever becomes of it.
create table webhook_delivery (
  id            bigint generated always as identity primary key,
  endpoint_id   bigint not null references webhook_endpoint,
  -- The webhook-id header, the same at every attempt.
  message_id    text not null,
  kind          text not null,
  body          text not null,
  happened_at   timestamptz not null,
  status        text not null check (status in ('owed', 'delivered', 'failed')),
  attempts      integer not null default 0,
  last_answer   integer,
  last_error    text,
  delivered_at  timestamptz,
  failed_at     timestamptz,
  unique (endpoint_id, message_id)
);
create index webhook_delivery_recent on webhook_delivery (endpoint_id, id desc);

-- How far each history has been read for webhooks.
create table webhook_cursor (
  history text primary key check (history in ('case_event', 'warning_event', 'measure_event')),
  read_to bigint not null
);


-- ── How triage gets better ──────────────────────────────────────────────────────────────────────────────────────────

-- A version of the triage model. The one that the program ships is the seed of those that learned from this city's corrections;
-- a program reads only with models of its own seed, so that words are looked up as they were when the model was taught.
create table triage_model (
  version     text primary key,
  seed        text not null,
  state       text not null check (state in ('ordered', 'challenger', 'champion', 'retired', 'failed')),
  made_at     timestamptz not null,
  made_by     text not null,
  -- From how many reports it learned: corrected ones, and others that were handled as predicted.
  corrections integer not null default 0,
  confirmed   integer not null default 0,
  -- Null until it is built. The header is what people can read of it, the weights are the numbers.
  header      jsonb,
  weights     bytea,
  -- The last replay beside the champion of that time (src/learning/replay.ts).
  replay      jsonb
);
create unique index triage_model_champion on triage_model (seed) where state = 'champion';

-- What happened to a model, in order: who ordered, promoted or rolled back, when and why.
create table triage_model_event (
  id       bigint generated always as identity primary key,
  version  text not null references triage_model,
  at       timestamptz not null,
  actor    text not null,
  bureau   text,
  act      text not null check (act in ('ship', 'order', 'build', 'fail', 'replay', 'promote', 'roll_back')),
  reason   text not null,
  -- The champion it took the place of.
  replaced text references triage_model
);
create index triage_model_event_version on triage_model_event (version, id);

-- What a learned model says of a report while that report, and all of its event, were left out of its lessons.
create table triage_model_answer (
  version         text not null references triage_model,
  report_id       bigint not null references report,
  leaf            text not null,
  leaf_confidence real not null,
  lead            text not null,
  lead_confidence real not null,
  danger          smallint not null,
  primary key (version, report_id)
);

-- How well triage did with the reports of one week (Monday in Shenzhen), as last measured; the shape is src/learning/week-figures.ts.
create table triage_week (
  week        date primary key,
  measured_at timestamptz not null,
  figures     jsonb not null
);


-- ── How the city is doing ───────────────────────────────────────────────────────────────────────────────────────────

-- A report on the state of quality over a period, one district or the whole city, one domain or all. `content` (src/insights/report/report-content.ts)
-- and its PDF are frozen when it is made; only a released one is public.
create table quality_report (
  id          bigint generated always as identity primary key,
  from_on     date not null,
  until_on    date not null,
  district    text,
  domain      text check (domain in ('product', 'service', 'engineering', 'environment')),
  as_of       timestamptz not null,
  -- JSON as text, so that its bytes stay as they were.
  content     text not null,
  pdf         bytea not null,
  sha256      text not null,
  state       text not null check (state in ('draft', 'released', 'withdrawn', 'dropped')),
  made_at     timestamptz not null,
  released_at timestamptz,
  check (until_on > from_on)
);
create index quality_report_released on quality_report (released_at desc) where state = 'released';

-- What happened to a report, in order. Append-only.
create table quality_report_event (
  id        bigint generated always as identity primary key,
  report_id bigint not null references quality_report,
  at        timestamptz not null,
  actor     text not null,
  act       text not null check (act in ('make', 'release', 'withdraw', 'drop')),
  reason    text not null
);
create index quality_report_event_report on quality_report_event (report_id, id);
create trigger quality_report_event_append_only before update or delete on quality_report_event for each statement execute function refuse_rewriting();

-- One evaluation of the bureaus: reports received from `from_on` until before `until_on`, as everything stood at `as_of`, under the rules of
-- evaluation.yaml that took effect on `rules_since`. `figures` is the table as last computed (src/insights/evaluation/count-figures.ts).
create table evaluation (
  id               bigint generated always as identity primary key,
  from_on          date not null,
  until_on         date not null,
  as_of            timestamptz not null,
  rules_since      date not null,
  -- The chance behind intervals and ranks comes from this number, so that the same inputs give the same table.
  seed             integer not null,
  state            text not null check (state in ('draft', 'objecting', 'decided', 'reported', 'dropped')),
  objections_until timestamptz,
  figures          jsonb not null,
  made_at          timestamptz not null,
  check (until_on > from_on)
);

-- A bureau objects to how it was counted: to one case under one measure, or to the measure as a whole. Upheld, it is counted without.
create table evaluation_objection (
  id            bigint generated always as identity primary key,
  evaluation_id bigint not null references evaluation,
  bureau        text not null,
  measure       text not null,
  case_id       bigint references case_file,
  reason        text not null,
  made_at       timestamptz not null,
  made_by       text not null,
  decided_at    timestamptz,
  decided_by    text,
  upheld        boolean,
  answer        text,
  check (num_nonnulls(decided_at, decided_by, upheld, answer) in (0, 4)),
  unique nulls not distinct (evaluation_id, bureau, measure, case_id)
);

-- A regional or systemic quality incident in the remit of a bureau: its grade follows from that alone.
create table evaluation_incident (
  evaluation_id bigint not null references evaluation,
  bureau        text not null,
  reason        text not null,
  document      text not null,
  at            timestamptz not null,
  actor         text not null,
  primary key (evaluation_id, bureau)
);

-- What happened to an evaluation, in order. Append-only.
create table evaluation_event (
  id            bigint generated always as identity primary key,
  evaluation_id bigint not null references evaluation,
  at            timestamptz not null,
  actor         text not null,
  act           text not null check (act in ('draw_up', 'open', 'object', 'uphold', 'reject', 'incident', 'decide', 'report', 'drop')),
  bureau        text,
  reason        text not null
);
create index evaluation_event_evaluation on evaluation_event (evaluation_id, id);
create trigger evaluation_event_append_only before update or delete on evaluation_event for each statement execute function refuse_rewriting();
-- ── What is known of a firm ─────────────────────────────────────────────────────────────────────────────────────────

-- A firm, by its 统一社会信用代码 (GB 32100); a branch has its own and points to its parent. Nothing about persons: no legal
-- representative, and of a sole trader no more of the address than its street.
create table enterprise (
  id            bigint generated always as identity primary key,
  code          text not null unique check (length(code) = 18),
  name          text not null,
  former_names  text[] not null default '{}',
  brands        text[] not null default '{}',
  parent_code   text check (length(parent_code) = 18),
  kind          text not null check (kind in ('company', 'sole_trader', 'branch', 'other')),
  -- GB/T 4754.
  industry      text,
  size          text not null check (size in ('micro', 'small', 'medium', 'large')),
  status        text not null check (status in ('active', 'revoked', 'cancelled')),
  registered_on date,
  address       text,
  district      text,
  street        text,
  content_hash  text not null,
  recorded_at   timestamptz not null,
  -- The grade that everybody sees, and since when; null until one was shown.
  grade         text check (grade in ('A', 'B', 'C', 'D', 'N')),
  graded_at     timestamptz,
  -- When the worker must compute its grade and class anew; null while nothing will change by itself.
  regrade_at    timestamptz
);
create index enterprise_parent on enterprise (parent_code) where parent_code is not null;
create index enterprise_regrade on enterprise (regrade_at) where regrade_at is not null;
-- What was graded before a new version of the rules came into force is graded anew.
create index enterprise_graded on enterprise (graded_at);

-- The names of a firm as they are compared: current, former, and the firm's brands. `exact` is the name without blanks and
-- brackets of another width, `core` is without region and legal form (src/enterprises/search/firm-names.ts).
create table enterprise_name (
  enterprise_id bigint not null references enterprise,
  kind          text not null check (kind in ('current', 'former', 'brand')),
  exact         text not null,
  core          text not null,
  -- The core in pinyin with near sounds as one, and the first letters of it.
  pinyin        text not null,
  initials      text not null,
  primary key (enterprise_id, kind, exact)
);
create index enterprise_name_exact on enterprise_name (exact);
create index enterprise_name_core on enterprise_name (core text_pattern_ops);
create index enterprise_name_pinyin on enterprise_name (pinyin text_pattern_ops);
create index enterprise_name_initials on enterprise_name (initials text_pattern_ops);

-- What the public query finds a firm by: pairs of letters of its names and address, its syllables two by two, its words in Latin letters,
-- short names less one letter.
-- A plain array under GIN, so that no extension and no locale is needed.
create table enterprise_search (
  enterprise_id bigint primary key references enterprise,
  keys          text[] not null
);
create index enterprise_search_keys on enterprise_search using gin (keys) with (fastupdate = off);

-- Keys that many firms hold, with the share of firms that do, from a sample: a search asks for the others first. Made anew by a worker.
create table enterprise_common_key (
  key   text primary key,
  share real not null
);

-- One fact about a firm with its document: a permit, inspection, sample, recall, penalty, list, award, commitment, verified complaint.
-- Told again by its source under the same number it is changed here, and enterprise_event keeps what it said before.
create table enterprise_fact (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprise,
  kind          text not null check (kind in ('permit', 'inspection', 'sample', 'recall', 'penalty', 'list', 'award', 'commitment', 'complaint', 'report', 'rectification')),
  result        text not null,
  severity      text check (severity in ('minor', 'general', 'serious')),
  harm          text not null check (harm in ('none', 'injury', 'group_injury', 'death')),
  safety        boolean not null,
  -- What it was about, e.g. the product sampled.
  subject       text not null,
  document_no   text not null,
  -- The authority as the document names it, and the bureau of the city that answers for it.
  authority     text not null,
  bureau        text not null,
  happened_on   date not null,
  -- Last day of a permit or a commitment; the day a list entry was lifted.
  ends_on       date,
  -- The day on which it was put right.
  rectified_on  date,
  -- Last day on which it may be published, under the rule of the day it happened; null without end.
  shown_until   date,
  -- `stopped`: no longer published, after a repair or an objection; `removed`: it was wrong.
  state         text not null check (state in ('standing', 'stopped', 'removed')),
  source        text not null check (source in ('import', 'case', 'inspection_task')),
  source_ref    text not null,
  case_id       bigint references case_file,
  content_hash  text not null,
  recorded_at   timestamptz not null,
  unique (source, source_ref)
);
create index enterprise_fact_enterprise on enterprise_fact (enterprise_id, happened_on desc);
create index enterprise_fact_document on enterprise_fact (document_no);
create index enterprise_fact_kind on enterprise_fact (kind, happened_on);

-- What was done to a firm's record, in order, with the reason. Append-only.
create table enterprise_event (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprise,
  at            timestamptz not null,
  actor         text not null,
  bureau        text,
  act           text not null check (act in ('change_fact', 'match', 'refuse_match', 'find', 'invite', 'confirm_account', 'end_account', 'ask', 'forward', 'extend', 'decide', 'grade', 'tell', 'show_grade', 'link_penalty')),
  subject       text not null,
  reason        text not null,
  detail        jsonb not null
);
create index enterprise_event_enterprise on enterprise_event (enterprise_id, id);

-- One file of the register taken in, with its counts; reading it again changes nothing.
create table register_run (
  id         bigint generated always as identity primary key,
  sheet      text not null,
  name       text not null,
  sha256     text not null,
  started_at timestamptz not null,
  seen       integer not null,
  new        integer not null,
  changed    integer not null,
  unchanged  integer not null,
  rejected   integer not null
);

-- A row that could not be taken in, with the reason, kept for a person.
create table register_reject (
  id        bigint generated always as identity primary key,
  run_id    bigint not null references register_run,
  row       integer not null,
  reason_zh text not null,
  reason_en text not null,
  raw       text not null
);
create index register_reject_run on register_reject (run_id);

-- Which firm a case is about: linked by its identifier alone, or proposed by its name for a person to say.
create table enterprise_match (
  case_id       bigint not null references case_file,
  enterprise_id bigint not null references enterprise,
  tier          text not null check (tier in ('identifier', 'name', 'alike')),
  -- The words of the filing that name the firm.
  said          text not null,
  score         real not null check (score between 0 and 1),
  because       text[] not null,
  state         text not null check (state in ('linked', 'proposed', 'refused')),
  found_at      timestamptz not null,
  decided_at    timestamptz,
  decided_by    text,
  primary key (case_id, enterprise_id)
);
create unique index enterprise_match_one on enterprise_match (case_id) where state = 'linked';
create index enterprise_match_enterprise on enterprise_match (enterprise_id) where state = 'linked';
create index enterprise_match_open on enterprise_match (found_at) where state = 'proposed';

-- A firm of the register that a recall or a failed sample names, or may name, as maker, importer or seller: linked by a number alone, else
-- proposed for a person to say. What a person decided stands, and stands in enterprise_event.
create table notice_firm (
  notice_id     bigint not null references notice,
  enterprise_id bigint not null references enterprise,
  -- As what the notice names it, and in which words; empty where it names a brand alone.
  role          text not null check (role in ('manufacturer', 'importer', 'distributor', 'brand_owner', 'agent', 'recaller', 'consignor', 'seller')),
  said          text not null,
  tier          text not null check (tier in ('identifier', 'name', 'scored', 'text')),
  score         real not null check (score between 0 and 1),
  because       text[] not null,
  state         text not null check (state in ('shown', 'proposed', 'confirmed', 'rejected')),
  found_at      timestamptz not null,
  decided_at    timestamptz,
  decided_by    text,
  reason        text,
  primary key (notice_id, enterprise_id)
);
create index notice_firm_enterprise on notice_firm (enterprise_id, state);
create index notice_firm_open on notice_firm (notice_id) where state = 'proposed';

-- 召回跟进: a recall as the city follows it until it is over — who must report, under which rules since when, how many products it is about —
-- and what the public reads of it once a person published it.
create table recall_follow_up (
  notice_id     bigint primary key references notice,
  bureau        text not null,
  -- The firm of the register that reports; null where it is none of the city's.
  enterprise_id bigint references enterprise,
  -- As in recall-rules.yaml.
  regime        text not null,
  started_at    timestamptz not null,
  affected      integer not null check (affected > 0),
  state         text not null check (state in ('open', 'closed')),
  opened_at     timestamptz not null,
  opened_by     text not null,
  closed_at     timestamptz,
  what          text not null,
  batches       text not null,
  advice        text not null,
  published_at  timestamptz,
  published_by  text
);
create index recall_follow_up_firm on recall_follow_up (enterprise_id) where enterprise_id is not null;

-- What was handed in of a recall: its plan, how far it is, that it is finished, what came of it. `recovered` counts from the start. Append-only.
create table recall_report (
  id           bigint generated always as identity primary key,
  notice_id    bigint not null references recall_follow_up,
  kind         text not null check (kind in ('plan', 'progress', 'finish', 'summary')),
  as_of        date not null,
  affected     integer not null check (affected > 0),
  recovered    integer not null check (recovered between 0 and affected),
  note         text not null,
  handed_in_at timestamptz not null,
  handed_in_by text not null
);
create index recall_report_notice on recall_report (notice_id, id);

-- What happened to a followed recall, in order; `subject` is what was late, e.g. `progress:2`, called once. Append-only.
create table recall_follow_up_event (
  id        bigint generated always as identity primary key,
  notice_id bigint not null references recall_follow_up,
  at        timestamptz not null,
  actor     text not null,
  bureau    text,
  act       text not null check (act in ('open', 'publish', 'withdraw', 'late', 'close', 'reopen')),
  subject   text not null,
  reason    text not null
);
create index recall_follow_up_event_notice on recall_follow_up_event (notice_id, id);
create unique index recall_follow_up_event_late on recall_follow_up_event (notice_id, subject) where act = 'late';

-- Words that a person said do not mean this firm: the machine never proposes it for them again.
create table enterprise_apart (
  said          text not null,
  enterprise_id bigint not null references enterprise,
  decided_at    timestamptz not null,
  actor         text not null,
  primary key (said, enterprise_id)
);

-- What a person found out about a case of a firm. Only a verified or settled one becomes a fact; a clue never does unverified.
create table enterprise_finding (
  case_id       bigint primary key references case_file,
  enterprise_id bigint not null references enterprise,
  finding       text not null check (finding in ('verified', 'settled', 'unfounded', 'unclear')),
  reason        text not null,
  found_at      timestamptz not null,
  found_by      text not null
);

-- The row of a firm's record with the penalty in which a filed clue ended. One penalty may end several cases; the firm's page shows none of them.
create table case_penalty (
  case_id   bigint primary key references case_file,
  fact_id   bigint not null references enterprise_fact,
  linked_at timestamptz not null,
  linked_by text not null
);

-- Up to which row of case_event cases have been compared with the register. One row.
create table enterprise_turn (
  id       smallint primary key check (id = 1),
  swept_to bigint not null
);

-- Every public grade ever computed that differed from the one before: with every point's document. A bad one is shown by a person,
-- so long after the firm was told.
create table enterprise_grade (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprise,
  grade         text not null check (grade in ('A', 'B', 'C', 'D', 'N')),
  points        real,
  -- The whole explanation (src/enterprises/grade/grade.ts).
  detail        jsonb not null,
  rule          text not null,
  computed_at   timestamptz not null,
  -- Null while the next computing will change nothing by itself.
  next_on       date,
  state         text not null check (state in ('held', 'shown', 'replaced')),
  told_at       timestamptz,
  told_how      text check (told_how in ('mail', 'letter')),
  -- From when a held grade may be shown.
  show_from     timestamptz,
  shown_at      timestamptz,
  shown_by      text
);
create unique index enterprise_grade_held on enterprise_grade (enterprise_id) where state = 'held';
create index enterprise_grade_enterprise on enterprise_grade (enterprise_id, id desc);

-- The internal risk class for the frequency of supervision, never public. Made anew with the grade.
create table enterprise_risk (
  enterprise_id bigint primary key references enterprise,
  class         text not null check (class in ('A', 'B', 'C', 'D')),
  points        real not null,
  because       jsonb not null,
  rule          text not null,
  computed_at   timestamptz not null
);
create index enterprise_risk_class on enterprise_risk (class);

-- A version of the rules of the public grade: from the city's file, or proposed, tried on the whole register and signed by a person.
create table credit_rule (
  version      text primary key,
  content      jsonb not null,
  origin       text not null check (origin in ('city_file', 'proposed')),
  state        text not null check (state in ('proposed', 'adopted', 'dropped')),
  proposed_at  timestamptz not null,
  proposed_by  text not null,
  -- First day of force; null until it is adopted.
  since        date,
  adopted_at   timestamptz,
  adopted_by   text,
  -- The name under which a person signed it, and why.
  signature    text,
  reason       text,
  -- When the whole register was last asked to be tried, and what came of it (src/enterprises/grade/simulation.ts).
  asked_at     timestamptz,
  tried        jsonb,
  check ((state = 'adopted') = (since is not null))
);

-- What happened to the rules of the grade, in order. Append-only.
create table credit_rule_event (
  id      bigint generated always as identity primary key,
  version text not null references credit_rule,
  at      timestamptz not null,
  actor   text not null,
  act     text not null check (act in ('ship', 'propose', 'try', 'adopt', 'drop')),
  reason  text not null,
  -- SHA-256 of the content.
  sha256  text not null
);

-- An account of the firm itself: invited by a bureau, opened by whoever holds the one-time key of the invitation and reads the mail of
-- the contact address. No password: each sign-in is a link by mail.
create table firm_account (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprise,
  email         text,
  -- SHA-256 of the one-time key in the letter; null once used.
  invited_hash  text unique,
  invited_at    timestamptz not null,
  invited_by    text not null,
  how           text not null check (how in ('mail', 'letter')),
  lapses_at     timestamptz not null,
  confirmed_at  timestamptz,
  ended_at      timestamptz
);
create unique index firm_account_one on firm_account (enterprise_id, email) where ended_at is null and confirmed_at is not null;

-- A link that was mailed to sign in with or to confirm an address; good once and shortly.
create table firm_link (
  token_hash text primary key,
  account_id bigint not null references firm_account,
  -- The address that using it confirms.
  email      text not null,
  lapses_at  timestamptz not null,
  used_at    timestamptz
);

-- A firm's signed-in browser, like session.
create table firm_session (
  token_hash text primary key,
  account_id bigint not null references firm_account,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- What a firm says or asks about a fact: its answer for all to read, an objection, or the repair of its credit. Due dates are derived
-- from the dated rule of the day it came in.
create table firm_request (
  id            bigint generated always as identity primary key,
  enterprise_id bigint not null references enterprise,
  fact_id       bigint not null references enterprise_fact,
  kind          text not null check (kind in ('answer', 'objection', 'repair')),
  text          text not null,
  asked_at      timestamptz not null,
  asked_by      bigint not null references firm_account,
  -- The bureau that decides: the source of the fact.
  bureau        text not null,
  state         text not null check (state in ('received', 'forwarded', 'decided')),
  forwarded_at  timestamptz,
  forwarded_by  text,
  due_at        timestamptz not null,
  extended      boolean not null default false,
  outcome       text check (outcome in ('shown', 'not_shown', 'correct', 'add', 'stop', 'remove', 'granted', 'refused')),
  reason        text,
  decided_at    timestamptz,
  decided_by    text,
  -- When its next reminder is due (src/enterprises/requests/remind-requests.ts); null until that was worked out, `infinity` when none is left.
  remind_at     timestamptz,
  check ((state = 'decided') = (outcome is not null) and (outcome is null) = (decided_at is null))
);
create unique index firm_request_open on firm_request (fact_id, kind) where state <> 'decided';
create index firm_request_desk on firm_request (bureau, due_at) where state <> 'decided';
create index firm_request_enterprise on firm_request (enterprise_id, id);

-- Who was told that what a firm asked has used up 50, 80 or 100 % of its clock, as of cases (clock_reminder): whoever does not acknowledge
-- it, the next one is told. Each once for each step, and anew when it was lengthened.
create table firm_reminder (
  id              bigint generated always as identity primary key,
  request_id      bigint not null references firm_request,
  -- The procedure whose clock it is, in credit-rules.yaml.
  procedure       text not null,
  extended        boolean not null,
  step            smallint not null check (step in (50, 80, 100)),
  role            text not null check (role in ('officer', 'head', 'joint_office')),
  -- The bureau whose people were told.
  bureau          text not null,
  because         text not null check (because in ('step', 'unacknowledged')),
  told_at         timestamptz not null,
  answer_by       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  escalated_at    timestamptz,
  unique (request_id, procedure, extended, step, role),
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index firm_reminder_open on firm_reminder (bureau, role, told_at) where acknowledged_at is null;
create index firm_reminder_unanswered on firm_reminder (answer_by) where acknowledged_at is null and escalated_at is null;

-- Who looked a firm up: the role, what and when; of citizens nothing else. Kept five years.
create table enterprise_query (
  id            bigint generated always as identity primary key,
  at            timestamptz not null,
  who           text not null,
  what          text not null check (what in ('search', 'record', 'api', 'badge', 'export', 'staff_record', 'own_record')),
  enterprise_id bigint
);
create index enterprise_query_at on enterprise_query (at);

-- A plan of inspections: firms and inspectors drawn by chance (双随机). The pool is fixed under its hash before the seed is known; with both
-- anybody can draw again and finds the same.
create table inspection_plan (
  id          bigint generated always as identity primary key,
  bureau      text not null,
  title       text not null,
  from_on     date not null,
  to_on       date not null check (to_on >= from_on),
  district    text,
  industry    text,
  firms       integer not null check (firms between 1 and 2000),
  made_at     timestamptz not null,
  made_by     text not null,
  pool_size   integer not null,
  pool_sha256 text not null,
  rule        text not null,
  seed        text,
  drawn_at    timestamptz,
  drawn_by    text,
  check (num_nonnulls(seed, drawn_at, drawn_by) in (0, 3))
);

-- The firms of a plan's pool with the weight that each had in the draw.
create table inspection_pool (
  plan_id       bigint not null references inspection_plan,
  enterprise_id bigint not null references enterprise,
  class         text not null check (class in ('A', 'B', 'C', 'D')),
  weight        real not null,
  because       text[] not null,
  primary key (plan_id, enterprise_id)
);

-- The inspectors of a plan, as they stood when the pool was fixed.
create table inspection_inspector (
  plan_id    bigint not null references inspection_plan,
  account_id bigint not null,
  primary key (plan_id, account_id)
);

-- One firm drawn, who inspects it, and what was found, which becomes a fact of its record.
create table inspection_task (
  id            bigint generated always as identity primary key,
  plan_id       bigint not null references inspection_plan,
  enterprise_id bigint not null references enterprise,
  because       text[] not null,
  result        text check (result in ('pass', 'fail', 'recheck_pass', 'recheck_fail', 'not_found')),
  findings      text,
  rectify_by    date,
  done_at       timestamptz,
  done_by       text,
  fact_id       bigint references enterprise_fact,
  unique (plan_id, enterprise_id)
);

-- Who inspects a firm drawn.
create table inspection_assignment (
  task_id    bigint not null references inspection_task,
  account_id bigint not null,
  primary key (task_id, account_id)
);
create index inspection_assignment_account on inspection_assignment (account_id, task_id);

-- The firms that hold all of these keys, some of them. A function for the sake of its plan, like earlier_reports: with a limit the
-- planner trusts that many firms hold all keys and reads the table from its beginning.
create function firms_with_keys(wanted text[], at_most integer)
returns table (id bigint)
language plpgsql stable
set enable_seqscan = off set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query select s.enterprise_id from enterprise_search s where s.keys @> wanted limit at_most; end
$$;

create trigger enterprise_event_append_only before update or delete on enterprise_event for each statement execute function refuse_rewriting();
create trigger credit_rule_event_append_only before update or delete on credit_rule_event for each statement execute function refuse_rewriting();


-- ── Who may do what ─────────────────────────────────────────────────────────────────────────────────────────────────

-- A member of staff. Bureau and role decide what is seen; the table of permissions is src/accounts/permissions.ts.
create table account (
  id            bigint generated always as identity primary key,
  username      text not null unique,
  name          text not null,
  email         text,
  role          text not null check (role in ('officer', 'head', 'dispatcher', 'joint_office', 'convener', 'trade_official', 'administrator', 'custodian', 'auditor')),
  bureau        text not null,
  password_hash text not null,
  created_at    timestamptz not null,
  disabled_at   timestamptz,
  -- Wrong passwords or codes in a row; from a number of them on, shut until then.
  failures      integer not null default 0,
  locked_until  timestamptz,
  -- The second factor (RFC 6238): its secret under a vault key, when it was proved, and the last time step used.
  totp_secret   text,
  totp_since    timestamptz,
  totp_step     bigint
);

-- A named set of filters of the inbox or the trade desk, as they stand in its address: one account's own, or shared in its bureau.
create table saved_filter (
  id         bigint generated always as identity primary key,
  account_id bigint not null references account,
  bureau     text not null,
  desk       text not null check (desk in ('inbox', 'trade')),
  shared     boolean not null,
  name       text not null,
  query      text not null,
  made_at    timestamptz not null
);
create unique index saved_filter_own on saved_filter (account_id, desk, name) where not shared;
create unique index saved_filter_shared on saved_filter (bureau, desk, name) where shared;

-- With which filter the inbox of an account opens; none is all cases.
create table inbox_start (
  account_id bigint primary key references account,
  filter_id  bigint not null references saved_filter on delete cascade
);
create index inbox_start_filter on inbox_start (filter_id);

-- A signed-in browser. Only the SHA-256 of its token is kept. It ends at expires_at, or earlier when unused for a while.
create table session (
  token_hash text primary key,
  account_id bigint not null references account,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  way        text not null default 'password' check (way in ('password', 'passkey', 'directory'))
);
create index session_expiry on session (expires_at);

-- A passkey of a member of staff (WebAuthn): the public key that a device or key chain made for this service, and nothing secret.
create table passkey (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references account,
  -- As the browser names it, base64url.
  credential_id text not null unique,
  name          text not null,
  public_key    bytea not null,
  -- How often the device says it has signed; 0 for ever where it does not count. It came back lower or equal at doubted_at: a copy may exist.
  counter       bigint not null,
  doubted_at    timestamptz,
  transports    text[] not null default '{}',
  -- Whether it is kept in a key chain on several devices.
  synced        boolean not null,
  created_at    timestamptz not null,
  used_at       timestamptz
);
create index passkey_account on passkey (account_id);

-- Challenges that were answered by a passkey, until they would be too old anyway, so that no answer counts twice.
create table answered_challenge (
  challenge  text primary key,
  expires_at timestamptz not null
);
create index answered_challenge_expiry on answered_challenge (expires_at);

-- Who a member of staff is in the city's own directory (OpenID Connect), entered by an administrator or found by a verified e-mail
-- address at the first sign-in. Nothing else of the directory is kept, and no token.
create table directory_identity (
  issuer     text not null,
  subject    text not null,
  account_id bigint not null references account,
  linked_at  timestamptz not null,
  linked_by  text not null check (linked_by in ('administrator', 'email')),
  primary key (issuer, subject),
  unique (account_id, issuer)
);

-- Someone asks to know who filed a report. Another person decides; only a custodian opens, until `open_until`.
create table identity_request (
  id         bigint generated always as identity primary key,
  report_id  bigint not null references reporter_identity,
  purpose    text not null,
  asked_at   timestamptz not null,
  asked_by   bigint not null references account,
  decided_at timestamptz,
  decided_by bigint references account check (decided_by <> asked_by),
  granted    boolean,
  reason     text,
  open_until timestamptz,
  check (num_nonnulls(decided_at, decided_by, granted, reason) in (0, 4))
);
create index identity_request_open on identity_request (asked_at) where decided_at is null;
create index identity_request_report on identity_request (report_id);

-- Every look at who filed a report: who, whose, why, on which request; without one at the proof of identity that the reporter gave. The
-- reporter's own page shows them all.
create table look (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  account_id bigint not null references account,
  report_id  bigint not null references report,
  request_id bigint references identity_request,
  purpose    text not null
);
create index look_report on look (report_id);

-- What staff did outside the history of a case or a warning: signing in and failing to, accounts, exports, identities. Append-only.
create table audit_event (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  act     text not null,
  -- What it was done to, e.g. `account:7` or `report:19`.
  subject text not null,
  detail  jsonb not null
);
create index audit_event_recent on audit_event (at);

-- The chain over everything append-only (src/accounts/audit-trail.ts): each seal covers the rows up to these ids and its head is the
-- SHA-256 of the head before it and of those rows, so that none can be changed, taken out or slipped in unseen.
create table audit_seal (
  id   bigint generated always as identity primary key,
  at   timestamptz not null,
  upto jsonb not null,
  rows integer not null,
  head text not null
);

create trigger case_event_append_only before update or delete on case_event for each statement execute function refuse_rewriting();
create trigger warning_event_append_only before update or delete on warning_event for each statement execute function refuse_rewriting();
create trigger signal_event_append_only before update or delete on signal_event for each statement execute function refuse_rewriting();
create trigger recall_report_append_only before update or delete on recall_report for each statement execute function refuse_rewriting();
create trigger recall_follow_up_event_append_only before update or delete on recall_follow_up_event for each statement execute function refuse_rewriting();
create trigger recall_link_event_append_only before update or delete on recall_link_event for each statement execute function refuse_rewriting();
create trigger incident_event_append_only before update or delete on incident_event for each statement execute function refuse_rewriting();
create trigger public_incident_append_only before update or delete on public_incident for each statement execute function refuse_rewriting();
create trigger risk_revision_append_only before update or delete on risk_revision for each statement execute function refuse_rewriting();
create trigger response_event_append_only before update or delete on response_event for each statement execute function refuse_rewriting();
create trigger response_evidence_frozen before update or delete on response_evidence for each statement execute function refuse_rewriting();
create trigger risk_assessment_version_append_only before update or delete on risk_assessment_version for each statement execute function refuse_rewriting();
create trigger risk_assessment_event_append_only before update or delete on risk_assessment_event for each statement execute function refuse_rewriting();
create trigger correction_append_only before update or delete on correction for each statement execute function refuse_rewriting();
create trigger triage_model_event_append_only before update or delete on triage_model_event for each statement execute function refuse_rewriting();
create trigger look_append_only before update or delete on look for each statement execute function refuse_rewriting();
create trigger audit_event_append_only before update or delete on audit_event for each statement execute function refuse_rewriting();
create trigger audit_seal_append_only before update or delete on audit_seal for each statement execute function refuse_rewriting();

-- Counters of rate-limiter-flexible, shared by all processes. Unlogged: a crash may forgive a few attempts, never lose a report.
create unlogged table rate_limit (
  key    varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Which schema.sql this database was made from.
create table schema_origin (
  sha256     text primary key,
  applied_at timestamptz not null
);
