import type { Mention } from '../assessment.ts'
import type { CutText } from './cut-text.ts'
import { builders } from './known-names.ts'
import { mention } from './mention.ts'
import { isOneInTown, NAME_ENDS, nameEndingOf, saysWho } from './name-words.ts'
import { AS_LANDMARK } from './place-words.ts'
import { WORD, type WordKinds } from './word-kinds.ts'

const NAME_WORDS_MAX = 10
const NAME_UNITS_MAX = 30
const LINE =
  /(?<![0-9])[0-9]{1,4}路(?:公交车?|车)|(?:公交|公交车)[0-9]{1,4}(?:路|\/[0-9]{1,4})|地铁[0-9一二三四五六七八九十]{1,2}号线/g
/** 某店(科技园分店): the branch is part of the name. */
const BRANCH = /\(([^()\n]{1,14}(?:店|分店|分公司|分院|校区|支行|门店))\)/y
/** A firm's branch behind it: 某公司深圳分公司. */
const BRANCH_END = new Set(['分公司', '分店', '支行', '分行', '分院', '项目部', '门店'])

/**
 * Firms, institutions and work sites. From an ending such as 公司 the name goes back until a word that cannot belong to it;
 * what only serves to say where (…超市对面) is a place. A branch keeps the name of its parent before its own.
 */
export function respondentMentions(cut: CutText, known: WordKinds): Mention[] {
  const { words, starts, kinds, text, simplified } = cut
  const found: Mention[] = []
  for (let at = 0; at < words.length; at += 1) {
    const kind = kinds[at] as number
    if ((kind & (WORD.firm | WORD.firmFirst | WORD.nameEnd | WORD.site)) === 0) continue
    const word = words[at] as string
    const firm = firmAt(cut, at, known)
    if (firm) found.push(firm)
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

/** A firm known by its bare name, of one word or of two; the name of a builder's estate is none. */
function firmAt({ words, starts, kinds, text }: CutText, at: number, known: WordKinds): Mention | null {
  const word = words[at] as string
  const kind = kinds[at] as number
  const alone = (kind & WORD.firm) !== 0
  if (!alone && !(kind & WORD.firmFirst && known.firmSeconds.get(word)?.has(words[at + 1] ?? ''))) return null
  const after = alone ? at + 1 : at + 2
  const span = { start: starts[at] as number, end: starts[after] as number }
  const next = words[after]
  const ofEstate = (kinds[after] ?? 0) & WORD.inName && next !== undefined && next.length > 1 && !NAME_ENDS.has(next)
  return ofEstate && builders.has(text.slice(span.start, span.end)) ? null : mention('respondent', text, span)
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
  while (first > 0 && at - first < NAME_WORDS_MAX && (kinds[first - 1] as number) & WORD.inName) first -= 1
  while (first < least && PREFIXES.has(words[first] as string)) first += 1
  const start = starts[first] as number
  if (end - start > NAME_UNITS_MAX || end - start < 3) return null
  const core = simplified.slice(starts[least] as number, end - ending.length)
  const before = [...words.slice(first, least).filter((word) => !NAME_ENDS.has(word)), ...(core === '' ? [] : [core])]
  if (TRADES.has(ending) && (AREA_LAST.test(before.at(-1) ?? '') || OF_A_TRADE.test(simplified.slice(end, end + 2))))
    return null
  if (!site && !saysWho(before) && !(before.length > 1 && isOneInTown(simplified, end))) return null
  BRANCH.lastIndex = end
  if (BRANCH.test(simplified)) end = BRANCH.lastIndex
  if (PLACE_NAMED_AFTER.test(simplified.slice(end, end + 2))) return null
  if (NEWS_MEDIA.has(ending) && COVERAGE.test(simplified.slice(Math.max(0, start - 4), end + 14))) return null
  const landmark = AS_LANDMARK.test(simplified.slice(end, end + 4)) && !BRANCH_END.has(ending)
  return mention(landmark ? 'place' : 'respondent', text, { start, end })
}

/** Behind an area, or with such a word behind, these are a trade (某镇快递, 客运班车), not a firm. */
const TRADES = new Set(['快递', '速递', '物流', '外卖', '燃气', '中介', '汽修', '证券', '矿业', '烧烤', '客运', '巴士'])
const OF_A_TRADE = /^(?:班|车|线|管|行业|一体|费|员|件|单|信息|市场|价)/
const AREA_LAST = /[市县区镇乡村]$/
/** A village or a road that has its name from a firm: 茶场村五组. */
const PLACE_NAMED_AFTER = /^(?:村(?!镇)|路(?!口|边|段)|街)/
/** Whom one turned to for coverage is not whom one complains of. */
const NEWS_MEDIA = new Set(['电视台'])
const COVERAGE = /[找向请经]|曝光|报道|采访|记者|调查/

const PREFIXES = new Set(['家', '一', '号', '楼', '的', '了'])
