import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { actorName, type Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import type { NoticeSource, Reject, SourceNotice } from './notice.ts'
import { readNotices } from './notice-sources.ts'
import { recordNotices } from './record-notices.ts'

export type NoticeCount = {
  source: NoticeSource
  seen: number
  new: number
  changed: number
  unchanged: number
  rejected: number
}

/** How a document came: named on the command line, uploaded by a person, dropped into the watched folder, fetched. */
export type WayIn = 'command' | 'upload' | 'folder' | 'fetch'

/** A document as it arrived. `increment`: it answers a query for what is new. */
export type Document = {
  source: NoticeSource
  name: string
  mediaType: string
  bytes: Uint8Array
  way?: WayIn
  increment?: boolean
}

/** Notices are written this many to a transaction; a run cut short is finished by reading the same document again. */
const abreast = 500

/**
 * Reads a document of recalls, bulletins, samples or foreign complaints: the raw bytes are kept, new notices stored, changed ones get a
 * new version, what could not be read goes to the rejects with its reason, and the run is recorded. Reading the same document
 * again changes nothing.
 */
export async function importNotices(context: Context, document: Document): Promise<NoticeCount> {
  const { source, bytes, increment = false } = document
  const runId = await beginRun(context, document)
  const count: NoticeCount = { source, seen: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 }
  const drift = new Set<string>()
  let waiting: SourceNotice[] = []
  let rejects: Reject[] = []
  const write = async () => {
    const told = await recordNotices(context, runId, waiting)
    count.new += told.new
    count.changed += told.changed
    count.unchanged += told.unchanged
    await writeRejects(context.db, runId, rejects)
    waiting = []
    rejects = []
  }
  try {
    for await (const row of readNotices(source, bytes, { city: context.city, codes: context.codes, increment })) {
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
async function beginRun({ db, now, actor }: Context, document: Document): Promise<number> {
  const { source, name, mediaType, bytes, way = 'command' } = document
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
        way,
        actor: actorName(actor),
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

/** A document in which nothing could be read but rejects has failed, however politely it came. */
async function endRun(db: Db, runId: number, count: NoticeCount, drift: Set<string>, error: unknown): Promise<void> {
  const { source: _, ...counted } = count
  const unread = count.seen > 0 && count.rejected === count.seen
  const status = error || unread ? 'failed' : count.seen === 0 ? 'empty' : 'ok'
  await db
    .updateTable('source_run')
    .set({
      ...counted,
      status,
      drift: [...drift].slice(0, 100),
      error: error ? String(error).slice(0, 500) : unread ? '没有一条能读出 nothing in it could be read' : null,
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
    // PostgreSQL keeps no NUL in text; broken files hold some.
    raw: raw.slice(0, 20_000).replaceAll('\u0000', '\ufffd'),
  }))
  await db.insertInto('notice_reject').values(rows).execute()
}
