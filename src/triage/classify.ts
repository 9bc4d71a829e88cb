import type { Choice } from './assessment.ts'
import { certaintyOf } from './certainty.ts'
import { calibrate, type TriageModel } from './model.ts'
import { bestOf, opinionsOf, type Scores } from './opinions.ts'

const ALTERNATIVES = 2

/**
 * Leaf from its own columns with a say of the bureaus' columns; bureau from its own columns together with the bureaus that lead
 * the probable leaves. How sure of the bureau is judged apart (certainty.ts). The columns are for the reasons.
 */
export function classify(scores: Scores, model: TriageModel): Classified {
  const opinions = opinionsOf(scores, model)
  const { leaves, leads, direct } = opinions
  const leaf = ranked(leaves, model.leaves, (most) => calibrate(model.leafCalibration, most))
  const lead = ranked(leads, model.leads, () => calibrate(model.leadCalibration, certaintyOf(scores, opinions, model)))
  const leafColumn = model.leaves.indexOf(leaf.value)
  const leadColumn = model.leaves.length + model.leads.indexOf(lead.value)
  return { leaf, lead, leafColumn, leadColumn, leaves, leads: direct }
}

type Ranked = Omit<Choice<string>, 'because'>
type Classified = {
  leaf: Ranked
  lead: Ranked
  leafColumn: number
  leadColumn: number
  leaves: Float64Array
  leads: Float64Array
}

/** Calibration moves the first answer's probability; the others share what is left in proportion. */
function ranked(probabilities: Float64Array, names: string[], calibrated: (most: number) => number): Ranked {
  const [first = 0, ...others] = bestOf(probabilities, 1 + ALTERNATIVES)
  const most = probabilities[first] as number
  const confidence = calibrated(most)
  const rest = most < 1 ? (1 - confidence) / (1 - most) : 0
  const alternatives = others.map((c) => ({
    value: names[c] as string,
    confidence: Math.min((probabilities[c] as number) * rest, confidence),
  }))
  return { value: names[first] as string, confidence, alternatives }
}
