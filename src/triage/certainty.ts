import { logisticOf } from './logistic.ts'
import type { TriageModel } from './model.ts'
import { bestOf, type Opinions, type Scores } from './opinions.ts'

/** A logistic regression over `certaintyInputs`. */
export type CertaintyModel = { weights: number[]; offset: number }

/**
 * What tells whether the bureau put first is the right one: how probable it is and how probable the next, by all opinions and by the words alone;
 * how probable the leaf is and how often that bureau leads it; and the two scores as they are, since probabilities only compare.
 */
export function certaintyInputs(
  scores: Scores,
  { leaves, leads, direct }: Opinions,
  { leadOfLeaf }: Pick<TriageModel, 'leadOfLeaf'>,
): Float64Array {
  const [leaf = 0] = bestOf(leaves, 1)
  const [lead = 0, next = 0] = bestOf(leads, 2)
  return Float64Array.of(
    logOdds(leads[lead] as number),
    logOdds(leads[next] as number),
    logOdds(direct[lead] as number),
    logOdds(leaves[leaf] as number),
    (leadOfLeaf[leaf] as number[])[lead] as number,
    scores[leaf] as number,
    scores[leaves.length + lead] as number,
  )
}

/** Probability that the bureau put first is right, before calibration. */
export function certaintyOf(
  scores: Scores,
  opinions: Opinions,
  { leadCertainty, leadOfLeaf }: Pick<TriageModel, 'leadCertainty' | 'leadOfLeaf'>,
): number {
  return logisticOf(leadCertainty, certaintyInputs(scores, opinions, { leadOfLeaf }))
}

const LEAST = 1e-4
const logOdds = (p: number): number => Math.log((p + LEAST) / (1 - p + LEAST))
