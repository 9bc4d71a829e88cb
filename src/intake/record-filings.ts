import { CompiledQuery, sql } from 'kysely'
import type { SealedIdentity } from '../accounts/identity-vault.ts'
import type { World } from '../context.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/preparing-client.ts'
import type { NewLetter } from '../jobs/owe-letters.ts'
import type { CleanAttachment } from './clean-attachment.ts'
import type { LikelyDuplicate } from './find-earlier.ts'
import { duplicatesOf, findEarlier } from './find-earlier.ts'
import { insertAttachments } from './insert-attachments.ts'

/** One row of `report`, `assessment` and `case_file` each, spelled as the columns are. */
export type FilingRow = {
  id: number
  channel: 'web' | 'api' | 'hotline' | 'open311'
  channel_ref: string | null
  submission_key: string | null
  content_hash: string
  kind: 'complaint' | 'report'
  title: string
  text: string
  respondent: string | null
  product: string | null
  place: string | null
  occurred_on: string | null
  amount: number | null
  claims: string[]
  anonymous: boolean
  incident: string | null
  received_at: Date
  model: string
  leaf: string
  confidence: number
  lead: string
  support: string[]
  danger: number
  risk: string
  hazards: string[]
  detail: unknown
  receipt_hash: string
  state: string
  district: string | null
  street: string | null
  case_title: string
  next_due_at: Date | null
}

/** Everything that one complaint leaves behind, decided before anything is written. */
export type Filing = {
  row: FilingRow
  identity: (SealedIdentity & { holds: string[] }) | null
  keys: number[]
  attachments: CleanAttachment[]
  clocks: { rule: string; rule_from: string; force: string; starts_at: Date; due_at: Date; provisional: boolean }[]
  events: { act: string; from_state: string | null; to_state: string; bureau: string; public_text: string }[]
  tasks: { kind: string; bureau: string; title_zh: string; title_en: string; because: string[]; due_at: Date | null }[]
  letters: NewLetter[]
  /** The demands of a filing that has several; empty for one. */
  items: { starts: number; ends: number; leaf: string; lead: string; confidence: number }[]
}

export type Outcome =
  | { kind: 'recorded'; duplicates: LikelyDuplicate[] }
  /** The same submission key or hotline number came before. */
  | { kind: 'repeat'; earlierId: number; sameContent: boolean }

/**
 * Writes a batch of filings in one durable transaction: each is there whole or not at all. Repeats are left alone and named.
 * Safe to run again with the same filings.
 */
export async function recordFilings({ db }: Pick<World, 'db'>, filings: Filing[]): Promise<Outcome[]> {
  const earlier = await findEarlier(db, filings)
  const duplicates = duplicatesOf(filings, earlier)
  const recorded = await record(db, filings, duplicates)
  const outcomes = filings.map(({ row }): Outcome | null =>
    recorded.has(row.id) ? { kind: 'recorded', duplicates: duplicates.get(row.id) ?? [] } : null,
  )
  const repeats = filings.filter(({ row }) => !recorded.has(row.id))
  const earlierOnes = repeats.length > 0 ? await findRepeats(db, repeats) : []
  return outcomes.map((outcome) => outcome ?? (earlierOnes.shift() as Outcome))
}

async function record(db: Db, filings: Filing[], duplicates: Map<number, LikelyDuplicate[]>): Promise<Set<number>> {
  const statement = statementFor(filings, duplicates)
  // One statement is a transaction by itself; files need the same one around them.
  if (filings.every(({ attachments }) => attachments.length === 0)) return idsOf(await db.executeQuery(statement))
  return db.transaction().execute(async (tx) => {
    const stored = idsOf(await tx.executeQuery(statement))
    for (const { row, attachments } of filings.filter((filing) => stored.has(filing.row.id)))
      await insertAttachments(tx, { reportId: row.id, attachments, at: row.received_at })
    return stored
  })
}

type Stored = { id: number }

const idsOf = ({ rows }: { rows: Stored[] }): Set<number> => new Set(rows.map(({ id }) => id))

function statementFor(filings: Filing[], duplicates: Map<number, LikelyDuplicate[]>): CompiledQuery<Stored> {
  const each = <Row>(rowsOf: (filing: Filing) => Row[]) =>
    JSON.stringify(filings.flatMap((filing) => rowsOf(filing).map((row) => ({ case_id: filing.row.id, ...row }))))
  return CompiledQuery.raw(insertFilings, [
    JSON.stringify(filings.map(({ row }) => row)),
    each(({ identity }) =>
      identity ? [{ ...identity, wrapped_key: hex(identity.wrapped_key), sealed: hex(identity.sealed) }] : [],
    ),
    each((filing) => filing.keys.map((key) => ({ key }))),
    each((filing) => filing.clocks),
    each((filing) => filing.events.map((event, position) => ({ position, ...event }))),
    each((filing) => filing.tasks),
    each((filing) => filing.letters.map(({ unsubscribeUrl: _, ...letter }) => letter)),
    each((filing) =>
      (duplicates.get(filing.row.id) ?? []).map(({ id, score, because }) => ({ earlier_id: id, score, because })),
    ),
    each((filing) => filing.items.map((item, position) => ({ number: position + 1, ...item }))),
  ]) as CompiledQuery<Stored>
}

