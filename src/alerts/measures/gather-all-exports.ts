import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { exportSpan } from './gather-exports.ts'

/** What the city exported of one code to one market, in US dollars. */
export type ExportRow = { market: string; hs: string; usd: number }

/** The newest twelve months of exports on record, or the newest year, by market and HS code; null while none are. */
export async function gatherAllExports(db: Db): Promise<{ period: string; rows: ExportRow[] } | null> {
  const span = await exportSpan(db)
  if (!span) return null
  const { rows } = await sql<ExportRow>`
    select market, hs, sum(usd) as usd from export_figure
     where period between ${span.from} and ${span.to} and length(period) = ${span.to.length} group by market, hs order by market, hs`.execute(
    db,
  )
  return { period: span.says, rows }
}
