import { type Pair, type PairGroup, pairName } from '../../../alerts/links/link-pairs.ts'

/** Where the desk of links lives. */
export const linkPaths = {
  desk: '/bureau/links',
  group: (group: PairGroup): string => `/bureau/links?group=${group}`,
  pair: (pair: Pair): string => `/bureau/links?pair=${pairName(pair)}`,
  decisions: '/bureau/links/decisions',
  decided: '/bureau/links/decided',
} as const
