import type { Portrait } from './portrait.ts'
import { isOfHeadline } from './sketch.ts'

/** Each key is a row written for every report and a look-up made for every new one, so they are few. */
export const BLOCK_KEYS_MAX = 24
/** How many reports that share keys are looked at, and how many holders of one key, the newest first. */
export const CANDIDATES_MAX = 16
export const HOLDERS_MAX = 40
const HEADLINE_FACTOR = 2

/** A key under which reports of one event find each other, with what sharing it is worth. */
export type BlockKey = { key: number; weight: number }

/** The grams that weigh most in the report, those of its headline twice. Ties go by hash, so that two reports choose alike. */
export function blockKeysOf({ sketch: { grams, counts }, weights }: Portrait): BlockKey[] {
  const chosen: BlockKey[] = []
  for (let i = 0; i < grams.length; i += 1) {
    const weight = (weights[i] as number) * (isOfHeadline(counts[i] as number) ? HEADLINE_FACTOR : 1)
    // Grams come in rising order, so of two that weigh alike the first stays.
    if (chosen.length === BLOCK_KEYS_MAX && weight <= (chosen.at(-1)?.weight ?? 0)) continue
    let at = chosen.length
    while (at > 0 && (chosen[at - 1]?.weight ?? 0) < weight) at -= 1
    chosen.splice(at, 0, { key: grams[i] as number, weight })
    chosen.length = Math.min(chosen.length, BLOCK_KEYS_MAX)
  }
  return chosen
}
