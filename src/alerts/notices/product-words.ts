import type { City, ProductGroup } from '../../reference/city.ts'

/** A word of a product group found in a text; offsets are UTF-16. */
export type WordFound = { group: ProductGroup; word: string; start: number; end: number }
export type WordIndex = Map<string, { word: string; group: ProductGroup; latin: boolean }[]>

const indexes = new WeakMap<City, WordIndex>()

/** The words of all product groups by their first two characters, so that a text is passed once however many words there are. */
export function wordIndex(city: City): WordIndex {
  const known = indexes.get(city)
  if (known) return known
  const index: WordIndex = new Map()
  for (const group of city.productGroups) {
    const all = [
      ...group.words.zh.map((word) => ({ word, latin: false })),
      ...group.words.en.map((word) => ({ word: word.toLowerCase(), latin: true })),
    ]
    for (const { word, latin } of all) {
      const key = word.slice(0, 2)
      index.set(key, [...(index.get(key) ?? []), { word, group, latin }])
    }
  }
  indexes.set(city, index)
  return index
}

/**
 * Words of the groups in a text: Chinese as substrings, English as whole words (a plural s counts) in any case.
 * A word inside a longer one found at the same place is left out: "pet toy" is no toy.
 */
export function findWords(text: string, index: WordIndex): WordFound[] {
  const lower = text.toLowerCase()
  const found: WordFound[] = []
  for (let at = 0; at < lower.length - 1; at += 1) {
    for (const { word, group, latin } of index.get(lower.slice(at, at + 2)) ?? []) {
      const end = at + word.length
      if (lower.startsWith(word, at) && (!latin || isWholeWord(lower, at, end)))
        found.push({ group, word, start: at, end })
    }
  }
  return found.filter(
    (one) =>
      !found.some(
        (other) => other.end - other.start > one.end - one.start && other.start <= one.start && other.end >= one.end,
      ),
  )
}

function isWholeWord(text: string, start: number, end: number): boolean {
  const after = text[end] === 's' ? end + 1 : end
  return (
    !/[a-z0-9]/.test(text[start - 1] ?? ' ') &&
    (!/[a-z0-9]/.test(text[end] ?? ' ') || !/[a-z0-9]/.test(text[after] ?? ' '))
  )
}
