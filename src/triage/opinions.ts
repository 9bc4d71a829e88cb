import type { TriageModel } from './model.ts'

/** One per column of the model. */
export type Scores = Float64Array | Float32Array

/** What turns scores into probabilities. */
export type OpinionModel = Pick<
  TriageModel,
  'leaves' | 'leads' | 'leafSharpness' | 'leadSharpness' | 'leadOfLeaf' | 'leafShare' | 'leadSay'
>

/** Probability of each leaf and each bureau; `direct` is what the words alone say of the bureau. */
export type Opinions = { leaves: Float64Array; leads: Float64Array; direct: Float64Array }

const FLOOR = 1e-6
const WORTH_COUNTING = 1e-4
const FLOOR_OF_AGREEMENT = 1e-4

/** Leaves from their own columns with a say of the bureaus', bureaus from theirs pooled with the usual bureaus of the leaves. */
export function opinionsOf(scores: Scores, model: OpinionModel): Opinions {
  const byWords = softmax(scores, 0, model.leaves.length, model.leafSharpness)
  const direct = softmax(scores, model.leaves.length, model.leads.length, model.leadSharpness)
  return { leaves: swayed(byWords, direct, model), leads: pooled(direct, byWords, model), direct }
}

/** Each leaf times the probability of its usual bureaus to the power of `leadSay`. */
function swayed(leaves: Float64Array, direct: Float64Array, { leadOfLeaf, leadSay }: OpinionModel): Float64Array {
  const swayed = new Float64Array(leaves.length)
  const least = FLOOR_OF_AGREEMENT ** leadSay
  let sum = 0
  for (let l = 0; l < leaves.length; l += 1) {
    const p = leaves[l] as number
    swayed[l] = p > WORTH_COUNTING ? p * agreement(leadOfLeaf[l] as number[], direct) ** leadSay : p * least
    sum += swayed[l] as number
  }
  for (let l = 0; l < leaves.length; l += 1) swayed[l] = (swayed[l] as number) / sum
  return swayed
}

function agreement(leads: number[], direct: Float64Array): number {
  let sum = FLOOR_OF_AGREEMENT
  for (let b = 0; b < direct.length; b += 1) sum += (direct[b] as number) * (leads[b] as number)
  return sum
}

export function softmax(scores: Scores, from: number, classes: number, sharpness: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < classes; c += 1) top = Math.max(top, scores[from + c] as number)
  const probabilities = new Float64Array(classes)
  let sum = 0
  for (let c = 0; c < classes; c += 1) {
    const p = Math.exp(((scores[from + c] as number) - top) * sharpness)
    probabilities[c] = p
    sum += p
  }
  for (let c = 0; c < classes; c += 1) probabilities[c] = (probabilities[c] as number) / sum
  return probabilities
}

/** Logarithmic opinion pool of the direct answer and the one by way of the leaves. */
function pooled(direct: Float64Array, leaves: Float64Array, { leadOfLeaf, leafShare }: OpinionModel): Float64Array {
  const byLeaf = new Float64Array(direct.length)
  for (let l = 0; l < leaves.length; l += 1) {
    const p = leaves[l] as number
    if (p < WORTH_COUNTING) continue
    const row = leadOfLeaf[l] as number[]
    for (let b = 0; b < direct.length; b += 1) byLeaf[b] = (byLeaf[b] as number) + p * (row[b] as number)
  }
  let sum = 0
  for (let b = 0; b < direct.length; b += 1) {
    const own = Math.log((direct[b] as number) + FLOOR) * (1 - leafShare)
    byLeaf[b] = Math.exp(own + Math.log((byLeaf[b] as number) + FLOOR) * leafShare)
    sum += byLeaf[b] as number
  }
  for (let b = 0; b < direct.length; b += 1) byLeaf[b] = (byLeaf[b] as number) / sum
  return byLeaf
}

/** Places of the `n` largest values, largest first; the earlier place wins a tie. */
export function bestOf(values: Float64Array, n: number): number[] {
  const best: number[] = []
  for (let c = 0; c < values.length; c += 1) {
    let at = best.length
    while (at > 0 && (values[c] as number) > (values[best[at - 1] as number] as number)) at -= 1
    if (at < n) best.splice(at, 0, c)
    if (best.length > n) best.pop()
  }
  return best
}

/** The name put first, with its probability. */
export function firstOf(probabilities: Float64Array, names: string[]): { name: string; raw: number } {
  const [best = 0] = bestOf(probabilities, 1)
  return { name: names[best] as string, raw: probabilities[best] as number }
}
