import type { Logistic } from '../learning/logistic.ts'

/**
 * What grouping has learned, as read from `city/<name>/model/`. No text and no word is in it: runs of two and three characters are
 * known by their hashes, with the number of texts that hold them.
 */
export type IncidentModel = {
  version: string
  /** Texts counted. */
  texts: number
  /** Logistic regression over what `tiesOf` gives, in its order. */
  pair: Logistic
  /** Mean likeness of a report to the members of an incident from which the machine joins it by itself, and from which it asks. */
  joinsFrom: number
  asksFrom: number
  /** Hash and count side by side; count 0 is empty. */
  slots: Uint32Array
}

const COUNT_BITS = 16

/** A gram's rarity: the logarithm of how many texts there are to one that holds it (inverse document frequency). */
export function rarityOf(model: IncidentModel, gram: number): number {
  return Math.log((model.texts + 1) / (countOf(model.slots, gram) + 1))
}

function countOf(slots: Uint32Array, gram: number): number {
  const mask = slots.length / 2 - 1
  let at = gram & mask
  while (slots[2 * at + 1] !== 0) {
    if (slots[2 * at] === gram) return slots[2 * at + 1] as number
    at = (at + 1) & mask
  }
  return 0
}

export function slotsOf(grams: Uint32Array, counts: Uint16Array): Uint32Array {
  let size = 1024
  while (size < grams.length * 2) size *= 2
  const slots = new Uint32Array(size * 2)
  grams.forEach((gram, i) => {
    let at = gram & (size - 1)
    while (slots[2 * at + 1] !== 0) at = (at + 1) & (size - 1)
    slots[2 * at] = gram
    slots[2 * at + 1] = counts[i] as number
  })
  return slots
}

/** The part of the model that people can read; grams and counts are in the binary file beside it. */
export type IncidentModelHeader = {
  version: string
  texts: number
  grams: number
  pair: { weights: Record<string, number>; offset: number }
  joinsFrom: number
  asksFrom: number
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
    slots: slotsOf(new Uint32Array(buffer, 0, n), new Uint16Array(buffer, n * 4, n)),
  }
}
