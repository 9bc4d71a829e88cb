import type { City } from '../../reference/city.ts'
import { segment } from '../segment.ts'
import { DISH, goods, NO_GOODS, ORDINARY_SIGN } from './goods.ts'
import { belongsToName, endsLikeName, isSiteWord } from './name-words.ts'
import { endsLikePlace } from './place-words.ts'
import { TRADES_IN_NAMES } from './trade-words.ts'
import { vulnerableWords } from './vulnerable.ts'

/** What a word may be, as bits. */
export const WORD = {
  inName: 1,
  trade: 2,
  nameEnd: 4,
  site: 8,
  placeEnd: 16,
  goods: 32,
  goodsFirst: 64,
  sign: 256,
  vulnerable: 512,
} as const

/** Words of a city's texts, as far as met, with what each may be; goods by their words, those of two words by the first. */
export type WordKinds = {
  met: Map<string, number>
  /** Words of one unit, half of a text, by that unit. */
  single: Uint16Array
  groups: Map<string, string>
  seconds: Map<string, Set<string>>
}

const MET_MAX = 50_000
const NOT_MET = 0xffff
const kindsOfCity = new WeakMap<City, WordKinds>()

/** What each word may be. Asked once per word, so that a text costs one look-up a word; forgotten when 50,000 words were met. */
export function kindsOf(words: string[], city: City): Uint16Array {
  const kinds = wordKinds(city)
  const bits = new Uint16Array(words.length)
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string
    const known = word.length === 1 ? kinds.single[word.charCodeAt(0)] : kinds.met.get(word)
    bits[i] = known === undefined || known === NOT_MET ? meet(word, kinds, city) : known
  }
  return bits
}

export function wordKinds(city: City): WordKinds {
  const known = kindsOfCity.get(city)
  if (known) return known
  const groups = goodsOf(city)
  const kinds: WordKinds = {
    met: new Map(),
    single: new Uint16Array(65_536).fill(NOT_MET),
    groups,
    seconds: secondsOf(groups.keys(), city),
  }
  kindsOfCity.set(city, kinds)
  return kinds
}

/** Of the names that are cut into two words: the second ones by the first. */
function secondsOf(names: Iterable<string>, city: City): Map<string, Set<string>> {
  const seconds = new Map<string, Set<string>>()
  for (const name of names) {
    const [first, second, ...more] = segment(name, city)
    if (first === undefined || second === undefined || more.length > 0) continue
    const known = seconds.get(first) ?? new Set()
    seconds.set(first, known.add(second))
  }
  return seconds
}

/** Goods in general, and those of the city's product groups with their group. */
function goodsOf(city: City): Map<string, string> {
  const groups = new Map([...goods].map((word): [string, string] => [word, '']))
  for (const group of city.productGroups)
    for (const word of group.words.zh) if (word.length > 1 && !NO_GOODS.has(word)) groups.set(word, group.id)
  return groups
}

function meet(word: string, kinds: WordKinds, city: City): number {
  if (kinds.met.size >= MET_MAX) kinds.met.clear()
  const bits =
    (belongsToName(word, city) ? WORD.inName : 0) |
    (TRADES_IN_NAMES.has(word) ? WORD.trade : 0) |
    (endsLikeName(word) ? WORD.nameEnd : 0) |
    (word.length > 2 && isSiteWord(word) ? WORD.site : 0) |
    (endsLikePlace(word) ? WORD.placeEnd : 0) |
    (kinds.groups.has(word) || (word.length > 2 && DISH.test(word)) ? WORD.goods : 0) |
    (kinds.seconds.has(word) ? WORD.goodsFirst : 0) |
    (word.length > 2 && word.endsWith('牌') && !ORDINARY_SIGN.has(word) ? WORD.sign : 0) |
    (vulnerableWords.has(word) ? WORD.vulnerable : 0)
  if (word.length === 1) kinds.single[word.charCodeAt(0)] = bits
  else kinds.met.set(word, bits)
  return bits
}
