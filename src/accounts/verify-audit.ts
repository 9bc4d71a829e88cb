import type { Context } from '../context.ts'
import { firstHead, headAfter, nothingSealed, type SealedTable, sealedTableNames, type Upto } from './audit-trail.ts'
import { newestIds, sealedRows } from './sealed-rows.ts'

export type Verified = {
  whole: boolean
  seals: number
  rows: number
  head: string
  /** The first seal that does not fit its rows; null when all do. */
  brokenAt: { seal: number; at: Date } | null
  /** Whether the head noted earlier, if one was given, is in the chain. */
  notedFound: boolean | null
  /** Rows written since the last seal. */
  unsealed: number
}

const sealsPerRead = 500

/**
 * Reads the chain from its beginning and computes every head anew. A head that was noted elsewhere proves that the end was not cut off.
 * Nothing is written.
 */
export async function verifyAudit({ db }: Pick<Context, 'db'>, { noted }: { noted: string | null }): Promise<Verified> {
  const found: Verified = {
    whole: true,
    seals: 0,
    rows: 0,
    head: firstHead,
    brokenAt: null,
    notedFound: null,
    unsealed: 0,
  }
  if (noted !== null) found.notedFound = false
  let after = nothingSealed
  for (let last = 0; ; ) {
    const seals = await db
      .selectFrom('audit_seal')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(sealsPerRead)
      .execute()
    for (const seal of seals) {
      const upto = seal.upto as Upto
      const rows = await sealedRows(db, after, upto)
      found.head = headAfter(found.head, rows)
      found.seals += 1
      found.rows += rows.length
      if (found.head === noted) found.notedFound = true
      if (found.head !== seal.head || rows.length !== seal.rows) {
        return { ...found, whole: false, brokenAt: { seal: seal.id, at: seal.at } }
      }
      after = upto
      last = seal.id
    }
    if (seals.length < sealsPerRead) break
  }
  found.unsealed = sumOf(await newestIds(db), after)
  found.whole = found.notedFound !== false
  return found
}

const sumOf = (newest: Upto, sealed: Upto): number =>
  sealedTableNames.reduce((sum, table: SealedTable) => sum + Math.max(0, newest[table] - sealed[table]), 0)
