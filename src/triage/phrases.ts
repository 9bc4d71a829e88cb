/**
 * Many phrases looked for in one pass over a text: `byPair` holds the phrases of two characters and more, longest first, `bySingle`
 * those of one. A dozen such indexes look at the same text one after the other, so where any of them may have something is found
 * once for all: each index has a bit in a table over hashed pairs of first characters.
 */
export type PhraseIndex<T> = {
  bit: number
  byPair: Map<number, Entry<T>[]>
  bySingle: Map<number, Entry<T>[]>
}
type Entry<T> = { phrase: string; value: T }

export type Found<T> = { phrase: string; start: number; value: T }

/** Which indexes have a phrase that begins with a pair, or with a single character; the last bit is shared by whatever comes late. */
const pairBits = new Uint32Array(65_536)
const singleBits = new Uint32Array(65_536)
const LAST_BIT = 31
let bitsGiven = 0

/** A phrase may stand for several values; empty phrases are left out. */
export function phraseIndex<T>(entries: Iterable<[phrase: string, value: T]>): PhraseIndex<T> {
  const bit = (1 << Math.min(bitsGiven, LAST_BIT)) >>> 0
  bitsGiven += 1
  const index: PhraseIndex<T> = { bit, byPair: new Map(), bySingle: new Map() }
  for (const [phrase, value] of entries) {
    if (phrase === '') continue
    const [first, second] = [phrase.charCodeAt(0), phrase.charCodeAt(1)]
    if (phrase.length === 1) {
      singleBits[first] = ((singleBits[first] as number) | bit) >>> 0
      keep(index.bySingle, first, { phrase, value })
    } else {
      const hash = hashOf(first, second)
      pairBits[hash] = ((pairBits[hash] as number) | bit) >>> 0
      keep(index.byPair, pairOf(first, second), { phrase, value })
    }
  }
  for (const entries of index.byPair.values()) entries.sort((a, b) => b.phrase.length - a.phrase.length)
  scanned.text = ''
  return index
}

function keep<T>(entries: Map<number, Entry<T>[]>, key: number, entry: Entry<T>): void {
  const known = entries.get(key)
  if (known) known.push(entry)
  else entries.set(key, [entry])
}

/** Every place where a phrase stands, in the order of the text; phrases that overlap are all given. */
export function findPhrases<T>(text: string, { bit, byPair, bySingle }: PhraseIndex<T>): Found<T>[] {
  const { starts, bits, count } = scan(text)
  const found: Found<T>[] = []
  for (let i = 0; i < count; i += 1) {
    if (((bits[i] as number) & bit) === 0) continue
    const start = starts[i] as number
    const first = text.charCodeAt(start)
    const next = start + 1 < text.length ? text.charCodeAt(start + 1) : 0
    for (const { phrase, value } of byPair.get(pairOf(first, next)) ?? NONE) {
      if (phrase.length === 2 || text.startsWith(phrase, start)) found.push({ phrase, start, value })
    }
    for (const { phrase, value } of bySingle.get(first) ?? NONE) found.push({ phrase, start, value })
  }
  return found
}

/** Where in the last text something may begin, and for which indexes. Kept for the next index that looks at the same text. */
const scanned = { text: '', starts: new Uint32Array(4096), bits: new Uint32Array(4096), count: 0 }

function scan(text: string): typeof scanned {
  if (scanned.text === text) return scanned
  if (text.length > scanned.starts.length) {
    scanned.starts = new Uint32Array(text.length)
    scanned.bits = new Uint32Array(text.length)
  }
  const { starts, bits } = scanned
  let count = 0
  let next = text.charCodeAt(0)
  for (let start = 0; start < text.length; start += 1) {
    const first = next
    next = start + 1 < text.length ? text.charCodeAt(start + 1) : 0
    const any = (pairBits[hashOf(first, next)] as number) | (singleBits[first] as number)
    if (any === 0) continue
    starts[count] = start
    bits[count] = any
    count += 1
  }
  scanned.text = text
  scanned.count = count
  return scanned
}

const NONE: never[] = []
/** Within 32 bits, which Node keeps unboxed. */
const pairOf = (first: number, second: number): number => (first << 16) | second
const hashOf = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3b) ^ Math.imul(second, 0x85eb)) & 0xffff

/** One index per owner (a city), built at first use and kept as long as the owner is. */
export function indexPerOwner<Owner extends object, T>(
  entriesOf: (owner: Owner) => Iterable<[string, T]>,
): (owner: Owner) => PhraseIndex<T> {
  const known = new WeakMap<Owner, PhraseIndex<T>>()
  return (owner) => {
    const index = known.get(owner) ?? phraseIndex(entriesOf(owner))
    known.set(owner, index)
    return index
  }
}
