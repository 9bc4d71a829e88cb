/** Many phrases looked for in one pass over a text: `starts` filters by hashed pairs of first characters, `byFirst` holds the phrases, longest first. */
export type PhraseIndex<T> = {
  starts: Uint8Array
  single: Uint8Array
  byFirst: Map<number, { phrase: string; value: T }[]>
}

export type Found<T> = { phrase: string; start: number; value: T }

/** A phrase may stand for several values; empty phrases are left out. */
export function phraseIndex<T>(entries: Iterable<[phrase: string, value: T]>): PhraseIndex<T> {
  const index: PhraseIndex<T> = { starts: new Uint8Array(65_536), single: new Uint8Array(65_536), byFirst: new Map() }
  for (const [phrase, value] of entries) {
    if (phrase === '') continue
    const first = phrase.charCodeAt(0)
    if (phrase.length === 1) index.single[first] = 1
    else index.starts[pairOf(first, phrase.charCodeAt(1))] = 1
    const beginners = index.byFirst.get(first) ?? []
    beginners.push({ phrase, value })
    index.byFirst.set(first, beginners)
  }
  for (const beginners of index.byFirst.values()) beginners.sort((a, b) => b.phrase.length - a.phrase.length)
  return index
}

/** Every place where a phrase stands, in the order of the text; phrases that overlap are all given. */
export function findPhrases<T>(text: string, index: PhraseIndex<T>): Found<T>[] {
  const found: Found<T>[] = []
  let next = text.charCodeAt(0)
  for (let start = 0; start < text.length; start += 1) {
    const first = next
    next = start + 1 < text.length ? text.charCodeAt(start + 1) : 0
    if (index.starts[pairOf(first, next)] === 0 && index.single[first] === 0) continue
    for (const { phrase, value } of index.byFirst.get(first) ?? []) {
      if (text.startsWith(phrase, start)) found.push({ phrase, start, value })
    }
  }
  return found
}

const pairOf = (first: number, second: number): number =>
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
