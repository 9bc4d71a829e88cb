import type { Candidate } from './candidate.ts'
import { dangersBetween } from './counts.ts'

/** How much one person's report counts as harm expected, by its danger 0–3: a proposal of ours, like the weights of the risk matrix. */
export const harmPoints = [0.05, 0.2, 1, 3] as const

/** Harm expected behind a signal: points of its people by danger. */
export function harmOf(dangers: readonly number[]): number {
  return dangers.reduce((sum, people, danger) => sum + people * (harmPoints[danger] as number), 0)
}

/** As far back as a slow rise is added up: what is older threatens nobody any more. */
const HARM_DAYS = 70

/** People by danger behind a candidate, of its last ten weeks. */
export const recentDangers = ({ series, from, to }: Candidate): [number, number, number, number] =>
  dangersBetween(series, Math.max(from, to - HARM_DAYS + 1), to)

/** The desk's order: expected harm × surprise, so that neither a trifle seen clearly nor a fright seen once comes first. */
export function priorityOf({ harm, surprise }: { harm: number; surprise: number }): number {
  return harm * Math.max(0, surprise)
}

/** How many signals a day's reviewers can look into; the others wait, and the page says so. */
export const REVIEW_BUDGET = 20
