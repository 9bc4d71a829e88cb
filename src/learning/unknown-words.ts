import type { City } from '../reference/city.ts'
import { readText } from '../triage/learning/answer-from-scores.ts'
import { rowOf, type TriageModel } from '../triage/model.ts'
import type { WeekFigures } from './week-figures.ts'

type Written = { title: string; text: string }

/** Distinct words of texts, known to the model and not, a few texts at a time. */
export function* countWords(texts: Written[], city: City, model: TriageModel): Generator<void, WeekFigures['words']> {
  const words = { texts: texts.length, known: 0, unknown: 0 }
  for (const [nth, text] of texts.entries()) {
    const { known, unknown } = wordsOf(text, city, model)
    words.known += known
    words.unknown += unknown
    if (nth % 20 === 0) yield
  }
  return words
}

const wordBlock = 0

/** Distinct words of a text that the model knows and does not know. */
export function wordsOf(text: Written, city: City, model: TriageModel): { known: number; unknown: number } {
  const { hashes, blocks } = readText(text, city).bag
  const words = hashes.filter((_, j) => blocks[j] === wordBlock)
  const known = words.filter((hash) => rowOf(model.index, hash) >= 0).length
  return { known, unknown: words.length - known }
}
