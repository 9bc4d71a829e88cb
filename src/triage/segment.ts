import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import type { City } from '../reference/city.ts'

const KEYWORD_WEIGHT = 20_000
const WHOLE_WORD = /^[\p{Script=Han}\p{L}\p{N}]{2,12}$/u
const segmenters = new WeakMap<City, Jieba>()

/** Words of a simplified text in order, nothing dropped: joined they are the text again. The city's lexicon keeps its words whole. */
export function segment(text: string, city: City): string[] {
  return segmenterOf(city).cut(text, false)
}

const TAGS_KEPT_MAX = 50_000
const tagsKept = new WeakMap<City, Map<string, string>>()

/** How the dictionary uses a word (n, v, d, ns …; x for what it does not know). Asked once per word and kept, the newest 50,000. */
export function partOfSpeech(word: string, city: City): string {
  const kept = tagsKept.get(city) ?? new Map<string, string>()
  tagsKept.set(city, kept)
  const known = kept.get(word)
  if (known !== undefined) return known
  const tags = segmenterOf(city).tag(word, false)
  const tag = tags.length === 1 ? (tags[0]?.tag ?? 'x') : 'x'
  if (kept.size >= TAGS_KEPT_MAX) kept.clear()
  kept.set(word, tag)
  return tag
}

/** One dictionary per city, built at the first text (about 0.2 s) and kept as long as the city is. */
function segmenterOf(city: City): Jieba {
  const known = segmenters.get(city)
  if (known) return known
  const jieba = Jieba.withDict(dict)
  const lines = [...lexiconOf(city)].map(([word, weight]) => `${word} ${weight} n`)
  if (lines.length > 0) jieba.loadDict(Buffer.from(lines.join('\n')))
  segmenters.set(city, jieba)
  return jieba
}

function lexiconOf(city: City): Map<string, number> {
  const words = new Map<string, number>()
  for (const leaf of city.leaves.values()) for (const word of leaf.keywords) keep(words, word, KEYWORD_WEIGHT)
  for (const { word, weight } of city.lexicon) keep(words, word, weight)
  return words
}

function keep(words: Map<string, number>, word: string, weight: number): void {
  if (WHOLE_WORD.test(word)) words.set(word, weight)
}
