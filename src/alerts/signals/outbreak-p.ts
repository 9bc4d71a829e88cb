/**
 * The semiparametric statistic of Frisén, Andersson & Schiöler 2009 (R: `algo.outbreakP`): how much likelier the counts so far are
 * under a never falling mean than under a constant one, Π (ŷ/ȳ)^y with ŷ by isotonic regression. Needs no history and no season.
 * Small factors may underflow to 0 for large counts, as in the package.
 */
export function outbreakP(counts: ArrayLike<number>): number {
  const { mean, rising } = isotonic(counts)
  let statistic = 1
  for (let t = 0; t < counts.length; t += 1) {
    const fitted = rising[t] as number
    const ratio = fitted === 0 && mean === 0 ? 1 : fitted / mean
    statistic *= ratio ** (counts[t] as number)
  }
  return statistic
}

/** Pool adjacent violators: neighbours that fall are merged into one plateau. */
function isotonic(counts: ArrayLike<number>): { mean: number; rising: Float64Array } {
  const plateaus: { sum: number; weeks: number; height: number }[] = []
  let mean = 0
  for (let t = 0; t < counts.length; t += 1) {
    const count = counts[t] as number
    mean += (count - mean) / (t + 1)
    const plateau = { sum: count, weeks: 1, height: count }
    for (let last = plateaus.at(-1); last && plateau.height <= last.height; last = plateaus.at(-1)) {
      plateau.sum += last.sum
      plateau.weeks += last.weeks
      plateau.height = plateau.sum / plateau.weeks
      plateaus.pop()
    }
    plateaus.push(plateau)
  }
  const rising = new Float64Array(counts.length)
  let from = 0
  for (const { weeks, height } of plateaus) {
    rising.fill(height, from, from + weeks)
    from += weeks
  }
  return { mean, rising }
}

/** How many cases the last step would have needed to pass `limit`; null when no count up to `casesMax` does. */
export function outbreakPCasesNeeded(counts: ArrayLike<number>, limit: number, casesMax: number): number | null {
  const changed = Float64Array.from(counts)
  const last = changed.length - 1
  const passes = (cases: number) => {
    changed[last] = cases
    return outbreakP(changed) > limit
  }
  let cases = counts[last] as number
  if (passes(cases)) {
    while (cases > 0 && passes(cases - 1)) cases -= 1
    return cases > 0 ? cases : null
  }
  while (cases < casesMax) {
    cases += 1
    if (passes(cases)) return cases
  }
  return null
}
