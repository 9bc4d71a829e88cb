import type { City, LeafCode } from '../../reference/city.ts'
import type { Mention } from '../assessment.ts'
import { afterBranch } from './branches.ts'
import type { CutText } from './cut-text.ts'
import { introducedNames } from './introduced-names.ts'
import { behindPlatform, isOnlyShopOnPlatform, knownFirmsIn } from './known-firms.ts'
import { mention } from './mention.ts'
import { isOneInTown, NAME_ENDS, nameEndingOf, saysWho, stopsName } from './name-words.ts'
import { AS_LANDMARK } from './place-words.ts'
import { subjectNames } from './subject-names.ts'
import { tradeNames } from './trade-names.ts'
import { WORD } from './word-kinds.ts'

const NAME_WORDS_MAX = 10
const NAME_UNITS_MAX = 30
const LINE =
  /(?<![0-9A-Za-z])[A-Z]?[0-9]{1,4}路(?:公交车?|车)|(?:公交|公交车)[A-Z]?[0-9]{1,4}(?:路|\/[0-9]{1,4})|地铁[0-9一二三四五六七八九十]{1,2}号线/g
/** A firm's branch behind it: 某公司深圳分公司. */
const BRANCH_END = new Set(['分公司', '分店', '支行', '分行', '分院', '项目部', '门店'])

/**
 * Firms, institutions and work sites. From an ending such as 公司 the name goes back until a word that cannot belong to it;
 * what only serves to say where (…超市对面) is a place. A branch keeps the name of its parent before its own.
 */
export function respondentMentions(cut: CutText, city: City, leaf: LeafCode | null): Mention[] {
  const { words, starts, kinds, text, simplified } = cut
  const found: Mention[] = [
    ...knownFirmsIn(cut),
    ...introducedNames(cut, city),
    ...subjectNames(cut, city, leaf),
    ...tradeNames(cut, city),
  ]
  for (let at = 0; at < words.length; at += 1) {
    const kind = kinds[at] as number
    if ((kind & (WORD.nameEnd | WORD.site)) === 0) continue
    const word = words[at] as string
    const ending = kind & WORD.nameEnd ? nameEndingOf(word, simplified, starts[at + 1] as number) : null
    const site = (kind & WORD.site) !== 0
    if (ending === null && !site) continue
    const next = words[at + 1]
    if (next !== undefined && NAME_ENDS.has(next)) continue
    const one = nameEndingAt(cut, at, { ending: ending ?? word, site })
    if (one) found.push(one)
  }
  if (simplified.includes('路') || simplified.includes('地铁'))
    for (const hit of simplified.matchAll(LINE))
      found.push(mention('respondent', text, { start: hit.index, end: hit.index + hit[0].length }))
  return found
}

function nameEndingAt(
  { words, starts, kinds, text, simplified }: CutText,
  at: number,
  { ending, site }: { ending: string; site: boolean },
): Mention | null {
  let end = starts[at + 1] as number
  let first = at
  while (first > 0 && end - (starts[first] as number) < ending.length) first -= 1
  const least = first
  while (first > 0 && at - first < NAME_WORDS_MAX && goesOnBefore(words, kinds, first, ending)) first -= 1
  while (first < least && PREFIXES.has(words[first] as string)) first += 1
  const start = behindPlatform(simplified, starts[first] as number, end - ending.length)
  if (end - start > NAME_UNITS_MAX || end - start < 3 || isOnlyShopOnPlatform(simplified.slice(start, end))) return null
  const core = simplified.slice(starts[least] as number, end - ending.length)
  while (first < least && (starts[first] as number) < start) first += 1
  const before = [...words.slice(first, least).filter((word) => !NAME_ENDS.has(word)), ...(core === '' ? [] : [core])]
  if (TRADES.has(ending) && (AREA_LAST.test(before.at(-1) ?? '') || OF_A_TRADE.test(simplified.slice(end, end + 2))))
    return null
  if (!site && !saysWho(before) && !(before.length > 1 && isOneInTown(simplified, end))) return null
  end = afterBranch(simplified, end)
  if (PLACE_NAMED_AFTER.test(simplified.slice(end, end + 2))) return null
  if (NEWS_MEDIA.has(ending) && COVERAGE.test(simplified.slice(Math.max(0, start - 4), end + 14))) return null
  const landmark = AS_LANDMARK.test(simplified.slice(end, end + 4)) && !BRANCH_END.has(ending)
  return mention(landmark ? 'place' : 'respondent', text, { start, end })
}

/**
 * Whether the word before belongs to the name too: 里 in names like 幸福里 but not behind a place (小区里), 发 behind another single
 * character (顺发), and before the full ending of a registered firm verbs as well (安居物业管理有限公司).
 */
function goesOnBefore(words: string[], kinds: Uint16Array, first: number, ending: string): boolean {
  if ((kinds[first - 1] as number) & WORD.inName) return true
  const [word = '', before = ''] = [words[first - 1], words[first - 2]]
  if (word === '里') return WITH_INSIDE.has(before)
  if (word === '发') return before.length === 1 && ((kinds[first - 2] ?? 0) & WORD.inName) !== 0
  const goesOn = ((kinds[first - 2] ?? 0) & WORD.inName) !== 0
  return goesOn && REGISTERED.test(ending) && word.length === 2 && !stopsName(word)
}
const WITH_INSIDE = new Set(['幸福', '万象', '太古', '锦绣', '安宁', '书香', '康乐', '邻', '和'])
const REGISTERED = /有限(?:责任)?公司$/

/** Behind an area, or with such a word behind, these are a trade (某镇快递, 客运班车), not a firm. */
const TRADES = new Set([
  '快递',
  '速递',
  '物流',
  '外卖',
  '燃气',
  '中介',
  '汽修',
  '考场',
  '证券',
  '矿业',
  '烧烤',
  '客运',
  '巴士',
])
const OF_A_TRADE = /^(?:班|车|线|管|行业|一体|费|员|件|单|信息|市场|价)/
const AREA_LAST = /[市县区镇乡村]$/
/** A village or a road that has its name from a firm: 茶场村五组. */
const PLACE_NAMED_AFTER = /^(?:村(?!镇)|路(?!口|边|段)|街)/
/** Whom one turned to for coverage is not whom one complains of. */
const NEWS_MEDIA = new Set(['电视台'])
const COVERAGE = /[找向请经]|曝光|报道|采访|记者|调查/

const PREFIXES = new Set(['家', '一', '号', '楼', '的', '了'])
