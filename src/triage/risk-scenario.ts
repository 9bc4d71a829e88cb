import type { RiskLevel, RiskMatrix, Severity } from '../reference/city.ts'

/**
 * One way in which somebody may come to harm: by which hazard, who (null: anybody), how badly, and the probability of each
 * of the city's steps. Every figure may be changed by an officer.
 */
export type Scenario = { hazard: string; group: string | null; severity: Severity; steps: number[] }
export type JudgedScenario = Scenario & { probability: number; level: RiskLevel }

/** One change that alone moves the level of the whole matter: a step's probability times or over ten, or a severity up or down one. */
export type Flip = { scenario: number; factor: 'severity' | number; from: number; to: number; level: RiskLevel }

const order: RiskLevel[] = ['low', 'medium', 'high', 'serious']
/** A product such as 0.1 × 0.1 comes out a hair above 0.01; a limit is exceeded only by more than rounding. */
const ROUNDING = 1 + 1e-9
const ONE_STEP = 10

/**
 * Level in the first band whose limit the probability exceeds; the last band takes the rest. Probability 0–1 over the
 * foreseeable use: Regulation (EU) 2024/3173 Annex II, matrix of Decision 2010/15/EU part IV table 4.
 */
export function levelFor(matrix: RiskMatrix, severity: Severity, probability: number): RiskLevel {
  const band = matrix.bands.find((one) => probability > one.above * ROUNDING) ?? matrix.bands.at(-1)
  return band?.levels[severity - 1] ?? 'low'
}

/** The probability of a scenario is the product of its steps'. */
export function judgeScenario(matrix: RiskMatrix, scenario: Scenario): JudgedScenario {
  const probability = scenario.steps.reduce((product, step) => product * step, 1)
  return { ...scenario, probability, level: levelFor(matrix, scenario.severity, probability) }
}

/** The worst scenario counts: the highest level; among equals the likelier, then the graver. Null when there is none. */
export function worstOf(judged: JudgedScenario[]): JudgedScenario | null {
  return judged.reduce<JudgedScenario | null>(
    (worst, one) => (worst === null || isWorse(one, worst) ? one : worst),
    null,
  )
}

export function isWorse(one: JudgedScenario, other: JudgedScenario): boolean {
  const levels = order.indexOf(one.level) - order.indexOf(other.level)
  if (levels !== 0) return levels > 0
  return one.probability === other.probability ? one.severity > other.severity : one.probability > other.probability
}

/**
 * The sensitivity check of Annex II: every single step that would change the level of the whole, all other factors kept.
 * `scenario` and a numeric `factor` are positions in the given lists. Empty when the level stands firm.
 */
export function sensitivityOf(matrix: RiskMatrix, scenarios: Scenario[]): Flip[] {
  const level = levelOf(matrix, scenarios)
  return scenarios.flatMap((scenario, index) => {
    const changed = (other: Scenario): RiskLevel | null =>
      levelOf(
        matrix,
        scenarios.map((one) => (one === scenario ? other : one)),
      )
    const tried = [...severitySteps(scenario), ...chanceSteps(scenario)]
    return tried.flatMap(({ other, ...change }) => {
      const to = changed(other)
      return to === null || to === level ? [] : [{ scenario: index, ...change, level: to }]
    })
  })
}

/** The lowest and highest level the check reaches: where they differ, the result is a range and not a point. */
export function rangeOf(level: RiskLevel, flips: Flip[]): { from: RiskLevel; to: RiskLevel } {
  const places = [level, ...flips.map((flip) => flip.level)].map((one) => order.indexOf(one))
  return { from: order[Math.min(...places)] ?? level, to: order[Math.max(...places)] ?? level }
}

function levelOf(matrix: RiskMatrix, scenarios: Scenario[]): RiskLevel | null {
  return worstOf(scenarios.map((one) => judgeScenario(matrix, one)))?.level ?? null
}

type Tried = { other: Scenario; factor: Flip['factor']; from: number; to: number }

function severitySteps(scenario: Scenario): Tried[] {
  const { severity } = scenario
  return ([severity - 1, severity + 1] as number[])
    .filter((to): to is Severity => to >= 1 && to <= 4)
    .map((to) => ({ other: { ...scenario, severity: to }, factor: 'severity', from: severity, to }))
}

function chanceSteps(scenario: Scenario): Tried[] {
  return scenario.steps.flatMap((from, step) =>
    [from / ONE_STEP, Math.min(1, from * ONE_STEP)]
      .filter((to) => to !== from)
      .map((to) => ({ other: { ...scenario, steps: scenario.steps.with(step, to) }, factor: step, from, to })),
  )
}
