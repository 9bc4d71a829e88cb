import type { Logistic } from '../logistic.ts'

/**
 * What grouping has learned, as read from `city/<name>/model/`. No text and no word is in it: runs of two and three characters are
 * known by their hashes, with the number of texts that hold them.
 */
export type IncidentModel = Thresholds & {
  version: string
  /** Texts counted. */
  texts: number
  /** Logistic regression over what `tiesOf` gives, in its order. */
  pair: Logistic
  /** A table of hashes with the rarity of each; rarity 0 is an empty place. */
  slots: Uint32Array
  rarities: Float32Array
}

/** Mean likeness of a report to the members of an incident from which the machine joins it by itself, also long after, and from which it asks. */
export type Thresholds = { joinsFrom: number; joinsLateFrom: number; asksFrom: number }

const COUNT_BITS = 16
/** What stands in every text still is not an empty place. */
const RARITY_MIN = 1e-6

/** A gram's rarity: the logarithm of how many texts there are to one that holds it (inverse document frequency). */
export function rarityOf({ slots, rarities, texts }: IncidentModel, gram: number): number {
  const mask = slots.length - 1
  let at = gram & mask
  while (rarities[at] !== 0) {
    if (slots[at] === gram) return rarities[at] as number
    at = (at + 1) & mask
  }
  return Math.log(texts + 1)
}

function tableOf(grams: Uint32Array, counts: Uint16Array, texts: number): Pick<IncidentModel, 'slots' | 'rarities'> {
  let size = 1024
  while (size < grams.length * 2) size *= 2
  const slots = new Uint32Array(size)
  const rarities = new Float32Array(size)
  grams.forEach((gram, i) => {
    let at = gram & (size - 1)
    while (rarities[at] !== 0) at = (at + 1) & (size - 1)
    slots[at] = gram
    rarities[at] = Math.max(RARITY_MIN, Math.log((texts + 1) / ((counts[i] as number) + 1)))
  })
  return { slots, rarities }
}

/** The part of the model that people can read; grams and counts are in the binary file beside it. */
export type IncidentModelHeader = Thresholds & {
  version: string
  texts: number
  grams: number
  pair: { weights: Record<string, number>; offset: number }
}

/** Binary layout, little-endian: grams u32[n], counts u16[n]. Throws when it is not as long as the header says. */
export function unpackIncidentModel(header: IncidentModelHeader, binary: Uint8Array): IncidentModel {
  const { grams: n, pair, ...rest } = header
  if (binary.byteLength !== n * (4 + COUNT_BITS / 8))
    throw new Error(`incident model: ${binary.byteLength} bytes do not hold ${n} grams`)
  const buffer = binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.byteLength) as ArrayBuffer
  return {
    ...rest,
    pair: { weights: Float64Array.from(Object.values(pair.weights)), offset: pair.offset },
    ...tableOf(new Uint32Array(buffer, 0, n), new Uint16Array(buffer, n * 4, n), rest.texts),
  }
}
