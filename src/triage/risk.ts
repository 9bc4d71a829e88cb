import type { City, RiskFactors, Severity } from '../reference/city.ts'
import { chanceWords, OTHERWISE, scenarioName, TOLD } from '../reference/risk-words.ts'
import type { Assessment, Mention, RiskAssessment } from './assessment.ts'
import { findPhrases, indexPerOwner } from './phrases.ts'
import { isWorse, type JudgedScenario, judgeScenario, type Scenario } from './risk-scenario.ts'

type Harm = RiskFactors['harms'][number]
type Group = RiskFactors['groups'][number]

const SCENARIOS_MAX = 4
/** A word that denies stands no further than this before the harm it denies. */
const DENIED_WITHIN = 4

const harmWords = indexPerOwner<RiskFactors, Harm>(({ harms }) =>
  harms.flatMap((harm) => harm.words.map((word): [string, Harm] => [word, harm])),
)

/**
 * Risk of the matter after Regulation (EU) 2024/3173 Annex II (GB/T 22760-2020 has the same structure): a scenario for the harm
 * told and for each hazard, again for vulnerable people where the text names them; the worst counts. A proposal for a person.
 */
export function riskOf(
  simplified: string,
  hazards: Assessment['hazards'],
  danger: Assessment['danger'],
  mentions: Mention[],
  city: City,
): RiskAssessment {
  const told = harmToldIn(simplified, city.riskFactors)
  const hurt = peopleHurt(mentions)
  const named = vulnerableIn(mentions, city.riskFactors)
  const scenarios = scenariosOf({ told, hurt, group: named?.group ?? null, danger: danger.level, hazards, city })
  const judged = scenarios.map((one) => judgeScenario(city.riskMatrix, one)).sort((a, b) => (isWorse(a, b) ? -1 : 1))
  const worst = judged[0] as JudgedScenario
  return {
    severity: worst.severity,
    probability: worst.probability,
    level: worst.level,
    because: because(worst, { told, hurt, named, city }),
    scenarios: judged
      .slice(0, SCENARIOS_MAX)
      .map(({ hazard, group, severity, steps }) => ({ hazard, group, severity, steps })),
  }
}

type Told = { severity: Severity; word: string; harm: Harm } | null

/** The gravest harm the text tells, unless it is denied right before. */
function harmToldIn(simplified: string, factors: RiskFactors): Told {
  let gravest: Told = null
  for (const { phrase, start, value } of findPhrases(simplified, harmWords(factors))) {
    if (gravest !== null && gravest.severity >= value.severity) continue
    const before = simplified.slice(Math.max(0, start - DENIED_WITHIN), start)
    if (factors.denied.some((word) => before.endsWith(word) || before.includes(`${word}人`))) continue
    gravest = { severity: value.severity, word: phrase, harm: value }
  }
  return gravest
}

function peopleHurt(mentions: Mention[]): number {
  return mentions.reduce(
    (most, one) => (one.kind === 'injury' && typeof one.value === 'number' ? Math.max(most, one.value) : most),
    0,
  )
}

type Named = { group: Group; word: string } | null

/** The most vulnerable people the text names; the city lists them first. */
function vulnerableIn(mentions: Mention[], { groups }: RiskFactors): Named {
  for (const group of groups) {
    const found = mentions.find((one) => one.kind === 'vulnerable' && group.mentioned.includes(String(one.value)))
    if (found) return { group, word: found.text }
  }
  return null
}

type Seen = {
  told: Told
  hurt: number
  group: Group | null
  danger: 0 | 1 | 2 | 3
  hazards: Assessment['hazards']
  city: City
}

function scenariosOf({ told, hurt, group, danger, hazards, city }: Seen): Scenario[] {
  const { steps, otherwise } = city.riskFactors
  const byDanger = steps.map((step) => step.byDanger[danger])
  const found: Scenario[] = []
  if (told) {
    const chances = hurt > 0 ? steps.map((step) => step.told) : byDanger
    found.push({ hazard: TOLD, group: null, severity: told.severity, steps: chances })
  }
  for (const { id } of hazards) {
    const hazard = city.hazards.find((one) => one.id === id)
    if (hazard) found.push({ hazard: id, group: null, severity: hazard.severity, steps: byDanger })
  }
  if (found.length === 0) found.push({ hazard: OTHERWISE, group: null, severity: otherwise[danger], steps: byDanger })
  if (group === null) return found
  const ofGroup = found.map((one) => forGroup(one, group, city.riskFactors))
  return [...found, ...ofGroup.filter((one, i) => isGraver(one, found[i]))]
}

/** Harm that is fatal to anybody needs no scenario of its own for the vulnerable. */
function isGraver(one: Scenario, other: Scenario | undefined): boolean {
  return one.severity !== other?.severity || one.steps.some((step, i) => step !== other.steps[i])
}

function forGroup(scenario: Scenario, group: Group, { steps }: RiskFactors): Scenario {
  const { exposed } = group
  return {
    ...scenario,
    group: group.id,
    severity: Math.min(4, scenario.severity + group.severityUp) as Severity,
    steps:
      exposed === null
        ? scenario.steps
        : steps.map((step, i) =>
            step.id === 'exposed' ? Math.max(exposed, scenario.steps[i] as number) : (scenario.steps[i] as number),
          ),
  }
}

type Grounds = { told: Told; hurt: number; named: Named; city: City }

function because(worst: JudgedScenario, { told, hurt, named, city }: Grounds): string[] {
  const { zh, en } = scenarioName(city, worst.hazard)
  const severity = `严重程度 ${worst.severity} / severity ${worst.severity}: `
  const named_ = worst.hazard === TOLD && told ? `${told.word}（${told.harm.zh} / ${told.harm.en}）` : `${zh} / ${en}`
  const raised =
    worst.group !== null && named
      ? [
          `涉及${named.group.zh}：${named.word}，严重程度加 ${named.group.severityUp} / ${named.group.en}: severity + ${named.group.severityUp}`,
        ]
      : []
  const harmed =
    worst.hazard === TOLD && hurt > 0
      ? [`已有 ${hurt} 人受害，按再次发生估计 / ${hurt} already harmed, chance of it happening again`]
      : []
  return [severity + named_, ...raised, ...harmed, `伤害概率 ${chanceWords(worst.probability)} / probability of harm`]
}
