import { logisticOf } from '../learning/logistic.ts'
import type { IncidentModel } from './incident-model.ts'
import { nameOthers } from './names.ts'
import type { Portrait } from './portrait.ts'

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
  const likeness = cosine(a.grams, a.weights, b.grams, b.weights)
  const [found, foundBack] = [share(a, b), share(b, a)]
  const least = Math.min(found, foundBack)
  return {
    likeness: Math.log(likeness + LIKENESS_FLOOR),
    likeness_capped: Math.min(likeness, NEAR_COPY),
    near_copy: Math.max(0, likeness - NEAR_COPY),
    headline_found: Math.max(found, foundBack),
    headline_found_least: least,
    same_leaf: a.report.leaf === b.report.leaf ? 1 : 0,
    days_apart: Math.log1p(Math.abs(a.day - b.day)) / DAYS_SCALE,
    other_area: apart(a.areas, b.areas),
    other_number: apart(a.numbers, b.numbers),
    headlines_alike: headlineCosine(a, b) * least,
    matter_alike: Math.log(cosine(a.grams, a.matter, b.grams, b.matter) + LIKENESS_FLOOR),
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
  return otherMatter || differ(a.report.respondent, b.report.respondent) || nameOthers(a, b)
}

/** Both are named and neither name holds the other. */
function differ(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a.length < NAME_UNITS_MIN || b.length < NAME_UNITS_MIN) return false
  return !a.includes(b) && !b.includes(a)
}

function cosine(a: Uint32Array, aWeights: Float32Array, b: Uint32Array, bWeights: Float32Array): number {
  let sum = 0
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const order = (a[i] as number) - (b[j] as number)
    if (order === 0) sum += (aWeights[i] as number) * (bWeights[j] as number)
    if (order <= 0) i += 1
    if (order >= 0) j += 1
  }
  return sum
}

/** How much of a's headline, by rarity, is found anywhere in b. */
function share(a: Portrait, b: Portrait): number {
  let [found, all, j] = [0, 0, 0]
  for (let i = 0; i < a.headline.length; i += 1) {
    const gram = a.headline[i] as number
    const weight = a.headlineWeights[i] as number
    while (j < b.grams.length && (b.grams[j] as number) < gram) j += 1
    all += weight
    if (b.grams[j] === gram) found += weight
  }
  return all === 0 ? 0.5 : found / all
}

/** `headlineWeights` are squares, so this is the cosine of the headlines. */
function headlineCosine(a: Portrait, b: Portrait): number {
  let [shared, j] = [0, 0]
  for (let i = 0; i < a.headline.length; i += 1) {
    const gram = a.headline[i] as number
    while (j < b.headline.length && (b.headline[j] as number) < gram) j += 1
    if (b.headline[j] === gram) shared += a.headlineWeights[i] as number
  }
  const length = Math.sqrt(total(a.headlineWeights) * total(b.headlineWeights))
  return length === 0 ? 0 : shared / length
}

const total = (weights: Float32Array): number => weights.reduce((sum, weight) => sum + weight, 0)

/** 1 when both name something and nothing in common. */
function apart(a: Set<string>, b: Set<string>): 0 | 1 {
  if (a.size === 0 || b.size === 0) return 0
  for (const one of a) if (b.has(one)) return 0
  return 1
}
