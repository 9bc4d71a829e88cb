import type { HazardId } from '../../reference/city.ts'

/** Weights of one logistic regression a hazard over words and pairs of words, beside what the rules found. */
export type HazardWeights = {
  hazards: HazardId[]
  bias: number[]
  /** Above this a hazard is named; the likeliest one is named from `leastLikely` on. */
  threshold: number
  leastLikely: number
  /** A feature and its weights: index of the hazard, weight, index, weight … Absent is 0. */
  features: Map<string, number[]>
}

/**
 * Hazards of a recall by its words, in the order of the weights, each with a probability over the threshold. What the rules found
 * counts as words do. Empty when the words say nothing.
 */
export function weighHazards(weights: HazardWeights, features: string[]): HazardId[] {
  const scores = scoresOf(weights, features)
  const most = Math.max(...scores)
  return weights.hazards.filter((_, at) => {
    const score = scores[at] ?? 0
    return score >= weights.threshold || (score === most && score >= weights.leastLikely)
  })
}

export function scoresOf({ hazards, bias, features: table }: HazardWeights, features: string[]): number[] {
  const sums = hazards.map((_, at) => bias[at] ?? 0)
  for (const feature of features) {
    const weights = table.get(feature)
    if (!weights) continue
    for (let at = 0; at < weights.length; at += 2) {
      const hazard = weights[at] as number
      sums[hazard] = (sums[hazard] as number) + (weights[at + 1] as number)
    }
  }
  return sums.map((sum) => 1 / (1 + Math.exp(-sum)))
}

/** True where at least one word was ever seen: of a text in another language, or of a bare name, the weights know nothing. */
export function knowsWords({ features: table }: HazardWeights, features: string[]): boolean {
  return features.some((feature) => !/^(?:r|rt|first|rules):/.test(feature) && table.has(feature))
}

/** Words and pairs of words of the text, those of the title marked, and what the rules found in both and in the title; each once. */
export function hazardFeatures(hazardText: string, title: string, ruled: HazardId[], inTitle: HazardId[]): string[] {
  const found = new Set<string>()
  addWords(found, hazardText, '')
  addWords(found, title, 't:')
  for (const hazard of ruled) found.add(`r:${hazard}`)
  for (const hazard of inTitle) found.add(`rt:${hazard}`)
  found.add(`first:${ruled[0] ?? 'none'}`)
  found.add(`rules:${ruled.length > 2 ? 'many' : ruled.toSorted().join('+')}`)
  return [...found]
}

function addWords(found: Set<string>, text: string, mark: string): void {
  const words = (text.toLowerCase().match(/[a-z]+/g) ?? []).map(stem).filter((word) => word.length > 1)
  for (const [at, word] of words.entries()) {
    found.add(mark + word)
    const next = words[at + 1]
    if (next) found.add(`${mark}${word} ${next}`)
  }
}

/** Enough of a stemmer for notices: plural, -ing, -ed. */
function stem(word: string): string {
  if (word.length <= 4) return word
  return word.replace(/(?:ies|ing|ed|es|s)$/, (end) => (end === 'ies' ? 'y' : ''))
}
