import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { euMembers } from '../../reference/eu-members.ts'
import type { ExportFigures } from './exposure.ts'

/**
 * The newest twelve months of exports on record by HS code, to a market and to all; the newest year where no months are recorded
 * since. Null while none are.
 */
export async function gatherExports(db: Db, market: string | null): Promise<ExportFigures | null> {
  const span = market === null ? null : await exportSpan(db)
  if (!span) return null
  const places = market === 'EU' ? ['EU', ...euMembers] : [market]
  const { rows } = await sql<ExportFigures['byCode'][number]>`
    select hs, coalesce(sum(usd) filter (where market = any(${places}::text[])), 0) as "toMarket", sum(usd) as "toAll"
      from export_figure where period between ${span.from} and ${span.to} and length(period) = ${span.to.length}
     group by hs`.execute(db)
  return { period: span.says, byCode: rows }
}

/** The time that export figures are read of: months as the last twelve, years as the last one; of both the newer. Null while there are none. */
export async function exportSpan(db: Db): Promise<{ from: string; to: string; says: string } | null> {
  const { rows } = await sql<{ month: string | null; year: string | null }>`
    select max(period) filter (where length(period) = 7) as month, max(period) filter (where length(period) = 4) as year
      from export_figure`.execute(db)
  const { month = null, year = null } = rows[0] ?? {}
  if (month !== null && (year === null || month.slice(0, 4) >= year)) {
    const from = elevenBefore(month)
    return { from, to: month, says: `${from}—${month}` }
  }
  return year === null ? null : { from: year, to: year, says: year }
}

function elevenBefore(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() - 11)
  return first.toISOString().slice(0, 7)
}
