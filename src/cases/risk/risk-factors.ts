import { Invalid, type Said } from '../../errors.ts'
import type { City, RiskLevel, Severity } from '../../reference/city.ts'
import { OTHERWISE, TOLD } from '../../reference/risk-words.ts'
import type { RiskAssessment } from '../../triage/assessment.ts'
import {
  type Flip,
  type JudgedScenario,
  judgeScenario,
  rangeOf,
  type Scenario,
  sensitivityOf,
  worstOf,
} from '../../triage/risk-scenario.ts'

/** One scenario as typed into the form, every factor a word; left out of the count where `counted` is false. */
export type TypedScenario = { hazard: string; group: string; severity: string; steps: string[]; counted: boolean }

/** Scenarios weighed by the city's matrix: the worst counts, and how firm that is. */
export type Weighed = {
  scenarios: JudgedScenario[]
  worst: JudgedScenario
  flips: Flip[]
  range: { from: RiskLevel; to: RiskLevel }
}

export const SCENARIOS_MAX = 8

/** Weighs scenarios, of which there must be one, in the order given. */
export function weigh(city: City, scenarios: Scenario[]): Weighed {
  const judged = scenarios.map((one) => judgeScenario(city.riskMatrix, one))
  const worst = worstOf(judged)
  if (!worst) throw new Error('no scenario to weigh')
  const flips = sensitivityOf(city.riskMatrix, scenarios)
  return { scenarios: judged, worst, flips, range: rangeOf(worst.level, flips) }
}

/** What an assessment weighed; one scenario of its severity where it was made before scenarios were kept. */
export function scenariosOf(city: City, risk: RiskAssessment, danger: 0 | 1 | 2 | 3): Scenario[] {
  if (risk.scenarios?.length > 0) return risk.scenarios
  const steps = city.riskFactors.steps.map((step) => step.byDanger[danger])
  return [{ hazard: OTHERWISE, group: null, severity: risk.severity, steps }]
}

/** Reads the scenarios that count. Throws Invalid when none is left, there are too many or a factor is not one of the lists. */
export function readScenarios(city: City, typed: TypedScenario[]): Scenario[] {
  const counted = typed.filter(isCounted)
  if (counted.length === 0) throw invalid({ zh: '至少保留一个情景', en: 'Keep at least one scenario' })
  if (counted.length > SCENARIOS_MAX)
    throw invalid({ zh: `最多 ${SCENARIOS_MAX} 个情景`, en: `At most ${SCENARIOS_MAX} scenarios` })
  return counted.map((one) => readScenario(city, one))
}

/** Whether a scenario of the form is meant: an empty one is only offered. */
export const isCounted = ({ counted, hazard }: TypedScenario): boolean => counted && hazard !== ''

function readScenario(city: City, { hazard, group, severity, steps }: TypedScenario): Scenario {
  const { groups, steps: known } = city.riskFactors
  const level = ([1, 2, 3, 4] as Severity[]).find((one) => String(one) === severity)
  const chances = steps.map(Number)
  const isHazard = hazard === TOLD || hazard === OTHERWISE || city.hazards.some(({ id }) => id === hazard)
  const isGroup = group === '' || groups.some(({ id }) => id === group)
  const areChances = chances.length === known.length && chances.every((chance) => chance > 0 && chance <= 1)
  if (!isHazard || !isGroup || level === undefined || !areChances)
    throw invalid({ zh: '请从列表中选择每个因素', en: 'Choose every factor from its list' })
  return { hazard, group: group === '' ? null : group, severity: level, steps: chances }
}

const invalid = (fault: Said): Invalid => new Invalid(fault, { scenarios: fault })
