import type { City } from '../reference/city.ts'
import type { DangerRule } from '../reference/danger-rules.ts'
import { findPhrases, indexPerOwner } from './phrases.ts'

const firstWords = indexPerOwner<City, number>(({ dangerRules }) =>
  dangerRules.flatMap(({ words }, rank) => (words[0] ?? []).map((word): [string, number] => [word, rank])),
)

/** The gravest of the city's hard rules that holds for a text in simplified script and lower case; null when none does. */
export function dangerRuleIn(text: string, city: City): DangerRule | null {
  const rules = city.dangerRules
  let best = rules.length
  for (const { phrase, start, value: rank } of findPhrases(text, firstWords(city))) {
    if (rank < best && meets(text, start, phrase.length, rules[rank] as DangerRule)) best = rank
  }
  return rules[best] ?? null
}

/** A word of every further group starts or ends near the first group's word, and none of `unless` is in the text. */
function meets(text: string, start: number, length: number, { words, within, unless }: DangerRule): boolean {
  if (unless.some((word) => text.includes(word))) return false
  if (words.length === 1) return true
  const near = text.slice(Math.max(0, start - within), start + length + within)
  return words.slice(1).every((group) => group.some((word) => near.includes(word)))
}
