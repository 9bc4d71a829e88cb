import type { Context } from '../../context.ts'
import { toShanghaiDate } from '../../reference/calendar.ts'
import { countBound, countTail, lawOf } from '../signals/count-law.ts'
import { nodeSurprise } from '../signals/danger-cusum.ts'
import { nextBySaffron, type StreamState } from '../signals/online-discovery.ts'
import type { Candidate } from './candidate.ts'
import { dayNumber } from './civil-days.ts'
import { countBetween, type SeriesCounts, weeklyCounts } from './counts.ts'
import { dailyCurve } from './curves.ts'
import { type Distinct, distinct } from './distinct.ts'
import { expectedWeek } from './expected-week.ts'
import { findEarlierSignals } from './find-earlier-signals.ts'
import { withSightings } from './find-signals.ts'
import { gatherActive, gatherKind, type KindCounts } from './gather-counts.ts'
import { priorsOf } from './prior-weeks.ts'
import { recordSignals } from './record-signals.ts'
import { broadLevels } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'
import type { WatchChoice } from './watch-choice.ts'

const DAYS = 7
const SHOWN_ALPHA = 0.01

export type Arrived = { kind: SightingKind; series: number[] }

/**
 * Tests the series in which something dangerous has just arrived, without waiting for the night: the seven days up to this moment against
 * what seven whole days bring. A count still going on can only be too small, so its p is on the safe side. SAFFRON holds the
 * share of false discoveries in this endless stream; answers how it stands and the numbers of the signals.
 */
export async function testArrivals(
  context: Context,
  { kind, series }: Arrived,
  stream: StreamState | null,
  choice: WatchChoice,
): Promise<{ stream: StreamState | null; signals: number[] }> {
  const { db, now } = context
  const today = toShanghaiDate(now)
  if (series.length === 0) return { stream, signals: [] }
  const active = await gatherActive(db, { kind, night: today, peopleMin: choice.peopleMin, ids: series })
  const whole = active.some(({ level }) => !broadLevels.has(level)) ? await gatherKind(db, kind, today) : null
  if (!whole) return { stream, signals: [] }
  const priorOf = priorsOf(active, whole.firstDay, dayNumber(today))
  const candidates = active
    .flatMap((one) => soFar(one, { whole, today: dayNumber(today), prior: priorOf(one), choice }))
    .sort((a, b) => b.surprise - a.surprise)
  if (candidates.length === 0) return { stream, signals: [] }
  const earlier = await findEarlierSignals(db, kind, today, choice.sameDays)
  const events = distinct(await withSightings(db, candidates), earlier, choice.sameDays)
  const passed = discovered(events.fresh, stream, choice)
  const signals = await recordSignals(context, { fresh: passed.fresh, again: events.again }, 0)
  return { stream: passed.stream, signals }
}

type Fresh = Distinct<number>['fresh']

/** Each new event is one test, at the level that shows it best; the choice among the nodes of a level is in its surprise. */
function discovered(
  fresh: Fresh,
  stream: StreamState | null,
  choice: WatchChoice,
): { fresh: Fresh; stream: StreamState | null } {
  let state = stream
  const passed = fresh.filter(({ candidate }) => {
    const next = nextBySaffron(state, Math.exp(-candidate.surprise), { alpha: choice.arrivalShare })
    state = next.state
    return next.test.discovery && candidate.surprise >= choice.surpriseMin
  })
  return { fresh: passed, stream: state }
}

type Going = { whole: KindCounts; today: number; prior: number | null; choice: WatchChoice }

/** Nothing with too few people in the seven days, too little past, or no more than chance brings among so many nodes. */
function soFar(series: SeriesCounts, { whole, today, prior, choice }: Going): Candidate[] {
  const { firstDay, nodesOf } = whole
  const from = today - DAYS + 1
  const count = countBetween(series, 'people', from, today)
  const week = expectedWeek(weeklyCounts(series, 'people', firstDay, today - 1), prior)
  if (count < choice.peopleMin || !week || broadLevels.has(series.level)) return []
  const law = lawOf(week.mean, week.dispersion)
  const p = countTail(count, law)
  const surprise = nodeSurprise(-Math.log(p), Math.max(1, nodesOf[series.level] ?? 1))
  if (surprise <= 0) return []
  return [
    {
      series,
      measure: 'people',
      method: 'arrival',
      settings: { days: DAYS, alpha: choice.arrivalShare, control: 'SAFFRON', dispersion: week.dispersion },
      fallback: false,
      from,
      to: today,
      closed: false,
      count,
      expected: week.mean,
      bound: countBound(SHOWN_ALPHA, law),
      p,
      surprise,
      curve: dailyCurve(series, firstDay, today, { mean: week.mean / DAYS, dispersion: week.dispersion }),
    },
  ]
}
