import type { Mention } from '../assessment.ts'
import type { CutText } from './cut-text.ts'
import { mention } from './mention.ts'
import { isOneInTown, NAME_ENDS, nameEndingOf, saysWho } from './name-words.ts'
import { AS_LANDMARK } from './place-words.ts'
import { WORD } from './word-kinds.ts'

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
export function respondentMentions(cut: CutText): Mention[] {
  const { words, starts, kinds, text, simplified } = cut
  const found: Mention[] = []
  for (let at = 0; at < words.length; at += 1) {
    const kind = kinds[at] as number
    if ((kind & (WORD.firm | WORD.nameEnd | WORD.site)) === 0) continue
    const word = words[at] as string
    const span = { start: starts[at] as number, end: starts[at + 1] as number }
    if (kind & WORD.firm) found.push(mention('respondent', text, span))
    const ending = kind & WORD.nameEnd ? nameEndingOf(word, simplified, span.end) : null
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
  while (first > 0 && at - first < NAME_WORDS_MAX && (kinds[first - 1] as number) & WORD.inName) first -= 1
  while (first < least && PREFIXES.has(words[first] as string)) first += 1
  const start = starts[first] as number
  if (end - start > NAME_UNITS_MAX || end - start < 3) return null
  const core = simplified.slice(starts[least] as number, end - ending.length)
  const before = [...words.slice(first, least).filter((word) => !NAME_ENDS.has(word)), ...(core === '' ? [] : [core])]
  if (!site && !saysWho(before) && !(before.length > 1 && isOneInTown(simplified, end))) return null
  BRANCH.lastIndex = end
  if (BRANCH.test(simplified)) end = BRANCH.lastIndex
  const landmark = AS_LANDMARK.test(simplified.slice(end, end + 4)) && !BRANCH_END.has(ending)
  return mention(landmark ? 'place' : 'respondent', text, { start, end })
}

const PREFIXES = new Set(['家', '一', '号', '楼', '的', '了'])
