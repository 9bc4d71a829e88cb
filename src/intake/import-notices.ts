import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { contentHash, type Notice, type NoticeSource, type Reject } from './notice.ts'
import { noticeSources } from './notice-sources.ts'

export type NoticeCount = {
  source: NoticeSource
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
}

/** A document as it arrived. */
export type Document = { source: NoticeSource; name: string; mediaType: string; bytes: Uint8Array }

/** Notices are written this many to a transaction; a run cut short is finished by reading the same document again. */
const abreast = 500

/**
 * Reads a document of recalls or bulletins: the raw bytes are kept, new notices stored, changed ones get a new version, what
 * could not be read goes to the rejects with its reason, and the run is recorded. Reading the same document again changes nothing.
 * Each new or changed notice owes the job that asks whether it concerns the city.
 */
export async function importNotices(context: Context, document: Document): Promise<NoticeCount> {
  const { source, bytes } = document
  const runId = await beginRun(context, document)
  const count: NoticeCount = { source, seen: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 }
  const drift = new Set<string>()
  let waiting: Notice[] = []
  let rejects: Reject[] = []
  const write = async () => {
    await writeNotices(context, runId, waiting, count)
    await writeRejects(context.db, runId, rejects)
    waiting = []
    rejects = []
  }
  try {
    for await (const row of noticeSources[source](bytes, context)) {
      for (const one of row.drift) drift.add(one)
      if (row.notice) waiting.push(row.notice)
      if (row.reject) rejects.push(row.reject)
      count.seen += row.notice || row.reject ? 1 : 0
      count.rejected += row.reject ? 1 : 0
      if (waiting.length + rejects.length >= abreast) await write()
    }
    await write()
  } catch (error) {
    await endRun(context.db, runId, count, drift, error)
    throw error
  }
  await endRun(context.db, runId, count, drift, null)
  return count
}

