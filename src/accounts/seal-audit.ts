import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/open.ts'
import { firstHead, headAfter, nothingSealed, type SealedTable, sealedTableNames, type Upto } from './audit-trail.ts'
import { newestIds, sealedRows } from './sealed-rows.ts'

/** Any number will do, as long as every process uses the same. */
const sealLock = 7_183_201_084
const rowsPerSeal = 5000

/** What a look saw: the newest ids, and the first transaction that had not begun. Rows up to these ids are all there once every earlier transaction has ended. */
export type SealHorizon = { upto: Upto; before: bigint }

/**
 * Seals what was seen at the last look and looks again; the caller hands the horizon back at the next call. A row whose transaction was
 * still under way at the look is therefore never passed over. Answers the rows sealed and the next horizon; many workers may call it.
 */
export async function sealAudit(
  { db, now }: Pick<Context, 'db' | 'now'>,
  horizon: SealHorizon | null,
): Promise<{ rows: number; horizon: SealHorizon }> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sealLock})`.execute(tx)
    const { rows } = await sql<{ oldest: string; next: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as oldest, pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(
      tx,
    )
    const [seen] = rows
    const next: SealHorizon = { upto: await newestIds(tx), before: BigInt(seen?.next ?? 0) }
    if (horizon === null || BigInt(seen?.oldest ?? 0) < horizon.before) return { rows: 0, horizon: horizon ?? next }
    return { rows: await seal(tx, horizon.upto, now), horizon: next }
  })
}

async function seal(tx: Db, seen: Upto, now: Date): Promise<number> {
  const last = await tx
    .selectFrom('audit_seal')
    .select(['upto', 'head'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const after = (last?.upto as Upto | undefined) ?? nothingSealed
  const upto = within(after, seen)
  const rows = await sealedRows(tx, after, upto)
  if (rows.length === 0) return 0
  const head = headAfter(last?.head ?? firstHead, rows)
  await tx
    .insertInto('audit_seal')
    .values({ at: now, upto: JSON.stringify(upto), rows: rows.length, head })
    .execute()
  return rows.length
}

/** At most so many ids of each table at once, and never back. */
function within(after: Upto, seen: Upto): Upto {
  const bounded = (table: SealedTable) => Math.max(after[table], Math.min(seen[table], after[table] + rowsPerSeal))
  return Object.fromEntries(sealedTableNames.map((table) => [table, bounded(table)])) as Upto
}
