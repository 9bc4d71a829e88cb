import { type SeriesCounts, weeklyCounts } from './counts.ts'
import { placeOf, type SeriesPart } from './series-keys.ts'

/** The series that tell how much of the city each part has, by part. */
export const margins = ['district', 'street', 'sector', 'leaf'] as const satisfies readonly SeriesPart[]
type Margin = (typeof margins)[number]

/** Of two parts on one line only the nearer one counts: a street says more than its district. */
const nearer: readonly (readonly Margin[])[] = [
  ['street', 'district'],
  ['leaf', 'sector'],
]

/**
 * What a week of a series would bring if its parts had nothing to do with each other: the city's week × the share of its area × the share
 * of its matter. A series of one part, or of names that nothing is above, has no prior; nor has a product with a hazard, because hazards come
 * with their products: against independence, magnets that children swallow would look like an event for ever.
 */
export function priorsOf(
  all: readonly SeriesCounts[],
  firstDay: number,
  night: number,
): (series: SeriesCounts) => number | null {
  const weekOf = (series: SeriesCounts) => meanOf(weeklyCounts(series, 'people', firstDay, night))
  const city = all.find(({ level }) => level === 'city')
  const whole = city ? weekOf(city) : 0
  const shares = new Map<string, number>()
  for (const series of all) {
    const part = margins.find((margin) => margin === series.level)
    if (part) shares.set(`${part}/${placeOf(series)[part]}`, whole === 0 ? 0 : weekOf(series) / whole)
  }
  return (series) => {
    const place = placeOf(series)
    const parts = nearer.flatMap((line) => line.find((part) => place[part] !== undefined) ?? [])
    if (parts.length < 2 || whole === 0) return null
    return parts.reduce((mean, part) => mean * (shares.get(`${part}/${place[part]}`) ?? 0), whole)
  }
}

function meanOf(counts: Float64Array): number {
  return counts.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0) / counts.length
}
