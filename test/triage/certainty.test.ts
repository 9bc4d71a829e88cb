import { describe, expect, it } from 'vitest'
import { certaintyOf } from '../../src/triage/certainty.ts'
import { classify } from '../../src/triage/classify.ts'
import type { TriageModel } from '../../src/triage/model.ts'
import { opinionsOf } from '../../src/triage/opinions.ts'

/** Leaves FOOD and ROAD, bureaus MARKET and TRANSPORT; four scores and three of danger. */
const model = {
  leaves: ['FOOD', 'ROAD'],
  leads: ['MARKET', 'TRANSPORT'],
  leafSharpness: 4,
  leadSharpness: 4,
  leadOfLeaf: [
    [0.9, 0.1],
    [0.2, 0.8],
  ],
  leafShare: 0.3,
  leadSay: 0.2,
  leadCertainty: { weights: [0.2, -0.5, 0.1, 0.1, 0.5, 0.7, 0.5], offset: 0 },
  leafCalibration: { raw: [0, 1], calibrated: [0, 1] },
  leadCalibration: { raw: [0, 1], calibrated: [0, 1] },
} as unknown as TriageModel

const certainty = (...scores: number[]) => {
  const all = Float32Array.from([...scores, 0, 0, 0])
  return certaintyOf(all, opinionsOf(all, model), model)
}

describe('how sure of the bureau', () => {
  it('is surer when words and leaf agree than when they differ', () => {
    expect(certainty(0.8, -0.8, 0.8, -0.8)).toBeGreaterThan(certainty(-0.8, 0.8, 0.8, -0.8))
  })

  it('is less sure of a text that no column wants, though one of them is far ahead', () => {
    expect(certainty(0.8, -0.8, 0.8, -0.8)).toBeGreaterThan(certainty(-0.5, -2.1, -0.5, -2.1))
  })

  it('is the confidence that is shown with the bureau, whose rivals share what is left', () => {
    const { lead } = classify(Float32Array.of(0.8, -0.8, 0.8, -0.8, 0, 0, 0), model)
    expect(lead.value).toBe('MARKET')
    expect(lead.confidence).toBeCloseTo(certainty(0.8, -0.8, 0.8, -0.8), 10)
    expect(lead.confidence + (lead.alternatives[0]?.confidence ?? 0)).toBeCloseTo(1, 6)
  })
})
