/** Which earlier weeks Bayes and RKI learn from. */
export type ReferenceChoice = {
  /** How many earlier years: ± `width` weeks around the same week of each. */
  years: number
  width: number
  /** Also the `width` weeks just before. */
  recent: boolean
  weeksPerYear: number
}

/** The counts compared with (R: `algo.bayes`, `algo.rki`), null when the series does not reach back far enough. */
export function referenceCounts(counts: ArrayLike<number>, week: number, choice: ReferenceChoice): number[] | null {
  const { years, width, recent, weeksPerYear } = choice
  if (week - years * weeksPerYear - width < 0) return null
  const kept: number[] = []
  if (recent) for (let t = week - width; t < week; t += 1) kept.push(counts[t] as number)
  for (let year = 1; year <= years; year += 1)
    for (let t = week - year * weeksPerYear - width; t <= week - year * weeksPerYear + width; t += 1)
      kept.push(counts[t] as number)
  return kept
}
