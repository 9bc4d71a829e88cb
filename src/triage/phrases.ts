/**
 * Many phrases looked for in one pass over a text: `starts` filters by hashed pairs of first characters, `byPair` holds the phrases
 * of two characters and more, longest first, `bySingle` those of one.
 */
export type PhraseIndex<T> = {
  starts: Uint8Array
  single: Uint8Array
  byPair: Map<number, Entry<T>[]>
  bySingle: Map<number, Entry<T>[]>
}
type Entry<T> = { phrase: string; value: T }

export type Found<T> = { phrase: string; start: number; value: T }

/** A phrase may stand for several values; empty phrases are left out. */
export function phraseIndex<T>(entries: Iterable<[phrase: string, value: T]>): PhraseIndex<T> {
  const [starts, single] = [new Uint8Array(65_536), new Uint8Array(65_536)]
  const index: PhraseIndex<T> = { starts, single, byPair: new Map(), bySingle: new Map() }
  for (const [phrase, value] of entries) {
    if (phrase === '') continue
    const [first, second] = [phrase.charCodeAt(0), phrase.charCodeAt(1)]
    if (phrase.length === 1) single[first] = 1
    else starts[hashOf(first, second)] = 1
    if (phrase.length === 1) keep(index.bySingle, first, { phrase, value })
    else keep(index.byPair, pairOf(first, second), { phrase, value })
  }
  for (const entries of index.byPair.values()) entries.sort((a, b) => b.phrase.length - a.phrase.length)
  return index
}

function keep<T>(entries: Map<number, Entry<T>[]>, key: number, entry: Entry<T>): void {
  const known = entries.get(key)
  if (known) known.push(entry)
  else entries.set(key, [entry])
}

/** Every place where a phrase stands, in the order of the text; phrases that overlap are all given. */
export function findPhrases<T>(text: string, { starts, single, byPair, bySingle }: PhraseIndex<T>): Found<T>[] {
  const found: Found<T>[] = []
  let next = text.charCodeAt(0)
  for (let start = 0; start < text.length; start += 1) {
    const first = next
    next = start + 1 < text.length ? text.charCodeAt(start + 1) : 0
    if (starts[hashOf(first, next)] === 1) {
      for (const { phrase, value } of byPair.get(pairOf(first, next)) ?? NONE) {
        if (phrase.length === 2 || text.startsWith(phrase, start)) found.push({ phrase, start, value })
      }
    }
    if (single[first] === 1) {
      for (const { phrase, value } of bySingle.get(first) ?? NONE) found.push({ phrase, start, value })
    }
  }
  return found
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
