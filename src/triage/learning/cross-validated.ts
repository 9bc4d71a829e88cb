import type { LeafCode } from '../../reference/city.ts'
import { classify } from '../classify.ts'
import { dangerInputs, learnedDanger } from '../danger.ts'
import { isSure, type TriageModel } from '../model.ts'
import type { Origin, Unseen } from './examples.ts'
import type { Judged } from './figures.ts'
import { type Classes, dangerOf, leadsOf, leavesOf } from './fit.ts'
import { type DispatchCase, fitDispatch } from './fit-dispatch.ts'
import { OWN_SURE_SHARE } from './fit-last-steps.ts'
import { leadRight } from './right-answers.ts'

const FOLDS = 5

/**
 * What the model's last steps make of scores of texts left out of training, beside what readers said; of one origin, those that arrive as filings
 * unless told otherwise; added leaves are counted as what they count as. With `defensible` a second leaf that could be defended counts as right
 * too. Whether a text is dispatched alone is told by thresholds that other texts set.
 */
export function crossValidated(
  unseen: Unseen[],
  model: TriageModel,
  classes: Classes,
  { defensible, origin = 'arriving' }: { defensible: boolean; origin?: Origin },
): Judged[] {
  const { countsAs } = classes
  const all = unseen.filter((one) => one.origin !== 'chosen').map((one) => answered(one, model, classes))
  const thresholds = Array.from({ length: FOLDS }, (_, fold) =>
    fitDispatch(all.filter((_, at) => at % FOLDS !== fold).map(({ dispatch }) => dispatch)),
  )
  const agreed = (leaves: LeafCode[]) => [...new Set(leaves.map(countsAs))]
  return all.flatMap(({ label, leaf, lead, danger, ...one }, at) => {
    if (one.origin !== origin) return []
    const dispatch = thresholds[at % FOLDS] as TriageModel['dispatch']
    return [
      {
        truth: {
          leaves: agreed(defensible && label.alt !== null ? [...leavesOf(label), label.alt] : leavesOf(label)),
          leads: leadsOf(label),
          danger: dangerOf(label),
        },
        answer: {
          leaves: agreed([leaf, ...leaf.alternatives].map(({ value }) => value)),
          leads: [lead, ...lead.alternatives].map(({ value }) => value),
          confidence: leaf.confidence,
          alone: isSure(leaf.value, lead.confidence, { dispatch }),
          danger,
        },
      },
    ]
  })
}

function answered({ scores, signs, rule, label, origin }: Unseen, model: TriageModel, classes: Classes) {
  const { leaf, lead, leaves, leads } = classify(scores, model)
  const learned = learnedDanger(dangerInputs(scores, signs, leaves, leads), model)
  const dispatch: DispatchCase = {
    leaf: leaf.value,
    confidence: lead.confidence,
    right: leadRight({ leaf: leaf.value, lead: lead.value }, label, classes),
    share: origin === 'own' ? OWN_SURE_SHARE : 1,
  }
  return { label, origin, leaf, lead, danger: Math.max(learned.level, rule), dispatch }
}
