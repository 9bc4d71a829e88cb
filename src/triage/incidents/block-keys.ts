import type { Portrait } from './portrait.ts'

/** Each key is a row written for every report and a look-up made for every new one, so they are few. */
export const BLOCK_KEYS_MAX = 24
/** How many reports that share keys are looked at, and how many holders of one key, the newest first. */
export const CANDIDATES_MAX = 16
export const HOLDERS_MAX = 40
const HEADLINE_FACTOR = 2

/** A key under which reports of one event find each other, with what sharing it is worth. */
export type BlockKey = { key: number; weight: number }

/** The grams that weigh most in the report, those of its headline twice. Ties go by hash, so that two reports choose alike. */
export function blockKeysOf({ grams, weights, headline }: Portrait): BlockKey[] {
  const ofHeadline = new Set(headline)
  const keys = Array.from(grams, (key, i) => ({
    key,
    weight: (weights[i] as number) * (ofHeadline.has(key) ? HEADLINE_FACTOR : 1),
  }))
  return keys.sort((a, b) => b.weight - a.weight || a.key - b.key).slice(0, BLOCK_KEYS_MAX)
}
