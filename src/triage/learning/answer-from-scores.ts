import type { BureauId, City, LeafCode } from '../../reference/city.ts'
import { withAddedLeaf } from '../added-leaves.ts'
import { cityWordsFor } from '../bridge.ts'
import { classify } from '../classify.ts'
import { dangerInputs, learnedDanger } from '../danger.ts'
import { dangerRuleIn } from '../danger-rules.ts'
import { signsIn } from '../danger-signs.ts'
import type { TriageModel } from '../model.ts'
import { type NormalText, normalise } from '../normalise.ts'
import { segment } from '../segment.ts'
import { type Bag, bagOf } from './vocabulary.ts'

/** A text as learning needs it: its features, and what the steps after the scores look at. */
export type TextRead = { bag: Bag; normal: NormalText; signs: Uint8Array }

/** The part of an assessment that people settle. */
export type Answer = {
  leaf: LeafCode
  leafConfidence: number
  lead: BureauId
  leadConfidence: number
  danger: number
}

/** Reads a filing once for learning, with the same words as triage: foreign texts with the city's words behind them. */
export function readText(filing: { title: string; text: string }, city: City): TextRead {
  const normal = normalise(filing)
  const { simplified, titleUnits } = normal
  const cityWords = cityWordsFor(normal)
  const behind = cityWords === '' ? '' : `\n${cityWords}`
  const words = [...segment(simplified, city), ...segment(behind, city)]
  return { bag: bagOf(simplified + behind, words, titleUnits), normal, signs: signsIn(simplified).signs }
}

/** What triage would answer if the words scored so: the same last steps, without the reasons. */
export function answerFrom(scores: Float32Array, { normal, signs }: TextRead, city: City, model: TriageModel): Answer {
  const { leaf, lead, leaves, leads } = classify(scores, model)
  const named = withAddedLeaf({ ...leaf, because: [] }, normal, city)
  const rule = dangerRuleIn(normal.simplified.toLowerCase(), city)
  const learned = learnedDanger(dangerInputs(scores, signs, leaves, leads), model)
  return {
    leaf: named.value,
    leafConfidence: leaf.confidence,
    lead: lead.value,
    leadConfidence: lead.confidence,
    danger: Math.max(learned.level, rule?.level ?? 0),
  }
}
