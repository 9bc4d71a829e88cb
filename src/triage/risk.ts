import type { City, RiskLevel, RiskMatrix } from '../reference/city.ts'
import type { Assessment, Mention, RiskAssessment } from './assessment.ts'

type Severity = 1 | 2 | 3 | 4
type Factor = { severity?: Severity; step?: number; because: string }

/** Words that show how badly somebody was or could be harmed: the levels of Regulation (EU) 2024/3173 Annex II, read for Chinese texts. */
const HARM: { severity: Severity; words: string[]; because: string }[] = [
  {
    severity: 4,
    words: ['死亡', '身亡', '致死', '猝死', '致癌', '癌症', '截肢', '瘫痪', '昏迷', '病危', '抢救'],
    because: '致命或不可逆 / fatal or irreversible',
  },
  {
    severity: 3,
    words: ['骨折', '住院', '手术', '致残', '失明', '重伤', '烧伤', '中毒'],
    because: '通常需住院 / hospital as a rule',
  },
  {
    severity: 2,
    words: ['受伤', '流血', '烫伤', '过敏', '呕吐', '腹泻', '就医', '医院检查', '急诊', '头晕'],
    because: '可能需就医 / a doctor may be needed',
  },
]
const VULNERABLE = ['婴儿', '宝宝', '新生儿', '幼儿', '孩子', '小孩', '学生', '老人', '孕妇', '病人', '患者', '残疾']
/** Probability that one more exposed person comes to harm, by danger level; already harmed people count as one step of 1. */
const CHANCE_BY_DANGER = [1 / 1_000_000, 1 / 50_000, 1 / 500, 1 / 20] as const

/**
 * Risk of the matter: severity of the worst harm named or expected, and probability as the product of the scenario's steps,
 * looked up in the city's matrix (Regulation (EU) 2024/3173 Annex II; GB/T 22760-2020 has the same structure). A proposal for a person.
 */
export function riskOf(
  simplified: string,
  hazards: Assessment['hazards'],
  danger: Assessment['danger'],
  mentions: Mention[],
  city: City,
): RiskAssessment {
  const harm = harmOf(simplified, hazards, danger, city)
  const steps = stepsOf(simplified, danger, mentions)
  const severity = harm.reduce<Severity>((most, one) => (one.severity && one.severity > most ? one.severity : most), 1)
  const probability = Math.min(
    1,
    steps.reduce((product, one) => product * (one.step ?? 1), 1),
  )
  const worst = harm.filter((one) => one.severity === severity)
  return {
    severity,
    probability,
    level: levelFor(city.riskMatrix, severity, probability),
    because: [...worst, ...steps].map((one) => one.because),
  }
}

/** Level in the first band whose limit the probability exceeds; the last band takes the rest. */
export function levelFor(matrix: RiskMatrix, severity: Severity, probability: number): RiskLevel {
  const band = matrix.bands.find((one) => probability > one.above) ?? matrix.bands.at(-1)
  return band?.levels[severity - 1] ?? 'low'
}

function harmOf(
  simplified: string,
  hazards: Assessment['hazards'],
  danger: Assessment['danger'],
  city: City,
): Factor[] {
  const factors: Factor[] = []
  for (const { severity, words, because } of HARM) {
    const word = words.find((one) => simplified.includes(one))
    if (word) factors.push({ severity, because: `严重程度 ${severity} / severity ${severity}: ${word}（${because}）` })
  }
  if (danger.level < 2) return factors
  for (const { id } of hazards) {
    const hazard = city.hazards.find((one) => one.id === id)
    if (hazard)
      factors.push({
        severity: hazard.severity,
        because: `严重程度 ${hazard.severity} / severity ${hazard.severity}: ${hazard.zh} / ${hazard.en}`,
      })
  }
  return factors
}

function stepsOf(simplified: string, danger: Assessment['danger'], mentions: Mention[]): Factor[] {
  const hurt = mentions.reduce(
    (most, one) => (one.kind === 'injury' && typeof one.value === 'number' ? Math.max(most, one.value) : most),
    0,
  )
  const steps: Factor[] = []
  if (hurt > 0)
    steps.push({
      step: 0.2,
      because: `已有 ${hurt} 人受害，再次发生的可能按 1/5 / ${hurt} already harmed, taken as 1/5`,
    })
  else
    steps.push({
      step: CHANCE_BY_DANGER[danger.level],
      because: `危险 ${danger.level} 级的发生可能按 ${CHANCE_BY_DANGER[danger.level]} / chance at danger level ${danger.level}`,
    })
  const vulnerable = VULNERABLE.find((word) => simplified.includes(word))
  if (vulnerable && danger.level >= 2)
    steps.push({ step: 3, because: `涉及易受伤害人群：${vulnerable}，可能性 ×3 / vulnerable people, × 3` })
  return steps
}
