import { sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { type Likeness, likelyDuplicate } from '../triage/similarity.ts'
import type { Filing } from './record-filings.ts'

export type EarlierReport = Likeness & { id: number; filingId: number }
export type LikelyDuplicate = { id: number; score: number; because: string[] }

/** How many holders of one key are looked at, and how many reports are compared in full, per filing. */
const holdersPerKey = 5
const comparedPerFiling = 2

/** Days back within which two reports may tell of the same event. */
const windowDays = 30

/**
 * Gathers, for a whole batch in one query, the earlier reports that share the most keys with each filing. The last step looks
 * each report up by itself: left to choose, the planner reads the whole table for a few rows.
 */
export async function findEarlier(db: Db, filings: Filing[]): Promise<EarlierReport[]> {
  const keys = JSON.stringify(filings.flatMap(({ row, keys }) => keys.map((key) => ({ filing: row.id, key }))))
  const { rows } = await sql<EarlierReport>`
    with asked as (select * from json_to_recordset(${keys}) as k (filing int8, key int8)),
         hits as (
           select filing, report_id, count(*) as shared
             from asked cross join lateral (
               select report_id from report_key where report_key.key = asked.key order by report_id desc limit ${holdersPerKey}
             ) as holder
            group by filing, report_id),
         best as (select *, row_number() over (partition by filing order by shared desc, report_id desc) as place from hits)
    select best.filing as "filingId", told.*
      from best cross join lateral (
        select r.id, r.title, r.text, r.respondent, r.place, a.leaf, r.received_at as "receivedAt"
          from report r join assessment a on a.report_id = r.id
         where r.id = best.report_id and r.received_at > now() - interval '1 day' * ${windowDays} limit 1) as told
     where best.place <= ${comparedPerFiling}`.execute(db)
  return rows
}

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
