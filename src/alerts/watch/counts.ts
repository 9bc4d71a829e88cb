import type { DangerShares } from '../signals/danger-cusum.ts'
import type { SeriesKey } from './series-keys.ts'
import type { SightingKind } from './sighted.ts'

export type Measure = 'incidents' | 'people'

/** One day of a series that has anything. */
export type DayCount = {
  day: number
  incidents: number
  people: number
  dangers: readonly [number, number, number, number]
}

/** A series with its days in order, up to the day under test. */
export type SeriesCounts = SeriesKey & { id: number; kind: SightingKind; days: DayCount[] }

/** Weekly counts of full weeks from the first Monday on, the last one ending with the last Sunday up to `night`. */
export function weeklyCounts(
  { days }: Pick<SeriesCounts, 'days'>,
  measure: Measure,
  firstDay: number,
  night: number,
): Float64Array {
  const monday = firstDay + ((11 - (firstDay % 7)) % 7)
  const weeks = Math.max(0, Math.floor((night + 1 - monday) / 7))
  const counts = new Float64Array(weeks)
  for (const one of days) {
    const week = Math.floor((one.day - monday) / 7)
    if (week >= 0 && week < weeks) counts[week] = (counts[week] as number) + one[measure]
  }
  return counts
}

/** How many are counted between two days, both included. */
export function countBetween({ days }: Pick<SeriesCounts, 'days'>, measure: Measure, from: number, to: number): number {
  let sum = 0
  for (let nth = days.length - 1; nth >= 0; nth -= 1) {
    const one = days[nth] as DayCount
    if (one.day < from) break
    if (one.day <= to) sum += one[measure]
  }
  return sum
}

/** People by danger between two days, both included. */
export function dangersBetween(
  { days }: Pick<SeriesCounts, 'days'>,
  from: number,
  to: number,
): [number, number, number, number] {
  const sum: [number, number, number, number] = [0, 0, 0, 0]
  for (const { day, dangers } of days)
    if (day >= from && day <= to)
      for (let danger = 0; danger < 4; danger += 1) sum[danger] = (sum[danger] as number) + (dangers[danger] as number)
  return sum
}

/** What is believed of the dangers of a city of which nothing is known yet, as so many reports. */
const BELIEVED = [1, 1, 0.5, 0.25] as const
/** How many reports the shares of the whole weigh in those of a part. */
const WHOLE_WEIGHS = 4

/** Shares of danger among some people, leaning on those of the whole where they are few. */
export function dangerShares(seen: readonly number[], whole: DangerShares | null): DangerShares {
  const leaning = whole ? whole.map((share) => share * WHOLE_WEIGHS) : BELIEVED
  const counts = leaning.map((count, danger) => count + (seen[danger] ?? 0))
  const all = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / all) as unknown as DangerShares
}