/** As PostgreSQL reads bytes in a text. */
const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

const insertFilings = `${prepared}
with filed as (
  select * from json_to_recordset($1) as f (
    id int8, channel text, channel_ref text, submission_key text, content_hash text, kind text, title text, text text,
    respondent text, product text, place text, occurred_on date, amount numeric, claims text[], anonymous boolean, incident text,
    received_at timestamptz, model text, leaf text, confidence real, lead text, support text[], danger int2, risk text,
    hazards text[], detail jsonb, receipt_hash text, state text, district text, street text, case_title text, next_due_at timestamptz)
), stored as (
  insert into report (id, channel, channel_ref, submission_key, content_hash, kind, title, text, respondent, product, place,
                      occurred_on, amount, claims, anonymous, incident, received_at)
  select id, channel, channel_ref, submission_key, content_hash, kind, title, text, respondent, product, place,
         occurred_on, amount, claims, anonymous, incident, received_at
    from filed on conflict do nothing returning id
), assessed as (
  insert into assessment (report_id, made_at, model, leaf, confidence, lead, danger, risk, hazards, detail)
  select id, received_at, model, leaf, confidence, lead, danger, risk, hazards, detail from filed join stored using (id)
), opened as (
  insert into case_file (id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, title, opened_at, next_due_at)
  select id, receipt_hash, state, lead, support, leaf, kind, district, street, danger, risk, case_title, received_at, next_due_at
    from filed join stored using (id)
), identities as (
  insert into reporter_identity (report_id, holds, key_id, wrapped_key, sealed)
  select case_id, holds, key_id, wrapped_key, sealed
    from json_to_recordset($2) as t (case_id int8, holds text[], key_id text, wrapped_key bytea, sealed bytea) join stored on id = case_id
), keys as (
  insert into report_key (key, report_id)
  select key, case_id from json_to_recordset($3) as t (case_id int8, key int8) join stored on id = case_id
  on conflict do nothing
), clocks as (
  insert into case_clock (case_id, rule, rule_from, force, starts_at, due_at, provisional)
  select case_id, rule, rule_from, force, starts_at, due_at, provisional
    from json_to_recordset($4) as t (case_id int8, rule text, rule_from date, force text, starts_at timestamptz, due_at timestamptz, provisional boolean)
    join stored on id = case_id
), events as (
  insert into case_event (case_id, at, actor, act, from_state, to_state, bureau, public_text)
  select case_id, received_at, 'triage', act, from_state, to_state, bureau, public_text
    from json_to_recordset($5) as t (case_id int8, position int4, act text, from_state text, to_state text, bureau text, public_text text)
    join stored on stored.id = case_id join filed on filed.id = case_id
   order by case_id, position
), tasks as (
  insert into task (kind, bureau, case_id, title_zh, title_en, because, created_at, due_at)
  select t.kind, t.bureau, case_id, title_zh, title_en, because, received_at, due_at
    from json_to_recordset($6) as t (case_id int8, kind text, bureau text, title_zh text, title_en text, because text[], due_at timestamptz)
    join stored on stored.id = case_id join filed on filed.id = case_id
), letters as (
  insert into letter (what, recipient, reason, subject, body, created_at, queued)
  select what, recipient, reason, subject, body, received_at, false
    from json_to_recordset($7) as t (case_id int8, what text, recipient text, reason text, subject text, body text)
    join stored on stored.id = case_id join filed on filed.id = case_id
  on conflict do nothing
), alike as (
  insert into likely_duplicate (report_id, earlier_id, score, because)
  select case_id, earlier_id, score, because
    from json_to_recordset($8) as t (case_id int8, earlier_id int8, score real, because text[]) join stored on id = case_id
), items as (
  insert into case_item (case_id, number, starts, ends, leaf, lead, confidence)
  select case_id, number, starts, ends, leaf, lead, confidence
    from json_to_recordset($9) as t (case_id int8, number int2, starts int4, ends int4, leaf text, lead text, confidence real)
    join stored on id = case_id
)
select id from stored`

async function findRepeats(db: Db, repeats: Filing[]): Promise<Outcome[]> {
  const keys = JSON.stringify(repeats.map(({ row }, position) => ({ position, ...row })))
  const { rows } = await sql<{ id: number; content_hash: string; position: number }>`
    select r.id, r.content_hash, k.position
      from json_to_recordset(${keys}) as k (position int4, submission_key text, channel text, channel_ref text)
      join report r on r.submission_key = k.submission_key or (r.channel = k.channel and r.channel_ref = k.channel_ref)`.execute(
    db,
  )
  return repeats.map(({ row }, position) => {
    const earlier = rows.find((candidate) => candidate.position === position)
    if (!earlier) throw new Error(`filing ${row.id} was neither stored nor known`)
    return { kind: 'repeat', earlierId: earlier.id, sameContent: earlier.content_hash === row.content_hash }
  })
}
