import {
  chanceOf,
  chiSquare,
  expectedOf,
  informationComponent,
  type PairCount,
  passesEvans,
  prr,
  ror,
} from '../signals/disproportionality.ts'
import { adjustedForDiscovery } from '../signals/false-discovery.ts'
import { likeliestPrior, type PairGroup } from '../signals/ratio-prior.ts'
import { geometricMean, type RatioPrior, ratioPosterior, ratioQuantile } from '../signals/shrunken-ratio.ts'
import type { CountedPair } from './gather-pairs.ts'

/** Fewer pairs say too little about how ratios vary. */
const PAIRS_MIN = 40
/** Evans et al. 2001 and DuMouchel 1999: three together, and 95 % sure of twice what chance brings. */
const BOTH_MIN = 3
export const EB05_MIN = 2
/** A ratio known before is news again when its lower end has doubled. */
const GROWN = 2

/** All that weighs one pair, as a person may check it. Ratios with the lower end of their 95 % interval, null where a cell is empty; IC in bits. */
export type PairEvidence = {
  count: PairCount
  expected: number
  prr: number | null
  prrLower: number | null
  chiSquare: number | null
  evans: boolean
  ror: number | null
  rorLower: number | null
  ic: number
  icLower: number
  ebgm: number
  eb05: number
  /** The same a fortnight earlier, under tonight's prior; null when they had never been told of together. */
  before: { count: PairCount; eb05: number } | null
  p: number
  /** Benjamini–Hochberg over all pairs of the night. */
  adjusted: number
  pairs: number
  prior: RatioPrior
}

/**
 * The pairs that newly stand out: EB05 ≥ 2 with three events or more, among the discoveries of the night, and not so (or half so much) in the
 * table of a fortnight before — a hazard that a product is known for is no news.
 */
export function pairTests(
  tonight: readonly CountedPair[],
  before: readonly CountedPair[],
  discoveryShare: number,
): { seriesId: number; evidence: PairEvidence }[] {
  if (tonight.length < PAIRS_MIN) return []
  const ps = tonight.map(({ count }) => chanceOf(count))
  const adjusted = adjustedForDiscovery(ps)
  const earlier = new Map(before.map(({ seriesId, count }) => [seriesId, count]))
  const hopeful = tonight.flatMap(({ seriesId, count }, nth) => {
    const was = earlier.get(seriesId) ?? null
    const rises = count.both >= BOTH_MIN && count.both > (was?.both ?? 0) && count.both >= EB05_MIN * expectedOf(count)
    const tested = { p: ps[nth] as number, adjusted: adjusted[nth] as number, pairs: tonight.length }
    return rises && tested.adjusted <= discoveryShare ? [{ seriesId, count, was, tested }] : []
  })
  if (hopeful.length === 0) return []
  const { prior } = likeliestPrior(pairGroups(tonight), { zerosUnseen: false })
  return hopeful.flatMap(({ seriesId, count, was, tested }) => {
    const eb05 = lowerEnd(count, prior)
    const known = was ? { count: was, eb05: lowerEnd(was, prior) } : null
    if (eb05 < EB05_MIN || (known && known.eb05 >= EB05_MIN && eb05 < GROWN * known.eb05)) return []
    return [{ seriesId, evidence: { ...weighedPair(count, prior), eb05, before: known, ...tested, prior } }]
  })
}

function weighedPair(count: PairCount, prior: RatioPrior) {
  const [proportional, odds, component] = [prr(count), ror(count), informationComponent(count)]
  return {
    count,
    expected: expectedOf(count),
    prr: finite(proportional.value),
    prrLower: finite(Math.exp(proportional.logLower)),
    chiSquare: finite(chiSquare(count, { yates: true })),
    evans: passesEvans(count),
    ror: finite(odds.value),
    rorLower: finite(Math.exp(odds.logLower)),
    ic: component.value,
    icLower: component.lower,
    ebgm: geometricMean(ratioPosterior(count.both, expectedOf(count), prior)),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const lowerEnd = (count: PairCount, prior: RatioPrior): number =>
  ratioQuantile(0.05, ratioPosterior(count.both, expectedOf(count), prior))

/**
 * Pairs alike in count and nearly in expectation are one group, as DuMouchel & Pregibon 2001 squash them. Every product is there with every
 * hazard, also where they were never told of together: only then is it known how far ratios vary around 1.
 */
function pairGroups(counted: readonly CountedPair[]): PairGroup[] {
  const groups = new Map<string, PairGroup>()
  const add = (count: number, expected: number, digits: number) => {
    const near = Number(expected.toPrecision(digits))
    const name = `${count} ${near}`
    groups.set(name, { count, expected: near, pairs: (groups.get(name)?.pairs ?? 0) + 1 })
  }
  const products = new Map(counted.map(({ product, count }) => [product, count.product]))
  const hazards = new Map(counted.map(({ hazard, count }) => [hazard, count.hazard]))
  const told = new Set(counted.map(({ product, hazard }) => `${product}|${hazard}`))
  const all = counted[0]?.count.all ?? 1
  for (const { count } of counted) add(count.both, expectedOf(count), 3)
  for (const [product, ofProduct] of products)
    for (const [hazard, ofHazard] of hazards)
      if (!told.has(`${product}|${hazard}`)) add(0, (ofProduct * ofHazard) / all, 2)
  return [...groups.values()]
}
