import { deviationOf, meanOf } from './moments.ts'
import { normalQuantile } from './normal-law.ts'

export type EarsChoice = {
  method: 'C1' | 'C2' | 'C3'
  /** Steps compared with. */
  baseline: number
  /** A spread below this counts as this; without it any rise after equal counts is an alarm. */
  spreadMin: number
  alpha: number
}

const GUARD = 2

/**
 * EARS of the Centers for Disease Control (Hutwagner et al. 2003; R: `earsC`): mean + z·sd of the steps just before (C1), before
 * a guard of two steps (C2), or C2 reduced by what the two previous steps were above it (C3). On weekly counts it raises about
 * seven times the false alarms its alpha says, so it is only a labelled fallback. Null when the history is too short.
 */
export function ears(
  counts: ArrayLike<number>,
  step: number,
  choice: EarsChoice,
): { upper: number; alarm: boolean } | null {
  const reach = { C1: choice.baseline, C2: choice.baseline + GUARD, C3: choice.baseline + 2 * GUARD }[choice.method]
  if (step < reach) return null
  const z = normalQuantile(1 - choice.alpha)
  const { mean, spread } = before(counts, step, choice)
  const upper =
    choice.method === 'C3'
      ? atLeastZero((counts[step] as number) + spread * (z - carried(counts, step, choice)))
      : mean + z * spread
  return { upper, alarm: (counts[step] as number) > upper }
}

function before(counts: ArrayLike<number>, step: number, { method, baseline, spreadMin }: EarsChoice) {
  const end = step - (method === 'C1' ? 0 : GUARD)
  const window = Array.from({ length: baseline }, (_, i) => counts[end - baseline + i] as number)
  return { mean: meanOf(window), spread: Math.max(spreadMin, deviationOf(window)) }
}

/** What the C2 values of the two previous steps have above 1; today's own is not among them, as in the published method. */
function carried(counts: ArrayLike<number>, step: number, choice: EarsChoice): number {
  let sum = 0
  for (let s = step - 1; s >= step - GUARD; s -= 1) {
    const { mean, spread } = before(counts, s, choice)
    sum += atLeastZero(((counts[s] as number) - mean) / spread - 1)
  }
  return sum
}

/** Unknown stays unknown. */
const atLeastZero = (value: number): number => Math.max(0, value)
