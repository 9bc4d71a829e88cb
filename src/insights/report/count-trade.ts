import { sql } from 'kysely'
import { coverOf } from '../../alerts/measures/exposure.ts'
import { type ExportRow, gatherAllExports } from '../../alerts/measures/gather-all-exports.ts'
import type { Db } from '../../db/open.ts'
import type { City } from '../../reference/city.ts'
import { euMembers } from '../../reference/eu-members.ts'
import { measuresWith } from './measure-rows.ts'
import type { Scope } from './scope.ts'

/** The measures abroad that hit the city in one period, and the exports that they concern; null where no export figures are on record. */
export type TradeCounts = {
  byLevel: Record<string, number>
  bySector: Record<string, number>
  /** The most first; '' where who notified is not known. */
  byMarket: { market: string; measures: number; usd: number | null }[]
  exports: { usd: number; total: number; period: string } | null
}

type Hit = { level: string; leaves: string[]; market: string; hs: string[] }

/** Counts measures by level, sector and market. Exports that several measures concern count once. */
export async function countTrade(db: Db, city: City, scope: Scope, asOf: Date): Promise<TradeCounts> {
  const { rows: hits } = await sql<Hit>`
    with ${measuresWith(city, scope, asOf)}
    select level, leaves, coalesce(market, '') as market, hs from hit order by family`.execute(db)
  const exported = await gatherAllExports(db)
  const byPlace = exported ? Map.groupBy(exported.rows, ({ market }) => market) : null
  const concerned = new Map<string, Set<ExportRow>>()
  for (const hit of hits) {
    const rows = concerned.get(hit.market) ?? new Set()
    concerned.set(hit.market, rows)
    for (const row of byPlace ? concernedBy(city, hit, byPlace) : []) rows.add(row)
  }
  const sum = (rows: Iterable<ExportRow>) => [...rows].reduce((total, { usd }) => total + usd, 0)
  return {
    byLevel: tallied(hits.map(({ level }) => level)),
    bySector: tallied(hits.flatMap(({ leaves }) => sectorsOf(city, leaves))),
    byMarket: Object.entries(tallied(hits.map(({ market }) => market)))
      .map(([market, measures]) => ({ market, measures, usd: byPlace && sum(concerned.get(market) ?? []) }))
      .sort((a, b) => b.measures - a.measures || a.market.localeCompare(b.market)),
    exports: exported && {
      usd: sum(new Set([...concerned.values()].flatMap((rows) => [...rows]))),
      total: sum(exported.rows),
      period: exported.period,
    },
  }
}

/** The exports to who notified a measure of what it covers, by all leaves that it hits. */
function concernedBy(city: City, { leaves, market, hs }: Hit, byPlace: Map<string, ExportRow[]>): ExportRow[] {
  const covers = leaves.flatMap((leaf) => coverOf(city, hs, leaf) ?? [])
  return (market === 'EU' ? ['EU', ...euMembers] : [market]).flatMap((place) =>
    (byPlace.get(place) ?? []).filter((row) => covers.some(({ covered }) => covered(row.hs))),
  )
}

const sectorsOf = (city: City, leaves: string[]): string[] => [
  ...new Set(leaves.flatMap((code) => city.leaves.get(code)?.sector ?? [])),
]

function tallied(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
