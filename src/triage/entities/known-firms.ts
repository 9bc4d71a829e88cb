import type { Mention } from '../assessment.ts'
import { findPhrases, phraseIndex } from '../phrases.ts'
import { afterBranch } from './branches.ts'
import { type CutText, wordAt } from './cut-text.ts'
import { builders, FIRM_ONLY_BEFORE, knownBrands, knownFirms, NOT_THE_FIRM, platforms } from './known-names.ts'
import { mention } from './mention.ts'
import { AS_LANDMARK, endsNameOfEstate } from './place-words.ts'

const FIRMS = phraseIndex([...knownFirms].map((name): [string, null] => [name, null]))
const MAKERS = phraseIndex([...knownBrands].map((name): [string, null] => [name, null]))
const SERVICE = /^(?:的)?(?:售后|客服|官方|官网|厂家|总部|服务点|维修点)/
const SERVICE_ANYWHERE = /售后|客服|官[方网]|厂家|总部|[务修]点/
const LATIN = /[A-Za-z0-9]/
/** 钱大妈五和店, 中通快递龙胜网点: what of a chain is meant. */
const BRANCH =
  /^(?:[^\s的了在上说买点给有是吃,，。、;；:：!！?？()（）]|(?<=[A-Za-z])\s(?=[A-Za-z])){1,10}?(?:分店|门店|专柜|网点|营业部|营业厅|分公司|店(?!铺|主|家|员|长|里|小二))/
const BRANCH_UNITS = 13

/**
 * Firms known by their bare names, with the branch behind them. The name must begin and end where words do (觉得/物业 holds no 得物); a
 * builder's name before the name of an estate belongs to the estate.
 */
export function knownFirmsIn(cut: CutText): Mention[] {
  const { text, simplified, starts } = cut
  const found: Mention[] = SERVICE_ANYWHERE.test(simplified) ? makersServing(cut) : []
  for (const { phrase, start } of findPhrases(simplified, FIRMS)) {
    const end = start + phrase.length
    if (
      wordAt(starts, start) < 0 ||
      (wordAt(starts, end) < 0 && phrase.length < 3 && !/[上里]/.test(simplified[end] ?? ''))
    )
      continue
    if (LATIN.test(phrase) && (latinAt(simplified, start - 1, phrase[0]) || latinAt(simplified, end, phrase.at(-1))))
      continue
    if (NOT_THE_FIRM.test(simplified.slice(start, end + 3))) continue
    if (FIRM_ONLY_BEFORE.get(phrase)?.test(simplified.slice(end, end + 6)) === false) continue
    if (builders.has(phrase) && endsNameOfEstate(simplified, end)) continue
    const landmark = AS_LANDMARK.test(simplified.slice(end, end + 4))
    const branch = platforms.has(phrase) ? null : BRANCH.exec(simplified.slice(end, end + BRANCH_UNITS))
    found.push(
      mention(landmark ? 'place' : 'respondent', text, {
        start,
        end: afterBranch(simplified, end + (branch?.[0].length ?? 0)),
      }),
    )
  }
  return found
}

/** A maker complained of for what its service does: 美的售后, 小米客服. */
function makersServing({ text, simplified, starts }: CutText): Mention[] {
  return findPhrases(simplified, MAKERS)
    .filter(
      ({ phrase, start }) =>
        wordAt(starts, start) >= 0 && SERVICE.test(simplified.slice(start + phrase.length, start + phrase.length + 4)),
    )
    .map(({ phrase, start }) => mention('respondent', text, { start, end: start + phrase.length }))
}

/** A Latin letter goes on where the name has one: EMS is not in SYSTEMS. */
const latinAt = (text: string, at: number, edge: string | undefined): boolean =>
  LATIN.test(edge ?? '') && LATIN.test(text[at] ?? '')

const OF_THE_PLATFORM = /(?:平台|店铺|直播间|网店|上的?|里的?|的)*/y
const FIRST_PAIRS = new Set([...knownFirms].map((name) => name.slice(0, 2)))
const LONGEST_NAME = Math.max(...[...knownFirms].map((name) => name.length))

/** How long the longest of the names is that stands at `at`; 0 when none does. */
function lengthOfFirst(names: Set<string>, text: string, at: number): number {
  if (!FIRST_PAIRS.has(text.slice(at, at + 2))) return 0
  for (let length = Math.min(LONGEST_NAME, text.length - at); length > 1; length -= 1)
    if (names.has(text.slice(at, at + length))) return length
  return 0
}

/** Where the name of a seller begins that stands behind its platform's (天猫/罗马仕旗舰店); `start` when nothing of a name is left. */
export function behindPlatform(text: string, start: number, endingAt: number): number {
  const length = lengthOfFirst(platforms, text, start)
  if (length === 0) return start
  OF_THE_PLATFORM.lastIndex = start + length
  OF_THE_PLATFORM.test(text)
  return OF_THE_PLATFORM.lastIndex < endingAt ? OF_THE_PLATFORM.lastIndex : start
}

/** 拼多多店铺, 抖音直播间: nobody but the platform is named. */
export const isOnlyShopOnPlatform = (name: string): boolean =>
  /(?:店铺|直播间|网店)$/.test(name) && platforms.has(name.replace(/(?:店铺|直播间|网店)$/, ''))

export const startsWithKnownFirm = (text: string, at: number): boolean => lengthOfFirst(knownFirms, text, at) > 0
