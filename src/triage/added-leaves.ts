import type { City, LeafCode } from '../reference/city.ts'
import type { Choice } from './assessment.ts'
import type { TriageModel } from './model.ts'
import type { NormalText } from './normalise.ts'
import { findPhrases, indexPerOwner } from './phrases.ts'

/** Marks that hand a matter to an added leaf where the model answers what it counts as: one for each distinct keyword, one for a keyword in the title, one for a repeated one. */
const MARKS_MIN = 2
const KEYWORD_WEIGHT = 1

const keywordsOfAdded = indexPerOwner<City, LeafCode>((city) =>
  [...city.leaves.values()]
    .filter((leaf) => leaf.countsAs !== leaf.code)
    .flatMap((leaf) => leaf.keywords.map((word): [string, LeafCode] => [word, leaf.code])),
)

/** Of a leaf that the city added the one first agreed on, of every other (NONE too) the leaf itself. */
export const leafFirstAgreed = (leaf: LeafCode, city: City): LeafCode => city.leaves.get(leaf)?.countsAs ?? leaf

/** The leaf under which the model answers: itself where it was taught, else what it counts as. */
export const leafAsTaught = (leaf: LeafCode, city: City, { leaves }: Pick<TriageModel, 'leaves'>): LeafCode =>
  leaves.includes(leaf) ? leaf : leafFirstAgreed(leaf, city)

/**
 * The city adds leaves faster than texts are labelled, and a few letters teach little. Where the model answers what such a leaf counts as (NONE for most),
 * and the text holds two of its keywords, or one twice or in its title, the added leaf is the answer, with those words as reasons;
 * the confidence stays the model's, for the answer it was measured on.
 */
export function withAddedLeaf(
  leaf: Choice<LeafCode>,
  { simplified, titleUnits }: NormalText,
  city: City,
): Choice<LeafCode> {
  const hits = findPhrases(simplified, keywordsOfAdded(city)).filter(
    ({ value }) => leafFirstAgreed(value, city) === leaf.value,
  )
  const byLeaf = [...Map.groupBy(hits, ({ value }) => value)].map(([code, found]) => {
    const words = new Set(found.map(({ phrase }) => phrase))
    const inTitle = found.some(({ start }) => start < titleUnits)
    return { code, words, marks: words.size + Number(inTitle) + Number(found.length > words.size) }
  })
  const [best] = byLeaf.sort((a, b) => b.marks - a.marks)
  if (!best || best.marks < MARKS_MIN) return leaf
  const because = [...best.words].map((word) => ({ word, weight: KEYWORD_WEIGHT }))
  return {
    ...leaf,
    value: best.code,
    because: [...because, ...leaf.because.filter(({ word }) => !best.words.has(word))],
  }
}
