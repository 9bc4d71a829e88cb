import type { City } from '../../reference/city.ts'
import { toSimplified } from '../../triage/normalise.ts'
import { masked } from '../../triage/personal-details.ts'
import { partOfSpeech, segment } from '../../triage/segment.ts'

export type SharedWord = { word: string; reports: number; usual: number }

const SHARED_MIN = 2
const SHARED_SHARE = 0.25
const WORDS_MAX = 12
const TEXT_UNITS_READ = 600
/** Names of things, doings and kinds; not fillers, places or numbers. */
const TELLING = /^(?:n(?!s)|v|a|i|l|x)/

/**
 * Words that many of these texts share and other reports seldom have, the most telling first: share here × ln(share here / usual share).
 * Personal details are masked before anything is counted. `usual` is the share of `others` with the word.
 */
export function sharedWords(texts: readonly string[], others: readonly string[], city: City): SharedWord[] {
  const here = countedWords(texts, city)
  const elsewhere = countedWords(others, city)
  const shown = [...here].flatMap(([word, reports]) => {
    const share = reports / texts.length
    if (reports < SHARED_MIN || share < SHARED_SHARE) return []
    const usual = ((elsewhere.get(word) ?? 0) + 0.5) / (others.length + 1)
    return share > usual ? [{ word, reports, usual, worth: share * Math.log(share / usual) }] : []
  })
  return shown
    .sort((a, b) => b.worth - a.worth || b.reports - a.reports)
    .slice(0, WORDS_MAX)
    .map(({ word, reports, usual }) => ({ word, reports, usual }))
}

/** In how many texts each word stands. */
function countedWords(texts: readonly string[], city: City): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of wordsOf(text, city)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function wordsOf(text: string, city: City): Set<string> {
  const plain = toSimplified(masked(text.slice(0, TEXT_UNITS_READ)).normalize('NFKC')).toLowerCase()
  const words = segment(plain, city).filter(
    (word) => word.length >= 2 && /^[\p{L}\p{N}]+$/u.test(word) && !/^\d+$/.test(word),
  )
  return new Set(words.filter((word) => TELLING.test(partOfSpeech(word, city))))
}
