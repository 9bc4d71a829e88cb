import { classify } from '../classify.ts'
import { dangerInputs, learnedDanger } from '../danger.ts'
import { isSure, type TriageModel } from '../model.ts'
import type { Unseen } from './build-model.ts'
import type { Judged } from './figures.ts'
import { dangerOf, leadsOf, leavesOf } from './fit.ts'

/**
 * What the model's last steps make of scores of texts left out of training, beside what readers said; texts chosen because a model
 * was unsure of them are left out. With `defensible` a second leaf that could be defended counts as right too.
 */
export function crossValidated(unseen: Unseen[], model: TriageModel, defensible: boolean): Judged[] {
  const arriving = unseen.filter(({ chosen }) => !chosen)
  return arriving.map(({ scores, signs, rule, label }) => {
    const { leaf, lead, leaves, leads } = classify(scores, model)
    const learned = learnedDanger(dangerInputs(scores, signs, leaves, leads), model)
    return {
      truth: {
        leaves: defensible && label.alt !== null ? [...leavesOf(label), label.alt] : leavesOf(label),
        leads: leadsOf(label),
        danger: dangerOf(label),
      },
      answer: {
        leaves: [leaf, ...leaf.alternatives].map(({ value }) => value),
        leads: [lead, ...lead.alternatives].map(({ value }) => value),
        confidence: leaf.confidence,
        alone: isSure(leaf.value, lead.confidence, model),
        danger: Math.max(learned.level, rule),
      },
    }
  })
}
