import type { LeafCode } from '../../reference/city.ts'
import { classify } from '../classify.ts'
import { dangerInputs, learnedDanger } from '../danger.ts'
import { isSure, type TriageModel } from '../model.ts'
import type { Origin, Unseen } from './build-model.ts'
import type { Judged } from './figures.ts'
import { type Classes, dangerOf, leadsOf, leavesOf } from './fit.ts'

/**
 * What the model's last steps make of scores of texts left out of training, beside what readers said; of one origin, those that
 * arrive as filings unless told otherwise; added leaves are counted as what they count as. With `defensible` a second leaf that could be defended counts as right too.
 */
export function crossValidated(
  unseen: Unseen[],
  model: TriageModel,
  { countsAs }: Classes,
  { defensible, origin = 'arriving' }: { defensible: boolean; origin?: Origin },
): Judged[] {
  const judged = unseen.filter((one) => one.origin === origin)
  const agreed = (leaves: LeafCode[]) => [...new Set(leaves.map(countsAs))]
  return judged.map(({ scores, signs, rule, label }) => {
    const { leaf, lead, leaves, leads } = classify(scores, model)
    const learned = learnedDanger(dangerInputs(scores, signs, leaves, leads), model)
    return {
      truth: {
        leaves: agreed(defensible && label.alt !== null ? [...leavesOf(label), label.alt] : leavesOf(label)),
        leads: leadsOf(label),
        danger: dangerOf(label),
      },
      answer: {
        leaves: agreed([leaf, ...leaf.alternatives].map(({ value }) => value)),
        leads: [lead, ...lead.alternatives].map(({ value }) => value),
        confidence: leaf.confidence,
        alone: isSure(leaf.value, lead.confidence, model),
        danger: Math.max(learned.level, rule),
      },
    }
  })
}
