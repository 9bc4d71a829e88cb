import type { AssessmentContent, TypedAssessment } from '../../../alerts/risk-assessment/assessment-content.ts'
import type { Subject } from '../../../alerts/risk-assessment/find-subject.ts'
import { fieldOfSector } from '../../../alerts/risk-assessment/incident-grade.ts'
import type { City } from '../../../reference/city.ts'
import { lineOf } from '../../form-values.ts'
import { typedOf } from '../case/risk-fields.tsx'
import { typedScenarios } from '../case/risk-form.ts'

export const storyField = (scenario: number): string => `risk-${scenario}-story`
export const sourceField = (scenario: number, step: number): string => `risk-${scenario}-${step}-source`
export const figureField = (measure: string): string => `figure-${measure}`

/** The form as typed. Scenarios left out or without a hazard stay in it. */
export function typedAssessment(form: FormData, city: City): TypedAssessment {
  const steps = city.riskFactors.steps.length
  const all = (name: string) => form.getAll(name).filter((value) => typeof value === 'string')
  return {
    title: lineOf(form, 'title', 100),
    leaf: lineOf(form, 'leaf', 20) || 'NONE',
    description: lineOf(form, 'description', 2000),
    scenarios: typedScenarios(form, steps).map((scenario, i) => ({
      ...scenario,
      story: lineOf(form, storyField(i), 300),
      sources: Array.from({ length: steps }, (_, step) => lineOf(form, sourceField(i, step), 120)),
    })),
    exposed: lineOf(form, 'exposed', 500),
    groups: all('groups'),
    units: lineOf(form, 'units', 20),
    people: lineOf(form, 'people', 20),
    field: lineOf(form, 'field', 40),
    figures: Object.fromEntries(city.incidentGrading.measures.map(({ id }) => [id, lineOf(form, figureField(id), 20)])),
    is: all('is'),
    uncertainty: lineOf(form, 'uncertainty', 1000),
  }
}

/** What is known of the matter, as a first draft. */
export function firstDraft(city: City, subject: Subject): TypedAssessment {
  const sector = city.leaves.get(subject.leaf ?? '')?.sector ?? ''
  return {
    title: subject.title.slice(0, 100),
    leaf: subject.leaf ?? 'NONE',
    description: '',
    scenarios: subject.scenarios.map((scenario) => ({ ...typedOf(scenario), story: '', sources: [] })),
    exposed: '',
    groups: [...new Set(subject.scenarios.flatMap(({ group }) => group ?? []))],
    units: '',
    people: '',
    field: fieldOfSector(city, sector) ?? '',
    figures: {},
    is: [],
    uncertainty: '',
  }
}

/** A version as the form shows it again. */
export function typedContent(content: AssessmentContent): TypedAssessment {
  const { scenarios, toll, leaf, units, people, ...words } = content
  return {
    ...words,
    leaf: leaf ?? 'NONE',
    scenarios: scenarios.map(({ story, sources, ...scenario }) => ({ ...typedOf(scenario), story, sources })),
    units: units === null ? '' : String(units),
    people: people === null ? '' : String(people),
    field: toll?.field ?? '',
    figures: Object.fromEntries(Object.entries(toll?.figures ?? {}).map(([id, count]) => [id, String(count)])),
    is: toll?.is ?? [],
  }
}
