import type { LeafCode } from '../../reference/city.ts'
import type { DispatchThresholds } from '../model.ts'

/**
 * One answer on a text left out of training: the leaf given, the calibrated confidence in the bureau, and whether it was right; `share` is its
 * weight, 1 where it is left out.
 */
export type DispatchCase = { leaf: LeafCode; confidence: number; right: boolean; share?: number }

/** Of the filings dispatched without a person this share is to reach the right bureau (docs/triage.md). */
export const DISPATCH_PRECISION = 0.99
/** Each leaf is judged together with so many answers as precise as all leaves are at that confidence, or a few lucky ones would open it. */
const LIKE_ALL = 100
const NEVER = 1.01

/**
 * The lowest confidence from which the wanted share of bureaus is right: of all leaves together, and of each leaf that was answered, drawn to
 * all of them the more the fewer its answers are.
 */
export function fitDispatch(cases: DispatchCase[], precision = DISPATCH_PRECISION): DispatchThresholds {
  const byConfidence = [...Map.groupBy(cases, ({ confidence }) => confidence)].sort(([a], [b]) => b - a)
  const all: Tally = { right: 0, of: 0, threshold: NEVER }
  const byLeaf = new Map(cases.map(({ leaf }): [LeafCode, Tally] => [leaf, { right: 0, of: 0, threshold: NEVER }]))
  for (const [confidence, answers] of byConfidence) {
    for (const answer of answers) for (const tally of [all, byLeaf.get(answer.leaf) as Tally]) count(tally, answer)
    const share = all.right / all.of
    if (share >= precision) all.threshold = confidence
    for (const tally of byLeaf.values())
      if ((tally.right + LIKE_ALL * share) / (tally.of + LIKE_ALL) >= precision) tally.threshold = confidence
  }
  const thresholds = [...byLeaf].map(([leaf, { threshold }]): [LeafCode, number] => [leaf, down(threshold)])
  return { all: down(all.threshold), byLeaf: Object.fromEntries(thresholds.sort()) }
}

/** Answers from the most confident on, so far, and the lowest confidence at which they were good enough. */
type Tally = { right: number; of: number; threshold: number }

function count(tally: Tally, { right, share = 1 }: DispatchCase): void {
  tally.right += right ? share : 0
  tally.of += share
}

const down = (threshold: number): number => Math.floor(threshold * 1e4) / 1e4
