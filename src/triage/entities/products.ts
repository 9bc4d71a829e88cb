import type { City } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import type { CutText } from './cut-text.ts'
import { mention } from './mention.ts'
import { WORD, wordKinds } from './word-kinds.ts'

const BRAND_UNITS_MAX = 4
const MODEL = /[A-Za-z]{0,8}[-\s]?[0-9]{1,5}[A-Za-z0-9-]{0,10}(?:\s?(?:Pro|Max|Plus|Ultra|mini))?/iy
/** What turns a word of goods into goods that somebody bought: without one of these near it a phone is only what one calls with. */
const BOUGHT = /买|购|牌|售|卖给|产品|商品|假|劣|过期|变质|发霉|型号|三无|接种|喝了|吃了|充装|涨价|一罐|贵/
const NEAR_UNITS = 10

/**
 * Goods and dishes by their names, with the brand before and the model behind. In a matter about goods any of them counts (`ofGoods`),
 * elsewhere only near words of buying and using.
 */
export function productMentions(cut: CutText, city: City, ofGoods: boolean): Mention[] {
  const { words, starts, kinds, text, simplified } = cut
  const known = wordKinds(city)
  const found: Mention[] = []
  for (let at = 0; at < words.length; at += 1) {
    const kind = kinds[at] as number
    if ((kind & (WORD.goods | WORD.goodsFirst | WORD.brand | WORD.sign)) === 0) continue
    const start = starts[at] as number
    const end = starts[at + 1] as number
    if (kind & WORD.brand) {
      const model = modelBehind(simplified, end)
      found.push(mention('brand', text, { start, end }))
      if (model > end) found.push(mention('model', text, { start: end, end: model }))
      if (((kinds[at + 1] ?? 0) & WORD.goods) === 0) found.push(mention('product', text, { start, end: model }))
    } else if (kind & WORD.sign) found.push(mention('brand', text, { start, end }))
    else {
      const paired = known.seconds.get(words[at] as string)?.has(words[at + 1] ?? '') ?? false
      if (!paired && (kind & WORD.goods) === 0) continue
      if (!ofGoods && !boughtNear(simplified, start, end)) continue
      const from = brandBefore(cut, at)
      const to = paired ? (starts[at + 2] as number) : end
      found.push(
        mention('product', text, { start: from, end: to }, known.groups.get(simplified.slice(start, to)) || null),
      )
      if (from < start) found.push(mention('brand', text, brandOnly(simplified, from, start)))
    }
  }
  return found
}

const boughtNear = (text: string, start: number, end: number): boolean =>
  BOUGHT.test(text.slice(Math.max(0, start - NEAR_UNITS), start)) || BOUGHT.test(text.slice(end, end + NEAR_UNITS))

/** 某某牌 or a known maker right before the goods. */
function brandBefore({ words, starts, kinds }: CutText, at: number): number {
  const start = starts[at] as number
  const before = words[at - 1]
  if (before === undefined) return start
  if ((kinds[at - 1] as number) & WORD.brand) return starts[at - 1] as number
  if (before !== '牌') return start
  let first = at - 1
  while (first > 0 && start - (starts[first] as number) <= BRAND_UNITS_MAX && isNameWord(kinds[first - 1])) first -= 1
  return first === at - 1 ? start : (starts[first] as number)
}

const brandOnly = (text: string, start: number, end: number) => ({ start, end: text[end - 1] === '牌' ? end - 1 : end })

const isNameWord = (kind: number | undefined): boolean => ((kind ?? 0) & WORD.inName) !== 0

function modelBehind(text: string, end: number): number {
  MODEL.lastIndex = end
  return MODEL.test(text) ? MODEL.lastIndex : end
}
