import { SCENARIOS_MAX, type TypedScenario } from '../../../cases/risk/risk-factors.ts'
import { lineOf } from '../../form-values.ts'

/** The names of a scenario's fields, numbered from 0. */
export const fieldOf = (scenario: number, factor: 'hazard' | 'group' | 'severity' | 'left_out' | number): string =>
  `risk-${scenario}-${factor}`

/** The scenarios of the form as typed; `steps` is how many the city has. */
export function typedScenarios(form: FormData, steps: number): TypedScenario[] {
  return Array.from({ length: SCENARIOS_MAX + 1 }, (_, i) => i)
    .filter((i) => form.has(fieldOf(i, 'hazard')))
    .map((i) => ({
      hazard: lineOf(form, fieldOf(i, 'hazard'), 40),
      group: lineOf(form, fieldOf(i, 'group'), 40),
      severity: lineOf(form, fieldOf(i, 'severity'), 1),
      steps: Array.from({ length: steps }, (_step, step) => lineOf(form, fieldOf(i, step), 24)),
      counted: !form.has(fieldOf(i, 'left_out')),
    }))
}
