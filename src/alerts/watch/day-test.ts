import { chooseDailyDetector } from '../signals/detector-choice.ts'
import { EEARS, type EearsChoice, eears } from '../signals/eears.ts'
import { studentQuantile, studentTail } from '../signals/student-law.ts'
import { countBetween, type SeriesCounts } from './counts.ts'

/** Fewer people than this on one day are no burst. */
const PEOPLE_MIN = 5

/** Whether a closed day of a series is far above the seven days before, its alpha shared among all series watched together. */
export function dayTest(series: SeriesCounts, firstDay: number, night: number, together: number): DayTest | null {
  const [detector] = chooseDailyDetector(night - firstDay, together).detectors
  if (detector?.method !== 'eears' || countBetween(series, 'people', night, night) < PEOPLE_MIN) return null
  const counts = Array.from({ length: EEARS.days + 1 }, (_, nth) => {
    const day = night - EEARS.days + nth
    return countBetween(series, 'people', day, day)
  })
  const seen = eears(counts, EEARS.days, detector.settings)?.weighted
  if (!seen?.alarm) return null
  const count = counts[EEARS.days] as number
  const spread = (seen.upper - seen.mean) / studentQuantile(1 - detector.settings.alpha, EEARS.days - 1)
  const p = studentTail((count - seen.mean) / spread, EEARS.days - 1)
  return { settings: detector.settings, expected: seen.mean, bound: seen.upper, count, p }
}

export type DayTest = { settings: EearsChoice; expected: number; bound: number; count: number; p: number }
