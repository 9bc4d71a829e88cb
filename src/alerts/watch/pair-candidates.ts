import { nodeSurprise } from '../signals/danger-cusum.ts'
import type { Candidate, CurvePoint } from './candidate.ts'
import { type SeriesCounts, weeklyCounts } from './counts.ts'
import type { NightPairs } from './gather-pairs.ts'
import { EB05_MIN, type PairEvidence, pairTests } from './pair-tests.ts'
import { placeOf } from './series-keys.ts'

const WEEKS_SHOWN = 26

type PairsAsked = { night: number; firstDay: number; discoveryShare: number; pairs: NightPairs }

/** Products and hazards that newly go together, among the series that had anything lately. */
export function pairCandidates(all: readonly SeriesCounts[], asked: PairsAsked): Candidate[] {
  const { pairs, night, discoveryShare } = asked
  const active = new Map(all.map((series) => [series.id, series]))
  return pairTests(pairs.tonight, pairs.before, discoveryShare).flatMap(({ seriesId, evidence }) => {
    const series = active.get(seriesId)
    return series ? [candidateOf(series, evidence, { ...asked, product: productOf(all, series), night })] : []
  })
}

const productOf = (all: readonly SeriesCounts[], pair: SeriesCounts): SeriesCounts | undefined =>
  all.find(({ level, key }) => level === 'product' && key === placeOf(pair).product)

type Shown = PairsAsked & { product: SeriesCounts | undefined }

function candidateOf(series: SeriesCounts, evidence: PairEvidence, asked: Shown): Candidate {
  const { night, pairs } = asked
  const { count, expected, p, adjusted, prior } = evidence
  return {
    series,
    measure: 'incidents',
    method: 'disproportionality',
    settings: { eb05Min: EB05_MIN, adjusted, pairs: evidence.pairs, prior },
    fallback: false,
    from: pairs.from,
    to: night,
    closed: true,
    count: count.both,
    expected,
    bound: EB05_MIN * expected,
    p,
    surprise: nodeSurprise(-Math.log(p), evidence.pairs),
    curve: weeksOf(series, evidence, asked),
    pair: evidence,
  }
}

/** Half a year by week: the pair beside what the product's own week would bring of the hazard at the rate of all products. */
function weeksOf(series: SeriesCounts, { count: { hazard, all } }: PairEvidence, asked: Shown): CurvePoint[] {
  const { firstDay, night, product } = asked
  const seen = weeklyCounts(series, 'incidents', firstDay, night)
  const told = product ? weeklyCounts(product, 'incidents', firstDay, night) : null
  const first = Math.max(0, seen.length - WEEKS_SHOWN)
  const lastSunday = night - ((night + 4) % 7)
  return Array.from(seen.subarray(first), (count, nth) => {
    const to = lastSunday - 7 * (seen.length - 1 - first - nth)
    const expected = ((told?.[first + nth] ?? 0) * hazard) / all
    return { from: to - 6, to, count, expected, bound: null }
  })
}
