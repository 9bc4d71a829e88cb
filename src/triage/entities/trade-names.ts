import type { City } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import type { CutText } from './cut-text.ts'
import { soundsOwn } from './introduced-names.ts'
import { mention } from './mention.ts'
import { NAME_ENDS } from './name-words.ts'
import { WORD } from './word-kinds.ts'

/** Behind it the word is a course, a fee or a market after all: 少儿编程课, 珠宝市场. */
const OF_THE_TRADE =
  /^(?:课|班|费|市场|行业|类|材料|款|卡|用品|老师|教练|师|车|店|公司|机构|中心|馆|院|学校|城|街|协会|局|产品|油)/
const NAME_WORDS_MAX = 4
const NAME_UNITS_MAX = 6

/** Shops named by their own name and their trade. The name must sound like one (soundsOwn), so that 素质教育 and 小区健身 are none. */
export function tradeNames(cut: CutText, city: City): Mention[] {
  const { words: said, starts, kinds, simplified } = cut
  const found: Mention[] = []
  for (let at = 1; at < said.length; at += 1) {
    if (((kinds[at] as number) & WORD.trade) === 0) continue
    const end = starts[at + 1] as number
    if (OF_THE_TRADE.test(simplified.slice(end, end + 3))) continue
    let first = at
    while (first > 0 && at - first < NAME_WORDS_MAX && isOfName(cut, first - 1, starts[at] as number)) first -= 1
    if (first < at && soundsOwn(said.slice(first, at), city))
      found.push(mention('respondent', cut.text, { start: starts[first] as number, end }))
  }
  return found
}

const isOfName = ({ words, starts, kinds }: CutText, at: number, end: number): boolean =>
  !NAME_ENDS.has(words[at] as string) &&
  ((kinds[at] as number) & WORD.inName) !== 0 &&
  ((kinds[at] as number) & (WORD.placeEnd | WORD.goods)) === 0 &&
  end - (starts[at] as number) <= NAME_UNITS_MAX
