import { CompiledQuery } from 'kysely'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/preparing-client.ts'
import { type Likeness, likelyDuplicate } from '../triage/similarity.ts'
import type { Filing } from './record-filings.ts'

export type EarlierReport = Likeness & { id: number; filingId: number }
export type LikelyDuplicate = { id: number; score: number; because: string[] }

/** How many holders of one key are looked at, and how many reports are compared in full, per filing. */
const holdersPerKey = 5
const comparedPerFiling = 2

/** Days back within which two reports may tell of the same event. */
const windowDays = 30

/** Gathers, for a whole batch in one query (the function is in schema.sql), the earlier reports that share the most keys with each filing. */
export async function findEarlier(db: Db, filings: Filing[]): Promise<EarlierReport[]> {
  const keys = JSON.stringify(filings.flatMap(({ row, keys }) => keys.map((key) => ({ filing: row.id, key }))))
  const first = filings.reduce((least, { row }) => Math.min(least, row.received_at.getTime()), Number.POSITIVE_INFINITY)
  const since = new Date(first - windowDays * 86_400_000)
  const asked = CompiledQuery.raw(findThem, [keys, holdersPerKey, comparedPerFiling, since])
  const { rows } = await db.executeQuery(asked as CompiledQuery<EarlierReport>)
  return rows
}

const findThem = `${prepared} select * from earlier_reports($1, $2, $3, $4)`

/** Which of the earlier reports, and of the filings before it in the same batch, each filing probably repeats. Pure. */
export function duplicatesOf(filings: Filing[], earlier: EarlierReport[]): Map<number, LikelyDuplicate[]> {
  const byFiling = Map.groupBy(earlier, ({ filingId }) => filingId)
  const alike = new Map(filings.map((filing) => [filing, likenessOf(filing)]))
  return new Map(
    filings.map((filing, position) => {
      const beside = filings.slice(0, position).filter((other) => sharesKey(filing, other))
      const candidates = [
        ...(byFiling.get(filing.row.id) ?? []),
        ...beside.slice(0, comparedPerFiling).flatMap((other) => alike.get(other) ?? []),
      ]
      const own = alike.get(filing) ?? likenessOf(filing)
      return [filing.row.id, candidates.flatMap((candidate) => comparison(own, candidate))]
    }),
  )
}

function comparison(own: Likeness, candidate: Likeness & { id: number }): LikelyDuplicate[] {
  const likely = likelyDuplicate(own, candidate)
  return likely ? [{ id: candidate.id, ...likely }] : []
}

const likenessOf = ({ row }: Filing): Likeness & { id: number } => ({
  id: row.id,
  title: row.title,
  text: row.text,
  respondent: row.respondent,
  place: row.place,
  leaf: row.leaf,
  receivedAt: row.received_at,
})

const sharesKey = (a: Filing, b: Filing): boolean => a.keys.some((key) => b.keys.includes(key))
