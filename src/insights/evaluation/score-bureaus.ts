import type { EvaluationGrade, EvaluationRules, MeasureId } from '../../reference/evaluation-rules.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'
import { type AdjustedRates, adjustedRates, type OutcomeCell } from './adjusted-rates.ts'

/** What one bureau did under one measure. */
export type MeasureScore = {
  of: number
  well: number
  /** As counted, with its 95 % interval. */
  rate: number | null
  low: number | null
  high: number | null
  /** With the whole city's mix of cases; null where too few were counted. */
  adjusted: number | null
  adjustedLow: number | null
  adjustedHigh: number | null
  /** Out of the weight of the measure; null where too few were counted. */
  points: number | null
}

export type BureauScore = {
  bureau: string
  measures: Partial<Record<MeasureId, MeasureScore>>
  /** Out of 100, from the measures that could be counted; null with too little weight among them. */
  points: number | null
  pointsLow: number | null
  pointsHigh: number | null
  /** By the shares as counted, not adjusted for difficulty. */
  pointsUnadjusted: number | null
  grade: EvaluationGrade | null
  /** How likely the grade is, given how few cases were counted. */
  gradeLikely: number | null
  /** The ranks that hold nine tenths of the possibilities. */
  rankFrom: number | null
  rankTo: number | null
}

export type Scores = {
  bureaus: BureauScore[]
  /** By measure: how difficult the traits make it, and how much bureaus differ, cases being equal. */
  difficulty: Partial<Record<MeasureId, { effects: AdjustedRates['effects']; between: number }>>
  /** Pairs next to each other whose order is not sure (less than 95 %), as a share of all such pairs. */
  unsure: { pairs: number; of: number }
}

const drawsMade = 2000

/**
 * Points, grades and ranks of the bureaus by the rules, each with how sure it is. `cells` by measure hold what was counted; traits in the same
 * order in all. `random` is a seeded source: the same cells and seed give the same table. Grades of incidents (一票否决) are not decided here.
 */
export function scoreBureaus(
  rules: EvaluationRules,
  cells: Partial<Record<MeasureId, OutcomeCell[]>>,
  random: () => number,
): Scores {
  const fits = new Map<MeasureId, AdjustedRates>()
  for (const { id } of rules.measures) {
    const counted = (cells[id] ?? []).filter(({ of }) => of > 0)
    if (counted.length > 0) fits.set(id, adjustedRates(counted, drawsMade, normals(random)))
  }
  const names = [...new Set([...fits.values()].flatMap(({ bureaus }) => bureaus))].sort()
  const scored = names.map((bureau) => scoreOf(rules, bureau, cells, fits))
  const graded = scored.filter(({ points }) => points !== null)
  const ranked = withRanks(graded)
  return {
    bureaus: [...ranked, ...scored.filter(({ points }) => points === null)].map(({ draws: _, ...score }) => score),
    difficulty: Object.fromEntries([...fits].map(([id, { effects, between }]) => [id, { effects, between }])),
    unsure: unsurePairs(ranked),
  }
}

type Scored = BureauScore & { draws: Float64Array }

