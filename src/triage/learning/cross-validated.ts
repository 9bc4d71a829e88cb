import { classify } from '../classify.ts'
import { dangerInputs, learnedDanger } from '../danger.ts'
import { dangerRuleIn } from '../danger-rules.ts'
import type { TriageModel } from '../model.ts'
import type { Unseen } from './build-model.ts'
import type { Judged } from './figures.ts'

/**
 * What the model's last steps make of scores of texts left out of training, beside the annotation; `simplified` are the same texts, for the hard rules.
 * With `defensible` a second leaf that could be defended counts as right too.
 */
export function crossValidated(
  unseen: Unseen[],
  simplified: string[],
  model: TriageModel,
  defensible: boolean,
): Judged[] {
  return unseen.map(({ scores, signs, label }, i) => {
    const { leaf, lead, leaves, leads } = classify(scores, model)
    const rule = dangerRuleIn((simplified[i] as string).toLowerCase())
    const learned = learnedDanger(dangerInputs(scores, signs, leaves, leads), model)
    return {
      truth: {
        leaves: defensible && label.alt !== null ? [label.leaf, label.alt] : [label.leaf],
        leads: label.lead === null ? [] : [label.lead],
        danger: label.danger ?? 0,
      },
      answer: {
        leaves: [leaf, ...leaf.alternatives].map(({ value }) => value),
        leads: [lead, ...lead.alternatives].map(({ value }) => value),
        confidence: leaf.confidence,
        danger: Math.max(learned.level, rule?.level ?? 0),
      },
    }
  })
}
