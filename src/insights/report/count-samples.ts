import { sql } from 'kysely'
import { leafOfProduct } from '../../alerts/notices/product-leaves.ts'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import { samplesWith } from './sample-rows.ts'
import type { Scope } from './scope.ts'
import type { Share } from './shares.ts'

/** Samples of one period that were counted, by sector ('' where the product fits none), and how many only a list of failures told of. */
export type SampleCounts = { bySector: Record<string, Share>; failuresAlone: number }

/** Counts the samples of a period. Each product is placed once, however often it was sampled. */
export async function countSamples(db: Db, city: City, scope: Scope, asOf: Date): Promise<SampleCounts> {
  const { rows } = await sql<{ subject: string; well: boolean; counted: boolean; count: number }>`
    with ${samplesWith(city, scope, asOf)}
    select subject, well, counted, count(*)::int as count from sample group by subject, well, counted order by subject, well, counted`.execute(
    db,
  )
  const found: SampleCounts = { bySector: {}, failuresAlone: 0 }
  for (const { subject, well, counted, count } of rows) {
    const sector = sectorOfSample(city, scope, subject)
    if (sector === null) continue
    if (!counted) {
      found.failuresAlone += count
      continue
    }
    const share = found.bySector[sector] ?? { well: 0, of: 0 }
    found.bySector[sector] = { well: share.well + (well ? count : 0), of: share.of + count }
  }
  return found
}

/** The sector of the product sampled, '' where it fits none; null where it lies outside the domain of the scope. What is sampled is a product. */
export function sectorOfSample(city: City, { domain }: Pick<Scope, 'domain'>, subject: string): string | null {
  const sector = leafOfProduct(city, subject)?.sector ?? ''
  const of = city.sectors.find(({ code }) => code === sector)?.domain ?? 'product'
  return domain === null || domain === of ? sector : null
}
