import type { Db } from '../db/open.ts'
import { isView, mergeTelling, routeOf } from './merge-tellings.ts'
import { contentHash, type SourceNotice } from './notice.ts'

/** A telling beside what is known: `content` is the notice after it, `hash` of that; `version` the one it becomes. */
export type Told = {
  telling: SourceNotice
  content: SourceNotice
  hash: string
  id: number | null
  version: number
  routes: Route[]
}
type Route = { route: string; content: SourceNotice }

/** Stands for the content of a notice that says what it said; only its routes are kept. */
export const unchanged = {} as SourceNotice

type Known = {
  id: number
  source_id: string
  version: number
  content_hash: string
  content: SourceNotice
  symbol: string | null
}

/** What each telling makes of what is known; none for one that says what its route said before. */
export async function compareTellings(db: Db, notices: SourceNotice[]): Promise<Told[]> {
  const known = await knownOf(db, notices)
  const tellings = await tellingsOf(db, [...new Set(known.map(({ id }) => id))])
  const byKey = new Map(
    known.flatMap((row) => [[row.source_id, row] as const, ...(row.symbol ? [[row.symbol, row] as const] : [])]),
  )
  return notices.flatMap((telling): Told[] => {
    const before = keysOf(telling)
      .map((key) => byKey.get(key))
      .find((row) => row !== undefined)
    if (!before) return [{ telling, content: telling, hash: contentHash(telling), id: null, version: 1, routes: [] }]
    return compareOne(telling, before, tellings.get(before.id) ?? [])
  })
}

function compareOne(telling: SourceNotice, before: Known, kept: Route[]): Told[] {
  const route = routeOf(telling)
  const own: Route = { route: routeOf(before.content), content: before.content }
  const routes = kept.length > 0 ? kept : [own]
  const last = routes.find((one) => one.route === route)?.content ?? null
  if (last && contentHash(last) === contentHash(telling)) return []
  const content = mergeTelling(before.content, last, telling)
  const hash = contentHash(content)
  const alone = kept.length === 0 && own.route === route && !isView(telling.source)
  const told = alone ? [] : [...(kept.length === 0 && own.route !== route ? [own] : []), { route, content: telling }]
  const same = hash === before.content_hash
  if (same && told.length === 0) return []
  return [
    { telling, content: same ? unchanged : content, hash, id: before.id, version: before.version + 1, routes: told },
  ]
}

/** A bulletin is known by any of its symbols, whichever site told it; everything else by its source's own number. */
function keysOf(notice: SourceNotice): string[] {
  return notice.kind === 'bulletin' && notice.symbols.length > 0
    ? notice.symbols.map(({ symbol }) => symbol)
    : [notice.sourceId]
}

async function knownOf(db: Db, notices: SourceNotice[]): Promise<Known[]> {
  const symbols = notices.flatMap((notice) =>
    notice.kind === 'bulletin' && notice.symbols.length > 0 ? keysOf(notice) : [],
  )
  const numbers = notices.filter((notice) => notice.kind !== 'bulletin' || notice.symbols.length === 0)
  const columns = ['notice.id', 'source_id', 'version', 'content_hash', 'content'] as const
  const bySymbol =
    symbols.length === 0
      ? []
      : await db
          .selectFrom('notice')
          .innerJoin('notice_symbol', 'notice_symbol.notice_id', 'notice.id')
          .select([...columns, 'symbol'])
          .where('symbol', 'in', symbols)
          .execute()
  const byNumber =
    numbers.length === 0
      ? []
      : await db
          .selectFrom('notice')
          .select(columns)
          .where('source', '=', numbers[0]?.source ?? '')
          .where(
            'source_id',
            'in',
            numbers.map(({ sourceId }) => sourceId),
          )
          .execute()
  // `content` was written by record-notices.ts from a SourceNotice.
  return [...bySymbol, ...byNumber.map((row) => ({ ...row, symbol: null }))].map((row) => ({
    ...row,
    content: row.content as SourceNotice,
  }))
}

async function tellingsOf(db: Db, ids: number[]): Promise<Map<number, Route[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('notice_telling')
    .select(['notice_id', 'route', 'content'])
    .where('notice_id', 'in', ids)
    .execute()
  const byNotice = new Map<number, Route[]>()
  for (const { notice_id, route, content } of rows)
    byNotice.set(notice_id, [...(byNotice.get(notice_id) ?? []), { route, content: content as SourceNotice }])
  return byNotice
}