/** A run stands as failed until it has ended, so that one cut short never looks like one with nothing new. */
async function beginRun({ db, now }: Context, { source, name, mediaType, bytes }: Document): Promise<number> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return db.transaction().execute(async (tx) => {
    await tx
      .insertInto('raw_document')
      .values({ sha256, name, media_type: mediaType, bytes, received_at: now })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute()
    const none = { seen: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 }
    const run = await tx
      .insertInto('source_run')
      .values({
        source,
        raw_sha256: sha256,
        started_at: now,
        ended_at: now,
        status: 'failed',
        ...none,
        drift: [],
        error: '未读完 not finished',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return run.id
  })
}

async function endRun(db: Db, runId: number, count: NoticeCount, drift: Set<string>, error: unknown): Promise<void> {
  const { source: _, ...counted } = count
  const status = error ? 'failed' : count.seen === 0 ? 'empty' : 'ok'
  await db
    .updateTable('source_run')
    .set({
      ...counted,
      status,
      drift: [...drift].slice(0, 100),
      error: error ? String(error).slice(0, 500) : null,
      ended_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', runId)
    .execute()
}

async function writeRejects(db: Db, runId: number, rejects: Reject[]): Promise<void> {
  if (rejects.length === 0) return
  const rows = rejects.map(({ row, reason, raw }) => ({
    run_id: runId,
    place: String(row),
    reason_zh: reason.zh,
    reason_en: reason.en,
    raw: raw.slice(0, 20_000),
  }))
  await db.insertInto('notice_reject').values(rows).execute()
}

type Told = { notice: Notice; hash: string; id: number | null; version: number }

async function writeNotices(context: Context, runId: number, notices: Notice[], count: NoticeCount): Promise<void> {
  // A document may carry the same notice twice; the last telling counts.
  const once = [...new Map(notices.map((notice) => [notice.sourceId, notice])).values()]
  count.unchanged += notices.length - once.length
  if (once.length === 0) return
  const told = await compare(context.db, once)
  const fresh = told.filter(({ id }) => id === null)
  const changed = told.filter(({ id }) => id !== null)
  count.new += fresh.length
  count.changed += changed.length
  count.unchanged += once.length - told.length
  await context.db.transaction().execute((tx) => record({ ...context, db: tx }, runId, fresh, changed))
}

/** Which of the notices are new or told differently than before; the rest is left out. */
async function compare(db: Db, notices: Notice[]): Promise<Told[]> {
  const source = notices[0]?.source ?? 'cpsc'
  const known = await db
    .selectFrom('notice')
    .select(['id', 'source_id', 'version', 'content_hash'])
    .where('source', '=', source)
    .where(
      'source_id',
      'in',
      notices.map(({ sourceId }) => sourceId),
    )
    .execute()
  const bySourceId = new Map(known.map((row) => [row.source_id, row]))
  return notices.flatMap((notice): Told[] => {
    const before = bySourceId.get(notice.sourceId)
    const hash = contentHash(notice)
    if (!before) return [{ notice, hash, id: null, version: 1 }]
    return before.content_hash === hash ? [] : [{ notice, hash, id: before.id, version: before.version + 1 }]
  })
}

async function record({ db: tx, queue, now }: Context, runId: number, fresh: Told[], changed: Told[]): Promise<void> {
  const stored = [...(await insertNotices(tx, now, fresh)), ...(await updateNotices(tx, now, changed))]
  if (stored.length === 0) return
  const versions = stored.map(({ id, version, hash, notice }) => ({
    notice_id: id,
    version,
    content_hash: hash,
    content: JSON.stringify(notice),
    run_id: runId,
    received_at: now,
  }))
  await tx.insertInto('notice_version').values(versions).execute()
  const symbols = stored.flatMap(({ id, notice }) => symbolsOf(id, notice))
  if (symbols.length > 0) {
    await tx
      .insertInto('notice_symbol')
      .values(symbols)
      .onConflict((conflict) => conflict.columns(['symbol', 'notice_id']).doNothing())
      .execute()
  }
  await queue.owe(
    tx,
    'assess-notice',
    stored.map(({ id, version }) => ({ noticeId: id, version })),
  )
}

type Stored = Told & { id: number }

async function insertNotices(tx: Db, now: Date, fresh: Told[]): Promise<Stored[]> {
  if (fresh.length === 0) return []
  const ids = await tx
    .insertInto('notice')
    .values(
      fresh.map(({ notice, hash }) => ({ ...headOf(notice, hash), version: 1, first_seen_at: now, changed_at: now })),
    )
    .returning(['id', 'source_id'])
    .execute()
  const idOf = new Map(ids.map((row) => [row.source_id, row.id]))
  return fresh.flatMap((one) => {
    const id = idOf.get(one.notice.sourceId)
    return id === undefined ? [] : [{ ...one, id }]
  })
}

/** Only where nobody else brought the next version first; that telling stands. */
async function updateNotices(tx: Db, now: Date, changed: Told[]): Promise<Stored[]> {
  const stored: Stored[] = []
  for (const one of changed) {
    const { id, version, notice, hash } = one
    if (id === null) continue
    const updated = await tx
      .updateTable('notice')
      .set({ ...headOf(notice, hash), version, changed_at: now })
      .where('id', '=', id)
      .where('version', '=', version - 1)
      .returning('id')
      .executeTakeFirst()
    if (updated) stored.push({ ...one, id })
  }
  return stored
}

function headOf(notice: Notice, hash: string) {
  return {
    source: notice.source,
    source_id: notice.sourceId,
    kind: notice.kind,
    title: notice.title,
    title_zh: notice.titleZh,
    jurisdiction: notice.jurisdiction,
    published_on: notice.publishedOn,
    content_hash: hash,
    content: JSON.stringify(notice),
  }
}

function symbolsOf(noticeId: number, notice: Notice) {
  if (notice.kind !== 'bulletin') return []
  return notice.symbols.map(({ symbol, root, ordered }) => ({ symbol, root, ordered, notice_id: noticeId }))
}
