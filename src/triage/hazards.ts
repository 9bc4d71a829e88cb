import type { City, HazardId } from '../reference/city.ts'
import type { Assessment } from './assessment.ts'
import { findPhrases, indexPerOwner } from './phrases.ts'

const hazardWords = indexPerOwner<City, HazardId>((city) =>
  city.hazards.flatMap((hazard) =>
    [...hazard.words, ...hazard.wordsEn].map((word): [string, HazardId] => [word.toLowerCase(), hazard.id]),
  ),
)

/** Hazards whose words the text holds, each with those words; the city's list decides which words name which hazard. */
export function hazardsIn(lowerCase: string, city: City): Assessment['hazards'] {
  const words = new Map<HazardId, Set<string>>()
  for (const { phrase, start, value } of findPhrases(lowerCase, hazardWords(city))) {
    if (insideLatinWord(lowerCase, start, phrase.length)) continue
    words.set(value, (words.get(value) ?? new Set()).add(phrase))
  }
  return [...words].map(([id, because]) => ({ id, because: [...because] }))
}

/** `lead` is no hazard in `leader`, nor `gas` in `Vegas`. */
function insideLatinWord(text: string, start: number, length: number): boolean {
  return (
    (latin(text, start) && latin(text, start - 1)) || (latin(text, start + length - 1) && latin(text, start + length))
  )
}

function latin(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x61 && unit <= 0x7a
}
