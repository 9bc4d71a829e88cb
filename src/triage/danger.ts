import type { City } from '../reference/city.ts'
import type { Assessment } from './assessment.ts'
import { dangerRuleIn } from './danger-rules.ts'
import { signsIn } from './danger-signs.ts'
import { logisticOf } from './logistic.ts'
import { DANGER_COLUMNS, type TriageModel } from './model.ts'

type Level = Assessment['danger']['level']

/** What the model knew of a rule's case before: a hard rule speaks with at least this probability of danger ≥ 2. */
const RULE_PROBABILITY = 0.9
const SIGNS_SHOWN = 4

/** What the last step of the danger model looks at: its own scores, signs in the text, how probable each leaf and bureau is. */
export function dangerInputs(
  scores: Float64Array | Float32Array,
  signs: Uint8Array,
  leaves: Float64Array,
  leads: Float64Array,
): Float64Array {
  const inputs = new Float64Array(DANGER_COLUMNS + signs.length + leaves.length + leads.length)
  inputs.set(scores.subarray(scores.length - DANGER_COLUMNS))
  inputs.set(signs, DANGER_COLUMNS)
  inputs.set(leaves, DANGER_COLUMNS + signs.length)
  inputs.set(leads, DANGER_COLUMNS + signs.length + leaves.length)
  return inputs
}

/** The higher of what the model says and what the hard rules say; a rule is never out-voted. */
export function dangerOf(
  simplified: string,
  lowerCase: string,
  read: { scores: Float64Array | Float32Array; leaves: Float64Array; leads: Float64Array },
  { city, model }: { city: City; model: TriageModel },
): Assessment['danger'] {
  const { signs, words } = signsIn(simplified)
  const learned = learnedDanger(dangerInputs(read.scores, signs, read.leaves, read.leads), model)
  const because = [...reasonOf(learned.probability), ...signReasons(words, model)]
  const rule = dangerRuleIn(lowerCase, city)
  if (!rule) return { ...learned, because, rule: null }
  const level = Math.max(rule.level, learned.level) as Level
  const probability = Math.max(learned.probability, RULE_PROBABILITY)
  return { level, probability, because: [`${rule.zh} / ${rule.en}`, ...because], rule: rule.id }
}

/** `probability` is that of danger ≥ 2. */
export function learnedDanger(inputs: Float64Array, { danger }: TriageModel): { level: Level; probability: number } {
  const chances = danger.weights.map((weights, i) =>
    logisticOf({ weights, offset: danger.offset[i] as number }, inputs),
  )
  const level = [3, 2, 1].find((one) => (chances[one - 1] as number) >= (danger.threshold[one - 1] as number)) ?? 0
  return { level: level as Level, probability: chances[1] as number }
}

function reasonOf(probability: number): string[] {
  const { zh, en } = shareOf(probability)
  return [`模型估计有人可能受伤害的概率${zh} / model: ${en} that somebody can be hurt`]
}

/** Whole per cent; nothing is certain to a model, nor impossible. */
function shareOf(probability: number): { zh: string; en: string } {
  const share = Math.round(probability * 100)
  if (share === 0) return { zh: '不到 1%', en: 'less than 1%' }
  return share === 100 ? { zh: '超过 99%', en: 'more than 99%' } : { zh: `为 ${share}%`, en: `${share}%` }
}

/** A kind of words that weighs less does not even raise the odds by a fifth. */
const WEIGHT_TOLD = 0.2

/** Words of the kinds that speak for danger ≥ 2 in the model, the weightiest first. */
function signReasons(words: Map<number, string>, { danger }: TriageModel): string[] {
  const weightOf = (sign: number): number => danger.weights[1]?.[DANGER_COLUMNS + sign] ?? 0
  const telling = [...words]
    .filter(([sign]) => weightOf(sign) >= WEIGHT_TOLD)
    .sort(([a], [b]) => weightOf(b) - weightOf(a))
  const named = [...new Set(telling.map(([, word]) => word))].slice(0, SIGNS_SHOWN)
  return named.length === 0 ? [] : [`文中提到 / the text names: ${named.join('、')}`]
}
