import { afterDay, type DangerShares, dangerGain, meanDoubt, nodeSurprise } from '../signals/danger-cusum.ts'
import { countBetween, type DayCount, dangerShares, type SeriesCounts, weeklyCounts } from './counts.ts'
import { type ExpectedWeek, expectedWeek, SHORT_LEFT_OUT } from './expected-week.ts'
import { broadLevels } from './series-keys.ts'

/** Reports a day that an event may bring; each has its own sum. */
const EXTRAS = [0.4, 1.2] as const
/** Sums begin so many days back: what is older is over, or has been told. */
const SUMMED_DAYS = 56
const SEEN_DAYS = 14

/** What a series' last days add up to: the best sum over the sizes of event, and the first day of that run. */
export type DangerSum = { sum: number; surprise: number; extra: number; since: number; perDay: ExpectedWeek }

export type SumAsked = {
  /** The first day of which anything is known. */
  firstDay: number
  night: number
  /** The first day summed, where a signal was told of less than `SUMMED_DAYS` ago. */
  from: number | null
  nodesOfLevel: number
  /** Dangers of the whole city, on which small series lean. */
  whole: DangerShares
  /** What the series above let expect of a week of this one; null where none are above. */
  prior: number | null
  peopleMin: number
}

/**
 * The evidence of one series on a night: its people, day by day, weighed by how rare their danger is there, against what the weeks before
 * let expect (danger-cusum.ts), less what a wrong expectation would explain. Null with too few people in fourteen days or too little past, and on levels too broad for one event, where a
 * slow change of the mix of dangers would be added up.
 */
export function dangerSum(series: SeriesCounts, asked: SumAsked): DangerSum | null {
  const { night, firstDay, peopleMin } = asked
  if (broadLevels.has(series.level)) return null
  if (countBetween(series, 'people', night - SEEN_DAYS + 1, night) < peopleMin) return null
  const usualWeek = expectedWeek(weeklyCounts(series, 'people', firstDay, night), asked.prior)
  if (!usualWeek) return null
  const perDay = { ...usualWeek, mean: usualWeek.mean / 7 }
  const from = Math.max(firstDay, night - SUMMED_DAYS + 1, asked.from ?? Number.NEGATIVE_INFINITY)
  // The same weeks teach how many reports are usual and how dangerous they are.
  const usual = usualDangers(series, Math.max(from, night - 7 * SHORT_LEFT_OUT + 1), asked.whole)
  const runs = EXTRAS.map((extra) => runOf(series, { from, night, perDay, usual, extra }))
  const best = runs.reduce((one, other) => (other.sum > one.sum ? other : one))
  return { ...best, surprise: nodeSurprise(best.sum, Math.max(1, asked.nodesOfLevel)), perDay }
}

function usualDangers({ days }: SeriesCounts, before: number, whole: DangerShares): DangerShares {
  const seen = [0, 0, 0, 0]
  for (const { day, dangers } of days) {
    if (day >= before) break
    for (let danger = 0; danger < 4; danger += 1) seen[danger] = (seen[danger] as number) + (dangers[danger] as number)
  }
  return dangerShares(seen, whole)
}

type Run = { from: number; night: number; perDay: ExpectedWeek; usual: DangerShares; extra: number }

function runOf(series: SeriesCounts, { from, night, perDay, usual, extra }: Run) {
  const days = new Map<number, DayCount>(series.days.map((one) => [one.day, one]))
  let [sum, since] = [0, from]
  for (let day = from; day <= night; day += 1) {
    const reports = days.get(day)?.dangers ?? ([0, 0, 0, 0] as const)
    const gain = dangerGain({ reports, expected: perDay.mean, dispersion: perDay.dispersion, usual }, extra)
    if (sum === 0) since = day
    sum = afterDay(sum, gain)
  }
  const { mean, dispersion, learnedFrom } = perDay
  const doubt = meanDoubt(countBetween(series, 'people', since, night), mean * (night - since + 1), learnedFrom)
  return { sum: sum - doubt / dispersion, extra, since }
}
