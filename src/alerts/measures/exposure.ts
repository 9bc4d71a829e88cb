import type { BulletinNotice } from '../../intake/notice.ts'
import type { City, LeafCode } from '../../reference/city.ts'

/** The city's exports of what a measure covers to who notified it: US dollars, the share of the sector's exports (0–1), and when. */
export type Exposure = { usd: number; share: number; period: string }

/** What the city exported in one period by HS code: to the market in question, and to all. */
export type ExportFigures = { period: string; byCode: { hs: string; toMarket: number; toAll: number }[] }

/**
 * The exposure of a leaf to a measure (tbt.md §5.4 A). The codes of the notice that lie in the leaf's groups are matched; where it
 * names none, the leaf's own. Null without figures, or where the leaf has no customs codes: unknown is never counted as nothing.
 */
export function exposureOf(
  figures: ExportFigures | null,
  city: City,
  notice: Pick<BulletinNotice, 'hs'>,
  leaf: LeafCode,
): Exposure | null {
  if (!figures) return null
  const groups = [...new Set(city.productGroups.filter((group) => group.leaf === leaf).flatMap(({ hs }) => hs))]
  if (groups.length === 0) return null
  const named = notice.hs.filter(({ valid }) => valid).map(({ norm }) => norm)
  const matched = named.filter((code) => groups.some((prefix) => overlap(code, prefix)))
  const sector = figures.byCode.filter(({ hs }) => groups.some((prefix) => hs.startsWith(prefix)))
  const hit = matched.length > 0 ? sector.filter(({ hs }) => matched.some((code) => overlap(code, hs))) : sector
  const usd = hit.reduce((sum, { toMarket }) => sum + toMarket, 0)
  const total = sector.reduce((sum, { toAll }) => sum + toAll, 0)
  return { usd, share: total > 0 ? usd / total : 0, period: figures.period }
}

/** One code lies inside the other. */
const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
