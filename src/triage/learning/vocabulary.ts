import { gramsOf } from '../features.ts'

/** Distinct hashes of one text with how often each occurs and its block. */
export type Bag = { hashes: Int32Array; counts: Uint16Array; blocks: Uint8Array }

export function bagOf(text: string, words: string[], titleUnits: number): Bag {
  const grams = gramsOf(text, words, titleUnits)
  const seen = new Map<number, { times: number; block: number }>()
  for (let i = 0; i < grams.count; i += 1) {
    const hash = grams.hash[i] as number
    const entry = seen.get(hash)
    if (entry) entry.times += 1
    else seen.set(hash, { times: 1, block: grams.block[i] as number })
  }
  const entries = [...seen.values()]
  return {
    hashes: Int32Array.from(seen.keys()),
    counts: Uint16Array.from(entries, (entry) => Math.min(entry.times, 4095)),
    blocks: Uint8Array.from(entries, (entry) => entry.block),
  }
}

/** Features that occur in at least `minimum` texts, in a fixed order, with smoothed inverse document frequency (1 + ln((n+1)/(df+1))). */
export function vocabularyOf(bags: Bag[], minimum: number): { hashes: Int32Array; idf: Float32Array } {
  const frequency = new Map<number, number>()
  for (const bag of bags) for (const hash of bag.hashes) frequency.set(hash, (frequency.get(hash) ?? 0) + 1)
  const kept = [...frequency].filter(([, n]) => n >= minimum).sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return {
    hashes: Int32Array.from(kept, ([hash]) => hash),
    idf: Float32Array.from(kept, ([, n]) => 1 + Math.log((bags.length + 1) / (n + 1))),
  }
}

/** Sparse TF-IDF vectors, weighed exactly as `score.ts` weighs a text at work. */
export type Row = { index: Int32Array; value: Float32Array }

export function rowsOf(
  bags: Bag[],
  vocabulary: { hashes: Int32Array; idf: Float32Array },
  blockShares: number[],
): Row[] {
  const places = new Map<number, number>()
  vocabulary.hashes.forEach((hash, row) => {
    places.set(hash, row)
  })
  return bags.map((bag) => weighed(bag, places, vocabulary.idf, blockShares))
}

function weighed(bag: Bag, places: Map<number, number>, idf: Float32Array, blockShares: number[]): Row {
  const index: number[] = []
  const value: number[] = []
  const block: number[] = []
  const squares = blockShares.map(() => 0)
  bag.hashes.forEach((hash, j) => {
    const row = places.get(hash)
    if (row === undefined) return
    const v = (1 + Math.log(bag.counts[j] as number)) * (idf[row] as number)
    const b = bag.blocks[j] as number
    index.push(row)
    value.push(v)
    block.push(b)
    squares[b] = (squares[b] as number) + v * v
  })
  const whole = squares.reduce((sum, square, b) => (square > 0 ? sum + (blockShares[b] as number) ** 2 : sum), 0)
  const length = Math.sqrt(whole) || 1
  const factor = squares.map((square, b) => (blockShares[b] as number) / length / (Math.sqrt(square) || 1))
  return {
    index: Int32Array.from(index),
    value: Float32Array.from(value, (v, j) => v * (factor[block[j] as number] as number)),
  }
}
