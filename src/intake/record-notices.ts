import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { compareTellings, type Told, unchanged } from './compare-tellings.ts'
import { contentHash, type SourceNotice } from './notice.ts'

export type TellingCount = { new: number; changed: number; unchanged: number }

/**
 * Records what a document tells: new notices, new versions of known ones, and nothing where nothing changed. The same notice by
 * another route — another format, or a bulletin with the same symbol from another site — is the same row. Each new or changed
 * recall or bulletin owes the job that asks whether it concerns the city, and a recall or failed sample the one that finds reports and firms.
 */
export async function recordNotices(context: Context, runId: number, notices: SourceNotice[]): Promise<TellingCount> {
  // A document may carry the same notice twice; the last telling counts.
  const once = [...new Map(notices.map((notice) => [notice.sourceId, notice])).values()]
  const repeated = notices.length - once.length
  if (once.length === 0) return { new: 0, changed: 0, unchanged: repeated }
  const told = await context.db.transaction().execute(async (tx) => {
    // One at a time: a bulletin may come by several sources, and what another run writes is known only once it is written.
    await sql`select pg_advisory_xact_lock(${noticeLock})`.execute(tx)
    const compared = sortTold(await compareTellings(tx, once))
    await record({ ...context, db: tx }, runId, compared)
    return compared
  })
  return {
    new: told.fresh.length,
    changed: told.changed.length,
    unchanged: repeated + once.length - told.fresh.length - told.changed.length,
  }
}

/** Any number that nobody else locks. */
const noticeLock = 7_183_201_098

type Sorted = Record<'fresh' | 'changed' | 'routes', Told[]>

const sortTold = (told: Told[]): Sorted => ({
  fresh: told.filter(({ id }) => id === null),
  changed: told.filter(({ id, content }) => id !== null && content !== unchanged),
  routes: told.filter((one) => one.routes.length > 0),
})

async function record(
  { db: tx, queue, now }: Context,
  runId: number,
  { fresh, changed, routes }: Sorted,
): Promise<void> {
  await keepTellings(tx, now, routes)
  const stored = [...(await insertNotices(tx, now, fresh)), ...(await updateNotices(tx, now, changed))]
  if (stored.length === 0) return
  const versions = stored.map(({ id, version, hash, content }) => ({
    notice_id: id,
    version,
    content_hash: hash,
    content: JSON.stringify(content),
    run_id: runId,
    received_at: now,
  }))
  await tx.insertInto('notice_version').values(versions).execute()
  await keepSymbols(tx, stored)
  const warned = stored.filter(({ content }) => content.kind === 'recall' || content.kind === 'bulletin')
  if (warned.length > 0)
    await queue.owe(
      tx,
      'assess-notice',
      warned.map(({ id, version }) => ({ noticeId: id, version })),
    )
  const linked = stored.filter(isLinked)
  if (linked.length > 0)
    await queue.owe(
      tx,
      'link-notice',
      linked.map(({ id }) => ({ noticeId: id })),
    )
}

/** What local reports and firms may be about: recalls, and samples that failed or are told otherwise than before. */
const isLinked = ({ content, version }: Stored): boolean =>
  content.kind === 'recall' || (content.kind === 'sample' && (content.conclusion === 'failed' || version > 1))

async function keepTellings(tx: Db, now: Date, told: Told[]): Promise<void> {
  const rows = told.flatMap(({ id, routes }) =>
    routes.map(({ route, content }) => ({
      notice_id: id ?? 0,
      route,
      content_hash: contentHash(content),
      content: JSON.stringify(content),
      told_at: now,
    })),
  )
  if (rows.length === 0) return
  await tx
    .insertInto('notice_telling')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['notice_id', 'route']).doUpdateSet((eb) => ({
        content_hash: eb.ref('excluded.content_hash'),
        content: eb.ref('excluded.content'),
        told_at: eb.ref('excluded.told_at'),
      })),
    )
    .execute()
}

async function keepSymbols(tx: Db, stored: Stored[]): Promise<void> {
  const symbols = stored.flatMap(({ id, content }) =>
    content.kind === 'bulletin'
      ? content.symbols.map(({ symbol, root, ordered }) => ({ symbol, root, ordered, notice_id: id }))
      : [],
  )
  if (symbols.length === 0) return
  await tx
    .insertInto('notice_symbol')
    .values(symbols)
    .onConflict((conflict) => conflict.columns(['symbol', 'notice_id']).doNothing())
    .execute()
}

type Stored = Told & { id: number }

async function insertNotices(tx: Db, now: Date, fresh: Told[]): Promise<Stored[]> {
  if (fresh.length === 0) return []
  const ids = await tx
    .insertInto('notice')
    .values(fresh.map((told) => ({ ...headOf(told), version: 1, first_seen_at: now, changed_at: now })))
    .returning(['id', 'source_id'])
    .execute()
  const idOf = new Map(ids.map((row) => [row.source_id, row.id]))
  return fresh.flatMap((one) => {
    const id = idOf.get(one.content.sourceId)
    return id === undefined ? [] : [{ ...one, id }]
  })
}

/** Only where nobody else brought the next version first; that telling stands. */
async function updateNotices(tx: Db, now: Date, changed: Told[]): Promise<Stored[]> {
  const stored: Stored[] = []
  for (const one of changed) {
    if (one.id === null) continue
    const updated = await tx
      .updateTable('notice')
      .set({ ...headOf(one), version: one.version, changed_at: now })
      .where('id', '=', one.id)
      .where('version', '=', one.version - 1)
      .returning('id')
      .executeTakeFirst()
    if (updated) stored.push({ ...one, id: one.id })
  }
  return stored
}

function headOf({ content, hash }: Told) {
  return {
    source: content.source,
    source_id: content.sourceId,
    kind: content.kind,
    title: content.title,
    title_zh: content.titleZh,
    jurisdiction: content.jurisdiction,
    published_on: content.publishedOn,
    content_hash: hash,
    content: JSON.stringify(content),
  }
}
