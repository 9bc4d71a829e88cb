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
  const named = notice.hs.filter(({ valid }) => valid).map(({ norm }) => norm)
  const cover = coverOf(city, named, leaf)
  if (!figures || !cover) return null
  const sector = figures.byCode.filter(({ hs }) => cover.ofLeaf(hs))
  const hit = sector.filter(({ hs }) => cover.covered(hs))
  const usd = hit.reduce((sum, { toMarket }) => sum + toMarket, 0)
  const total = sector.reduce((sum, { toAll }) => sum + toAll, 0)
  return { usd, share: total > 0 ? usd / total : 0, period: figures.period }
}

/** Which customs codes are a leaf's, and which of them a measure covers. */
export type Cover = { ofLeaf: (hs: string) => boolean; covered: (hs: string) => boolean }

/** What a measure that names these codes covers of a leaf: all of it where it names none of its codes. Null where the leaf has no customs codes. */
export function coverOf(city: City, named: string[], leaf: LeafCode): Cover | null {
  const groups = [...new Set(city.productGroups.filter((group) => group.leaf === leaf).flatMap(({ hs }) => hs))]
  if (groups.length === 0) return null
  const matched = named.filter((code) => groups.some((prefix) => overlap(code, prefix)))
  const ofLeaf = (hs: string): boolean => groups.some((prefix) => hs.startsWith(prefix))
  return { ofLeaf, covered: (hs) => ofLeaf(hs) && (matched.length === 0 || matched.some((code) => overlap(code, hs))) }
}

/** One code lies inside the other. */
const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)
