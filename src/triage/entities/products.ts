import type { City } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import { type CutText, wordAt } from './cut-text.ts'
import { goods } from './goods.ts'
import { knownBrands } from './known-names.ts'
import { mention, type Span } from './mention.ts'
import { WORD, wordKinds } from './word-kinds.ts'

const BRAND_UNITS_MAX = 4
const MODEL = /[A-Za-z]{0,8}[-\s]?[0-9]{1,5}[A-Za-z0-9-]{0,10}(?:\s?(?:Pro|Max|Plus|Ultra|mini))?/iy
/** What turns a word of goods into goods that somebody bought: without one of these near it a phone is only what one calls with. */
const BOUGHT =
  /买|购|牌|售|卖给|产品|商品|假|劣|过期|变质|发霉|型号|三无|接种|喝了|吃了|充装|涨价|一罐|贵|摔坏|损坏|破损|弄坏|自燃|爆炸|鼓包/
const NEAR_UNITS = 10

const BRANDS = phraseIndex([...knownBrands].map((name): [string, null] => [name, null]))

/**
 * Goods and dishes by their names, with the brand before and the model behind. In a matter about goods any of them counts (`ofGoods`),
 * elsewhere only near words of buying and using.
 */
export function productMentions(cut: CutText, city: City, ofGoods: boolean): Mention[] {
  const { words, starts, kinds, text, simplified } = cut
  const known = wordKinds(city)
  const brands = brandsIn(cut)
  const found: Mention[] = []
  for (const { start, end, named } of brands) {
    const model = modelBehind(simplified, end)
    found.push(mention('brand', text, { start, end }))
    if (model > end) found.push(mention('model', text, { start: end, end: model }))
    found.push(mention('product', text, { start, end: Math.max(model, named) }))
  }
  for (let at = 0; at < words.length; at += 1) {
    const kind = kinds[at] as number
    if ((kind & (WORD.goods | WORD.goodsFirst | WORD.sign)) === 0) continue
    const start = starts[at] as number
    const end = starts[at + 1] as number
    if (kind & WORD.sign) {
      found.push(mention('brand', text, { start, end }))
      continue
    }
    const paired = known.seconds.get(words[at] as string)?.has(words[at + 1] ?? '') ?? false
    if (!paired && (kind & WORD.goods) === 0) continue
    if (!ofGoods && !boughtNear(simplified, start, end)) continue
    const from = brands.find((brand) => brand.end === start)?.start ?? signBefore(cut, at)
    const to = paired ? (starts[at + 2] as number) : end
    const model = modelBehind(simplified, to)
    if (isModel(simplified.slice(to, model))) found.push(mention('model', text, { start: to, end: model }))
    found.push(
      mention('product', text, { start: from, end: to }, known.groups.get(simplified.slice(start, to)) || null),
    )
    if (simplified[start - 1] === '牌' && from < start)
      found.push(mention('brand', text, { start: from, end: start - 1 }))
  }
  return found
}

/** Known makers where a word begins, of those that overlap the longest; `named` is where the word ends that holds the goods as well (耐克鞋). */
function brandsIn({ simplified, starts }: CutText): (Span & { named: number })[] {
  const hits = findPhrases(simplified, BRANDS)
  if (hits.length === 0) return []
  const spans = hits
    .map(({ phrase, start }) => {
      const end = start + phrase.length
      const wordEnd = starts.find((at) => at >= end) ?? end
      return { start, end, named: goods.has(simplified.slice(end, wordEnd)) ? wordEnd : end }
    })
    .filter(
      ({ start, end, named }) =>
        wordAt(starts, start) >= 0 && (wordAt(starts, end) >= 0 || named > end || end - start > 2),
    )
  return spans.filter(
    (one) => !spans.some((other) => other.start <= one.start && one.end <= other.end && other !== one),
  )
}

/** Behind goods only what holds letters and digits is a model, so that 手机2个 holds none. */
const isModel = (written: string): boolean => /[A-Za-z]/.test(written) && /\d/.test(written)

const boughtNear = (text: string, start: number, end: number): boolean =>
  BOUGHT.test(text.slice(Math.max(0, start - NEAR_UNITS), start)) || BOUGHT.test(text.slice(end, end + NEAR_UNITS))

/** Where 某某牌 right before the goods begins. */
function signBefore({ words, starts, kinds }: CutText, at: number): number {
  const start = starts[at] as number
  if (words[at - 1] !== '牌') return start
  let first = at - 1
  while (first > 0 && start - (starts[first] as number) <= BRAND_UNITS_MAX && isNameWord(kinds[first - 1])) first -= 1
  return first === at - 1 ? start : (starts[first] as number)
}

const isNameWord = (kind: number | undefined): boolean => ((kind ?? 0) & WORD.inName) !== 0

function modelBehind(text: string, end: number): number {
  MODEL.lastIndex = end
  return MODEL.test(text) ? MODEL.lastIndex : end
}