function scoreOf(
  rules: EvaluationRules,
  bureau: string,
  cells: Partial<Record<MeasureId, OutcomeCell[]>>,
  fits: Map<MeasureId, AdjustedRates>,
): Scored {
  const measures: BureauScore['measures'] = {}
  const draws = new Float64Array(drawsMade)
  let weight = 0
  let unadjusted = 0
  for (const measure of rules.measures) {
    const own = (cells[measure.id] ?? []).filter((cell) => cell.bureau === bureau)
    const fitted = fits.get(measure.id)
    const at = fitted?.bureaus.indexOf(bureau) ?? -1
    const [of, well] = [sumOf(own, 'of'), sumOf(own, 'well')]
    const counted = wilsonInterval(well, of)
    const plain = { of, well, rate: counted.share, low: counted.low, high: counted.high }
    if (!fitted || at < 0 || of < rules.countedMin) {
      measures[measure.id] = { ...plain, adjusted: null, adjustedLow: null, adjustedHigh: null, points: null }
      continue
    }
    const drawn = fitted.draws.map((rates) => rates[at] as number)
    const pointsFor = (rate: number) =>
      measure.weight * Math.min(1, Math.max(0, (rate - measure.floor) / (measure.full - measure.floor)))
    for (let d = 0; d < drawsMade; d += 1) draws[d] = (draws[d] as number) + pointsFor(drawn[d] as number)
    weight += measure.weight
    unadjusted += pointsFor(well / of)
    const [adjustedLow, adjustedHigh] = innerPart(drawn, 0.95)
    const points = meanOf(drawn.map(pointsFor))
    measures[measure.id] = { ...plain, adjusted: meanOf(drawn), adjustedLow, adjustedHigh, points }
  }
  const none = { points: null, pointsLow: null, pointsHigh: null, pointsUnadjusted: null, grade: null }
  const noRank = { gradeLikely: null, rankFrom: null, rankTo: null }
  if (weight < rules.weightMin) return { bureau, measures, ...none, ...noRank, draws }
  const scaled = draws.map((points) => (points / weight) * 100)
  const points = meanOf(scaled)
  const grade = gradeOf(rules, points)
  const [pointsLow, pointsHigh] = innerPart(scaled, 0.9)
  return {
    ...{ bureau, measures, points, pointsLow, pointsHigh, grade, draws: scaled },
    pointsUnadjusted: (unadjusted / weight) * 100,
    gradeLikely: scaled.filter((one) => gradeOf(rules, one) === grade).length / drawsMade,
    ...{ rankFrom: null, rankTo: null },
  }
}

/** The grade that so many points earn. Points are rounded to one decimal first, as they are shown. */
export function gradeOf({ grades }: Pick<EvaluationRules, 'grades'>, points: number): EvaluationGrade {
  const shown = Math.round(points * 10) / 10
  return (grades.find(({ fromPoints }) => shown >= fromPoints) ?? grades[grades.length - 1])?.id as EvaluationGrade
}

/** The best first, with the ranks that hold nine tenths of the draws. */
function withRanks(graded: Scored[]): Scored[] {
  const ranks = graded.map(() => new Float64Array(drawsMade))
  for (let d = 0; d < drawsMade; d += 1) {
    const order = graded.map((_, nth) => nth).sort((a, b) => pointsIn(graded[b], d) - pointsIn(graded[a], d))
    order.forEach((nth, place) => {
      ;(ranks[nth] as Float64Array)[d] = place + 1
    })
  }
  return graded
    .map((score, nth) => {
      const [rankFrom, rankTo] = innerPart(ranks[nth] as Float64Array, 0.9)
      return { ...score, rankFrom, rankTo }
    })
    .sort((a, b) => (b.points as number) - (a.points as number) || a.bureau.localeCompare(b.bureau))
}

const pointsIn = (score: Scored | undefined, draw: number): number => score?.draws[draw] ?? 0

function unsurePairs(ranked: Scored[]): Scores['unsure'] {
  const pairs = ranked.slice(1).filter((below, nth) => {
    const above = ranked[nth] as Scored
    const better = above.draws.filter((points, d) => points > pointsIn(below, d)).length / drawsMade
    return better < 0.95
  })
  return { pairs: pairs.length, of: Math.max(0, ranked.length - 1) }
}

/** The bounds of the middle `part` of the values. */
function innerPart(values: ArrayLike<number>, part: number): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number
  return [at((1 - part) / 2), at(1 - (1 - part) / 2)]
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, one) => sum + one, 0) / values.length

const sumOf = (cells: OutcomeCell[], what: 'of' | 'well'): number => cells.reduce((sum, cell) => sum + cell[what], 0)

/** Standard normal numbers from uniform ones (Box & Muller 1958). */
function normals(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
