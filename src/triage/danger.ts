import type { Assessment } from './assessment.ts'
import { DANGER_RULES } from './danger-rules.ts'
import type { TriageModel } from './model.ts'

type Level = Assessment['danger']['level']

/** The higher of what the model says and what the hard rules say; a rule is never out-voted. */
export function dangerOf(simplified: string, scores: Float32Array, model: TriageModel): Assessment['danger'] {
  const learned = learnedDanger(scores, model)
  const rule = DANGER_RULES.filter((one) => one.holds(simplified)).sort((a, b) => b.level - a.level)[0]
  if (!rule) return { ...learned, rule: null }
  const level = Math.max(rule.level, learned.level) as Level
  return {
    level,
    probability: Math.max(learned.probability, rule.level >= 2 ? 0.9 : 0),
    because: [rule.because, ...learned.because],
    rule: rule.id,
  }
}

/** `probability` is that of danger ≥ 2. */
function learnedDanger(scores: Float32Array, model: TriageModel): Omit<Assessment['danger'], 'rule'> {
  const { slope, offset, threshold } = model.danger
  const from = model.classes.length
  const p = slope.map((a, i) => 1 / (1 + Math.exp(-(a * (scores[from + i] as number) + (offset[i] as number)))))
  const reached = [3, 2, 1].find((level) => (p[level - 1] as number) >= (threshold[level - 1] as number)) ?? 0
  const probability = p[1] as number
  const share = Math.round(probability * 100)
  return {
    level: reached as Level,
    probability,
    because: [`模型估计有人可能受伤害的概率为 ${share}% / model: ${share}% that somebody can be hurt`],
  }
}
