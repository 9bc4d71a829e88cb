import type { DangerShares } from '../signals/danger-cusum.ts'
import { nodeSurprise } from '../signals/danger-cusum.ts'
import { adjustedForDiscovery } from '../signals/false-discovery.ts'
import type { Candidate } from './candidate.ts'
import { isSunday } from './civil-days.ts'
import { countBetween, type Measure, type SeriesCounts, weeklyCounts } from './counts.ts'
import { dailyCurve, weeklyCurve } from './curves.ts'
import { dangerSum } from './danger-sum.ts'
import { dayTest } from './day-test.ts'
import type { NightPairs } from './gather-pairs.ts'
import { pairCandidates } from './pair-candidates.ts'
import type { SeriesLevel } from './series-keys.ts'
import type { WatchChoice } from './watch-choice.ts'
import { type WeekTest, weekTests } from './week-tests.ts'

export type NightAsked = {
  /** The closed day under test and the first day of which anything is known, as day numbers. */
  night: number
  firstDay: number
  /** How many series of the kind there are on each level: among many, some are high by chance. */
  nodesOf: Partial<Record<SeriesLevel, number>>
  /** Dangers of all people of the kind. */
  whole: DangerShares
  /** The day after the last signal that overlaps a series, where there was one lately: what was told is not added up again. */
  restartOf: (series: SeriesCounts) => number | null
  /** What the series above let expect of a week of a series. */
  priorOf: (series: SeriesCounts) => number | null
  /** How products and hazards go together; null while too little is known. */
  pairs: NightPairs | null
  choice: WatchChoice
}

/** An event brings more reports; more danger among no more of them is another question. */
const RISE_MIN = 1.5

const measures: readonly Measure[] = ['incidents', 'people']

/** What one part of the series shows by itself, and its weekly tests, which are judged together with those of the other parts. */
export type PartTested = { found: Candidate[]; weekly: WeekOfSeries[] }
/** A weekly test: its p, and where its own bound is passed all that a signal needs. */
type WeekOfSeries = { p: number; alarm: Tested | null }

/** All tests of one night over the series that had anything lately; see `testPart` and `nightCandidates`. */
export const testNight = (all: readonly SeriesCounts[], asked: NightAsked): Candidate[] =>
  nightCandidates([testPart(all, asked)], all, asked)

/** Sums of evidence and bursts of some series, every night, and the ladder of weekly detectors when a week has closed. */
export function testPart(some: readonly SeriesCounts[], asked: NightAsked): PartTested {
  const found = some.flatMap((series) => [...summed(series, asked), ...burst(series, asked)])
  const weekly = isSunday(asked.night)
    ? some.flatMap((series) => measures.flatMap((measure) => testedWeek(series, measure, asked)))
    : []
  return { found, weekly }
}

/**
 * The candidates of a night from the tests of all its parts, with the discoveries among weekly tests and among the pairs of products and
 * hazards controlled over all; `kept` holds the series of products and of pairs. The most surprising first.
 */
export function nightCandidates(
  parts: readonly PartTested[],
  kept: readonly SeriesCounts[],
  asked: NightAsked,
): Candidate[] {
  const found = parts.flatMap((part) => part.found)
  const weekly = weeklyDiscoveries(
    parts.flatMap((part) => part.weekly),
    asked,
  )
  const { pairs, firstDay, night, choice } = asked
  const { discoveryShare } = choice
  const together = pairs ? pairCandidates(kept, { pairs, firstDay, night, discoveryShare }) : []
  return [...found, ...weekly, ...together].sort((a, b) => b.surprise - a.surprise)
}

function summed(series: SeriesCounts, asked: NightAsked): Candidate[] {
  const { night, firstDay, whole, choice } = asked
  const nodesOfLevel = asked.nodesOf[series.level] ?? 1
  const from = asked.restartOf(series)
  const prior = asked.priorOf(series)
  const found = dangerSum(series, { night, firstDay, from, nodesOfLevel, whole, prior, peopleMin: choice.peopleMin })
  if (!found || found.surprise < choice.surpriseMin) return []
  const { since, sum, extra, perDay, surprise } = found
  const count = countBetween(series, 'people', since, night)
  const expected = perDay.mean * (night - since + 1)
  if (count < choice.peopleMin || count < RISE_MIN * expected) return []
  return [
    {
      series,
      measure: 'people',
      method: 'danger_sum',
      settings: { extra, surpriseMin: choice.surpriseMin, nodesOfLevel, sum, dispersion: perDay.dispersion },
      fallback: false,
      from: since,
      to: night,
      closed: true,
      count,
      expected,
      bound: null,
      p: null,
      surprise,
      curve: dailyCurve(series, firstDay, night, perDay),
    },
  ]
}

function burst(series: SeriesCounts, { night, firstDay, nodesOf, choice }: NightAsked): Candidate[] {
  const together = Object.values(nodesOf).reduce((sum, nodes) => sum + nodes, 0)
  const test = dayTest(series, firstDay, night, together)
  const surprise = test ? nodeSurprise(-Math.log(test.p), Math.max(1, together)) : 0
  if (!test || surprise < choice.surpriseMin) return []
  const { settings, count, expected, bound, p } = test
  return [
    {
      series,
      measure: 'people',
      method: 'eears',
      settings,
      fallback: false,
      from: night,
      to: night,
      closed: true,
      count,
      expected,
      bound,
      p,
      surprise,
      curve: dailyCurve(series, firstDay, night, { mean: expected, dispersion: 1 }),
    },
  ]
}

type Tested = { series: SeriesCounts; measure: Measure; counts: Float64Array; test: WeekTest }

/** Benjamini–Hochberg over every series and measure, also those without a case, whose p is 1. */
function weeklyDiscoveries(tested: readonly WeekOfSeries[], asked: NightAsked): Candidate[] {
  const among = Object.values(asked.nodesOf).reduce((sum, nodes) => sum + nodes, 0) * measures.length
  const adjusted = adjustedForDiscovery(
    tested.map(({ p }) => p),
    { among },
  )
  return tested.flatMap(({ alarm }, nth) => (alarm ? discovered(alarm, adjusted[nth] as number, asked) : []))
}

function testedWeek(series: SeriesCounts, measure: Measure, { firstDay, night }: NightAsked): WeekOfSeries[] {
  if (countBetween(series, measure, night - 6, night) === 0) return []
  const counts = weeklyCounts(series, measure, firstDay, night)
  return weekTests(counts).map((test) => ({ p: test.p, alarm: test.alarm ? { series, measure, counts, test } : null }))
}

function discovered({ series, measure, counts, test }: Tested, adjusted: number, asked: NightAsked): Candidate[] {
  const { night, choice, nodesOf } = asked
  const surprise = nodeSurprise(test.sum ?? -Math.log(test.p), nodesOf[series.level] ?? 1)
  const passes = test.sum === null ? adjusted <= choice.discoveryShare : surprise >= choice.surpriseMin
  if (!passes || countBetween(series, 'people', night - 13, night) < choice.peopleMin) return []
  const from = night - 7 * test.weeks + 1
  return [
    {
      series,
      measure,
      method: test.method,
      settings: { ...test.settings, ...(test.sum === null ? { adjusted } : { sum: test.sum }) },
      fallback: test.fallback,
      from,
      to: night,
      closed: true,
      count: countBetween(series, measure, from, night),
      expected: test.expected,
      bound: test.bound,
      p: test.sum === null ? test.p : null,
      surprise,
      curve: weeklyCurve(counts, night),
    },
  ]
}
