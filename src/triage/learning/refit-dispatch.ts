import type { LeafCode } from '../../reference/city.ts'
import type { DispatchThresholds } from '../model.ts'
import { DISPATCH_PRECISION, type DispatchCase } from './fit-dispatch.ts'

/** A leaf with fewer settled answers keeps the threshold it has. */
const ANSWERS_MIN = 30
/** One-sided 90 % bounds. */
const Z = 1.2816
const NEVER = 1.01

/**
 * Thresholds of automatic dispatch after a city's own settled answers. Each is lowered to where the wanted precision is proved
 * (lower bound of the share right), raised where the answers disprove it (upper bound), and else left as it is.
 */
export function refitDispatch(
  before: DispatchThresholds,
  cases: DispatchCase[],
  precision = DISPATCH_PRECISION,
): DispatchThresholds {
  const known = [...Map.groupBy(cases, ({ leaf }) => leaf)]
  const refitted = known.map(([leaf, answers]): [LeafCode, number] => [
    leaf,
    thresholdAfter(before.byLeaf[leaf] ?? before.all, answers, precision),
  ])
  const moved = refitted.filter(([leaf, threshold]) => threshold !== (before.byLeaf[leaf] ?? before.all))
  return { all: before.all, byLeaf: { ...before.byLeaf, ...Object.fromEntries(moved.sort()) } }
}

function thresholdAfter(before: number, answers: DispatchCase[], precision: number): number {
  if (answers.length < ANSWERS_MIN) return before
  const proved = lowestProved(answers, precision)
  const sent = answers.filter(({ confidence }) => confidence >= before)
  const disproved = boundsOf(sent.filter(({ right }) => right).length, sent.length).upper < precision
  return disproved ? proved : Math.min(before, proved)
}

/** The lowest confidence from which enough answers prove the precision; above 1 where none does. */
function lowestProved(answers: DispatchCase[], precision: number): number {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence)
  let right = 0
  let threshold = NEVER
  sorted.forEach((one, nth) => {
    right += Number(one.right)
    const tied = sorted[nth + 1]?.confidence === one.confidence
    if (!tied && boundsOf(right, nth + 1).lower >= precision) threshold = one.confidence
  })
  return Math.floor(threshold * 1e4) / 1e4
}

/** Wilson's bounds of a share (Wilson, JASA 22, 1927); 0 and 1 of nothing. */
export function boundsOf(right: number, of: number): { lower: number; upper: number } {
  if (of === 0) return { lower: 0, upper: 1 }
  const share = right / of
  const weight = 1 + Z ** 2 / of
  const middle = (share + Z ** 2 / (2 * of)) / weight
  const reach = (Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))) / weight
  return { lower: middle - reach, upper: middle + reach }
}
