import type { LeafCode } from '../../reference/city.ts'
import type { DispatchThresholds } from '../model.ts'

/** One answer on a text left out of training: the leaf given, the calibrated confidence in the bureau, and whether it was right. */
export type DispatchCase = { leaf: LeafCode; confidence: number; right: boolean }

/** Of the filings dispatched without a person this share is to reach the right bureau (docs/triage.md). */
export const DISPATCH_PRECISION = 0.99
/** A leaf with fewer answers has the threshold of all. */
const ANSWERS_MIN = 30
/** Each leaf is judged together with this many answers as precise as wanted, or three lucky ones would open it. */
const LIKE_ALL = 20
const NEVER = 1.01

/**
 * The lowest confidence from which the wanted share of bureaus is right, of all answers on texts that arrive as filings and of each leaf with enough
 * of them; where a leaf has not, answers on letters of the city's own are counted with them.
 */
export function fitDispatch(
  arriving: DispatchCase[],
  own: DispatchCase[] = [],
  precision = DISPATCH_PRECISION,
): DispatchThresholds {
  const enough = (cases: DispatchCase[]) =>
    [...Map.groupBy(cases, ({ leaf }) => leaf)].filter(([, answers]) => answers.length >= ANSWERS_MIN)
  const judgedBy = new Map([...enough([...arriving, ...own]), ...enough(arriving)])
  const thresholds = [...judgedBy].map(([leaf, answers]): [LeafCode, number] => [
    leaf,
    lowest(answers, precision, LIKE_ALL),
  ])
  return { all: lowest(arriving, precision, 0), byLeaf: Object.fromEntries(thresholds.sort()) }
}

function lowest(answers: DispatchCase[], precision: number, added: number): number {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence)
  let right = added * precision
  let threshold = NEVER
  sorted.forEach((one, i) => {
    right += Number(one.right)
    const tied = sorted[i + 1]?.confidence === one.confidence
    if (!tied && right / (i + 1 + added) >= precision) threshold = one.confidence
  })
  return Math.floor(threshold * 1e4) / 1e4
}
