import type { City } from '../reference/city.ts'
import { DIGIT, foldedUnits } from './folded-units.ts'
import { toSimplified } from './normalise.ts'
import { segment } from './segment.ts'

const wordsMax = 400

/**
 * The words under which a text is found, and those that a search asks for: words of two letters as they are, longer Chinese words as
 * their pairs of neighbours, so that 电梯维保 is found by 电梯 and by 维保; words in Latin letters and numbers whole. Simplified, lower case.
 */
export function searchWords(text: string, city: City): string[] {
  const plain = toSimplified(text.normalize('NFKC')).toLowerCase()
  const found = new Set<string>()
  for (const word of segment(plain, city)) {
    for (const part of partsOf(word)) found.add(part)
    if (found.size >= wordsMax) break
  }
  return [...found]
}

function partsOf(word: string): string[] {
  if (!isSearchable(word)) return []
  if (!/\p{Script=Han}/u.test(word)) return [word]
  if (word.length <= 2) return word.length === 2 ? [word] : []
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
}

/** Letters and digits only; a lone letter or digit finds everything and so nothing. */
function isSearchable(word: string): boolean {
  if (word.length < 2) return false
  for (let at = 0; at < word.length; at += 1) {
    const unit = foldedUnits[word.charCodeAt(at)] as number
    if (unit === 0 || (unit === DIGIT && word.length > 20)) return false
  }
  return true
}
