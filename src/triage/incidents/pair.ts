import { logisticOf } from '../logistic.ts'
import type { IncidentModel } from './incident-model.ts'
import { type Named, nameOthers } from './names.ts'
import { holds, type Portrait } from './portrait.ts'

/** What ties two reports together, in the order of the model's weights. Symmetric. */
export const TIES = [
  'likeness',
  'likeness_capped',
  'near_copy',
  'headline_found',
  'headline_found_least',
  'same_leaf',
  'days_apart',
  'other_area',
  'other_number',
  'headlines_alike',
  'matter_alike',
] as const

export type Ties = Record<(typeof TIES)[number], number>

const LIKENESS_FLOOR = 0.02
const NEAR_COPY = 0.5
const NAME_UNITS_MIN = 3
/** Common words less than a fifth alike, headlines less than three tenths: 3 % of pairs of one incident, 65 % of those of two at one place. */
const OTHER_MATTER = Math.log(0.2 + LIKENESS_FLOOR)
const OTHER_HEADLINE = 0.3
/** Two months weigh as much as it takes to reach about 6 in the logarithm of days. */
const DAYS_SCALE = 6

export function tiesOf(a: Portrait, b: Portrait): Ties {
  const { likeness, matter } = cosines(a, b)
  const [found, foundBack] = [share(a, b), share(b, a)]
  const least = Math.min(found, foundBack)
  return {
    likeness: Math.log(likeness + LIKENESS_FLOOR),
    likeness_capped: Math.min(likeness, NEAR_COPY),
    near_copy: Math.max(0, likeness - NEAR_COPY),
    headline_found: Math.max(found, foundBack),
    headline_found_least: least,
    same_leaf: a.sketch.leaf === b.sketch.leaf ? 1 : 0,
    days_apart: Math.log1p(Math.abs(a.day - b.day)) / DAYS_SCALE,
    other_area: apart(a.sketch.areas, b.sketch.areas),
    other_number: apart(a.sketch.numbers, b.sketch.numbers),
    headlines_alike: headlineCosine(a, b) * least,
    matter_alike: Math.log(matter + LIKENESS_FLOOR),
  }
}

/**
 * Likeness of two reports, 0–1: the square root of the probability that they tell of one incident, so that a few sure ties do not
 * outweigh many weaker ones. 0 where the guard keeps them apart.
 */
export function likenessOf(a: Portrait, b: Portrait, model: IncidentModel): number {
  const ties = tiesOf(a, b)
  return keptApart(a, b, ties) ? 0 : Math.sqrt(logisticOf(model.pair, Float64Array.from(Object.values(ties))))
}

/**
 * The guard: the same words about another respondent, or about another school, firm or estate, are another matter; and so is what
 * goes to another leaf, in other words but for the names, at the same place.
 */
export function keptApart(a: Portrait, b: Portrait, ties: Ties): boolean {
  const otherMatter = ties.same_leaf === 0 && ties.matter_alike < OTHER_MATTER && ties.headlines_alike < OTHER_HEADLINE
  return otherMatter || differ(a.sketch.respondent, b.sketch.respondent) || nameOthers(named(a), named(b))
}

/** Both are named and neither name holds the other. */
function differ(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a.length < NAME_UNITS_MIN || b.length < NAME_UNITS_MIN) return false
  return !a.includes(b) && !b.includes(a)
}

const named = (one: Portrait): Named => ({ names: one.sketch.names, holds: (word) => holds(one, word) })

/** Of all words, and of the common ones. */
function cosines(a: Portrait, b: Portrait): { likeness: number; matter: number } {
  const [ones, others] = [a.sketch.grams, b.sketch.grams]
  let [likeness, matter, i, j] = [0, 0, 0, 0]
  while (i < ones.length && j < others.length) {
    const [one, other] = [ones[i] as number, others[j] as number]
    if (one === other) {
      likeness += (a.weights[i] as number) * (b.weights[j] as number)
      matter += (a.matter[i] as number) * (b.matter[j] as number)
    }
    if (one <= other) i += 1
    if (one >= other) j += 1
  }
  return { likeness, matter }
}

/** How much of a's headline, by rarity, is found anywhere in b. */
function share(a: Portrait, b: Portrait): number {
  if (a.headlineTotal === 0) return 0.5
  return sharedWeight(a, b.sketch.grams) / a.headlineTotal
}

/** `headlineWeights` are squares, so this is the cosine of the headlines. */
function headlineCosine(a: Portrait, b: Portrait): number {
  const length = Math.sqrt(a.headlineTotal * b.headlineTotal)
  return length === 0 ? 0 : sharedWeight(a, b.headline) / length
}

function sharedWeight({ headline, headlineWeights }: Portrait, grams: Uint32Array): number {
  let [shared, j] = [0, 0]
  for (let i = 0; i < headline.length; i += 1) {
    const gram = headline[i] as number
    while (j < grams.length && (grams[j] as number) < gram) j += 1
    if (grams[j] === gram) shared += headlineWeights[i] as number
  }
  return shared
}

/** 1 when both name something and nothing in common. */
function apart(a: string[], b: string[]): 0 | 1 {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one)) ? 1 : 0
}
